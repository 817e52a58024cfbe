/// Why a request is not answered, with the code of the protocol.
struct ResponseError: Error, Encodable, Equatable {
  let code: Int
  let message: String

  private init(_ code: Code, _ message: String) {
    self.code = code.rawValue
    self.message = message
  }

  private enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
  }

  static func unreadableHeader(_ line: String) -> Self {
    Self(.parseError, "`\(line.prefix(60))` is no header; expected `Content-Length: NUMBER`")
  }
  static let missingLength = Self(.parseError, "the header has no `Content-Length`")
  static let endlessHeader = Self(
    .parseError, "the header does not end; expected `Content-Length: NUMBER` and an empty line")
  static func tooLong(_ length: Int, limit: Int) -> Self {
    Self(.parseError, "a message has at most \(limit) bytes, and this one \(length)")
  }
  static func unreadableMessage(_ reason: String) -> Self {
    Self(.parseError, "the message is no JSON: \(reason)")
  }
  static func wrongShape(_ reason: String) -> Self {
    Self(.invalidRequest, "the message is none of this protocol: \(reason)")
  }
  static func brokenHeader(_ reason: String) -> Self { Self(.parseError, reason) }
  static let noMethod = Self(.invalidRequest, "the message has neither a method nor a result")
  static func unknownMethod(_ method: String) -> Self {
    Self(.methodNotFound, "there is no method `\(method)` here")
  }
  static func unreadableParameters(_ method: String, _ reason: String) -> Self {
    Self(.invalidParams, "the parameters of `\(method)` cannot be read: \(reason)")
  }
  static let notInitialized = Self(.serverNotInitialized, "the first request is `initialize`")
  static let initializedTwice = Self(.invalidRequest, "`initialize` was said already")
  static let shutDown = Self(.invalidRequest, "after `shutdown` only `exit` can follow")
  static func notOpen(_ uri: String) -> Self {
    Self(.invalidParams, "`\(uri)` is not open; say `textDocument/didOpen` first")
  }
  static func unknownText(_ uri: String) -> Self {
    Self(.requestFailed, "a change of `\(uri)` could not be read; close it and open it again")
  }

  static func unformattable(line: Int, _ message: String) -> Self {
    Self(.requestFailed, "a file with syntax errors is not formatted; line \(line): \(message)")
  }

  static let noName = Self(
    .requestFailed, "no step, path, outcome or variable of the runbook has its name here")
  static func builtIn(_ name: String) -> Self {
    Self(.requestFailed, "`$\(name)` is built in and keeps its name")
  }
  static func notAName(_ name: String, example: String) -> Self {
    Self(.invalidParams, "`\(name)` is not a name here; a name is like `\(example)`")
  }
  static func reserved(_ name: String, _ all: [String]) -> Self {
    Self(
      .invalidParams,
      "`\(name)` is reserved; reserved are " + all.map { "`\($0)`" }.joined(separator: ", "))
  }
  static func taken(_ name: String, by word: String, line: Int) -> Self {
    Self(.requestFailed, "`\(name)` is taken by the \(word) in line \(line)")
  }
  static func setByCommand(_ name: String, line: Int) -> Self {
    Self(.requestFailed, "the command in line \(line) sets `\(name)` itself; rename it by hand")
  }
  static func renameBreaks(_ name: String, _ reason: String) -> Self {
    Self(.requestFailed, "with the name `\(name)` the runbook would be wrong: \(reason)")
  }
  static func renameConfuses(_ name: String) -> Self {
    Self(.requestFailed, "with the name `\(name)` another name would mean something else")
  }
}

/// What is told and answers nothing.
enum EditorProblems {
  static func doubtful(_ uri: String, _ reason: String) -> String {
    "the text of \(uri) is not known any more; close it and open it again (\(reason))"
  }
  static func splitCharacter(_ position: Position) -> String {
    "position \(position.line):\(position.character) is within a character"
  }

  /// Places are `FILE:LINE`.
  static func leftOver(_ places: [String]) -> String {
    let more = places.count > 10 ? " and \(places.count - 10) more" : ""
    return "not renamed, for the name means several things there: "
      + places.prefix(10).joined(separator: ", ") + more
  }

  static func endsInMessage(_ count: Int, of length: Int) -> String {
    "the input ends within a message: \(count) of its \(length) bytes came"
  }
  static func endsInHeader(_ text: String) -> String {
    "the input ends within a header: `\(text.prefix(60))`; expected `Content-Length: NUMBER` and an empty line"
  }
  static let endsInNonsense = "the input ends, and what came last was no message"
  static let onlyNonsense = "what comes is no message of the Language Server Protocol"
}
