/// Reads bash (and sh) into a syntax tree. It never fails: what it cannot make sense of is noted and passed over.
///
/// The method is recursive descent straight over the bytes, without tokens, because what a byte means depends on
/// where it stands: `#` begins a comment only where a word could begin, `}` closes only where a command could begin,
/// `(` in `[[ a =~ (b) ]]` is part of a word. Each kind of text has its function: scripts, commands, words, the inside
/// of double quotes, arithmetic. A substitution is parsed as the script it is, so `$(case x in x) …)` works.
///
/// - Invariant: every loop moves `at` forward or ends, `at` never passes `end`, and nothing below `end` is read
///   twice but for bounded look-ahead; so reading takes linear time (times the depth, see below).
/// - `$((` and `((` open arithmetic only if the parentheses balance up to `))`, else a subshell; that is found out by
///   scanning ahead, as bash does. The scan is repeated at each level of nesting, hence linear times depth.
/// - Nesting is limited, for each level costs stack. Beyond the limit the rest of the text is skipped.
/// - Only the first problem is kept: what follows it is mostly its consequence, and bash too stops there. Of nested
///   things that never end, the innermost is named.
/// - Here-documents are noted when their operator is met and read when their line ends. As a redirection is a value
///   that exists by then, it holds an index into `documents`.
/// - What stands in backticks is unescaped first and parsed by a parser of its own; `ShellText` keeps the places.
///
/// A grammar with a token pass was tried on paper and dropped: the lexer would have needed to know the parser's state
/// in nine places. Aliases, `shopt` and history expansion are not followed.
struct ShellParser {
  let text: ShellText
  let bytes: [UInt8]
  /// Index of the next byte.
  var at = 0
  /// Reading stops here; smaller than the number of bytes inside a here-document.
  var end: Int
  var depth: Int
  private(set) var problem: ReadingProblem?
  var documents: [HereDocument] = []
  /// Here-documents whose operator was read and whose line has not ended yet.
  var pending: [PendingDocument] = []

  static let depthLimit = 60

  init(_ text: ShellText, depth: Int = 0) {
    self.text = text
    bytes = text.bytes
    end = bytes.count
    self.depth = depth
  }

  mutating func parseWholeText() -> Script {
    let script = parseScript(until: .nothing)
    readPendingDocuments()
    return script
  }

  var isAtEnd: Bool { at >= end }

  /// The byte so many places ahead, or nil behind the end.
  func peek(_ ahead: Int = 0) -> UInt8? { at + ahead < end ? bytes[at + ahead] : nil }

  func looks(_ token: StaticString, ahead: Int = 0) -> Bool {
    guard at + ahead + token.utf8CodeUnitCount <= end else { return false }
    for index in 0..<token.utf8CodeUnitCount where bytes[at + ahead + index] != token.utf8Start[index] {
      return false
    }
    return true
  }

  mutating func skip(_ token: StaticString) -> Bool {
    guard looks(token) else { return false }
    at += token.utf8CodeUnitCount
    return true
  }

  /// The place in the written text of what lies between an index and here.
  func range(from start: Int) -> Range<Int> { text.places(start, at) }

  func string(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// Notes a problem unless one was noted before.
  mutating func report(_ message: String, _ range: Range<Int>) {
    if problem == nil { problem = ReadingProblem(message, range: range) }
  }

  mutating func report(_ message: String, from start: Int, length: Int) {
    report(message, text.places(start, min(start + length, bytes.count)))
  }

  /// Takes over what a parser of a part of this text found.
  mutating func adopt(_ other: ShellParser) {
    documents = other.documents
    if let found = other.problem { report(found.message, found.range) }
  }

  /// Reads something one level deeper; at the limit, passes over the whole rest instead.
  mutating func deeper<T>(_ empty: @autoclosure () -> T, _ read: (inout ShellParser) -> T) -> T {
    guard depth < Self.depthLimit else {
      report(ReadingProblems.depth, from: at, length: 1)
      at = end
      return empty()
    }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }

  // Blanks, an escaped line end, and a comment where a word could begin.
  mutating func skipBlanks() {
    while let byte = peek() {
      if byte.isBlank {
        at += 1
      } else if byte == .backslash, peek(1) == .newline {
        at += 2
      } else if byte == .hash {
        while let byte = peek(), byte != .newline { at += 1 }
      } else {
        return
      }
    }
  }

  mutating func skipBlanksAndLines() {
    skipBlanks()
    while peek() == .newline {
      endLine()
      skipBlanks()
    }
  }

  /// Passes a line end and reads the here-documents that begin behind it.
  mutating func endLine() {
    at += 1
    readPendingDocuments()
  }

  /// The word at this place if it is written without quotes or expansions and ends like a word.
  func bareWord() -> String? {
    var index = at
    while index < end, !bytes[index].endsWord {
      switch bytes[index] {
      case .quote, .apostrophe, .dollar, .backtick: return nil
      case .backslash: return index > at && isEndAfterEscapedLines(index) ? string(at, index) : nil
      default: index += 1
      }
      if index - at > 16 { return nil }
    }
    return index == at ? nil : string(at, index)
  }

  /// Whether a word ends here because its line, ended by a backslash, is continued by a blank.
  private func isEndAfterEscapedLines(_ start: Int) -> Bool {
    var index = start
    while index + 1 < end, bytes[index] == .backslash, bytes[index + 1] == .newline { index += 2 }
    return index > start && (index >= end || bytes[index].endsWord)
  }
}
