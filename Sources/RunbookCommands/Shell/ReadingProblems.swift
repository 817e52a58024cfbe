/// The wording of everything that a shell text can have wrong.
enum ReadingProblems {
  static let singleQuote = "this single quote is never closed"
  static let doubleQuote = "this double quote is never closed"
  static let backtick = "this backtick is never closed"
  static let substitution = "this `$(` is never closed"
  static let process = "this `(` of a process substitution is never closed"
  static let parameter = "this `${` is never closed"
  static let arithmetic = "this `((` is never closed"
  static let oldArithmetic = "this `$[` is never closed"
  static let subshell = "this `(` is never closed"
  static let group = "this `{` is never closed"
  static let list = "this list of values is never closed"
  static let pattern = "the `(` of this pattern is never closed"
  static let test = "this `[[` is never closed with `]]`"
  static let index = "this `[` is never closed"
  static let depth = "the text is nested too deeply to be read"

  static func document(_ delimiter: String) -> String {
    "this here-document never ends: no line is `\(delimiter)`"
  }
  static func compound(_ word: String, needs closer: String) -> String { "this `\(word)` has no `\(closer)`" }
  static func unexpected(_ token: String) -> String {
    switch token {
    case "": "unexpected end of the text"
    case "\n": "unexpected end of the line"
    default: "unexpected `\(token)`"
    }
  }
  static func noCommand(after token: String) -> String { "no command after `\(token)`" }
  static func noWord(after token: String) -> String { "nothing after `\(token)`" }
  static func noName(after word: String) -> String { "no name after `\(word)`" }
}
