import CPCRE2
import RunbookModel

/// The wording of all that people read from this room, in one place.
enum MatchingProblems {
  static let cut = "output was cut"
  static let emptyExpected = "there is nothing to compare with: the list is empty"
  static let noExit = "the command has no exit status: it did not end by itself"
  static let nothingRan = "nothing ran"
  static let whereNeedsMembers = "`where` needs rows, a column, or JSON to look into"
  static let tooManyDigits = "the result has more than 38 digits"

  static func neverCaptured(_ reference: VariableReference) -> String {
    "`\(reference.written)` was never captured"
  }

  static func shareOfSeveral(_ count: Int) -> String { "a share needs one value, and there are \(count)" }

  static func noShare(_ text: String) -> String { "there is no share of `\(text)`: it is no amount" }

  static func severalExpected(_ count: Int, _ written: String) -> String {
    count == 0
      ? "there is nothing to compare with: \(written)"
      : "\(count) values to compare with, \(written): say `is one of`"
  }

  static func nothingToCompare(_ text: ArraySlice<UInt8>, _ state: Selection.State) -> String {
    state == .absent || trimmed(text).isEmpty
      ? "there is nothing to compare" : "\(Wording.code(text)) is empty: there is nothing to compare"
  }

  static func noCommonType(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, given: ValueType?) -> String
  {
    guard let given else { return "\(Wording.code(left)) cannot be compared with \(Wording.code(right))" }
    let unreadable = TypedValue(left, as: given) == nil ? left : right
    return
      "\(Wording.code(unreadable)) is no \(given.rawValue): \(Wording.code(left)) against \(Wording.code(right))"
  }

  static func notOfType(_ text: ArraySlice<UInt8>, _ type: ValueType) -> String {
    "\(Wording.code(text)) is no \(type.rawValue)"
  }

  static func noAddress(_ text: ArraySlice<UInt8>) -> String {
    "\(Wording.code(text)) is no IP address and no CIDR"
  }

  static func missingColumn(_ problem: TableProblem) -> String {
    let missing = problem.wanted.filter { !problem.present.contains($0) }
    let names = (missing.isEmpty ? problem.wanted : missing).map { "`\($0)`" }.joined(separator: " and ")
    let start = "no table with \(missing.count == 1 ? "a column" : "columns") \(names)"
    guard !problem.present.isEmpty else { return "\(start): the text is no table" }
    let nearest = missing.first.flatMap { Spelling.nearest(to: $0, in: problem.present) }
    let remedy = nearest.map { "; did you mean `\($0)`?" } ?? ""
    return "\(start): there are \(problem.present.prefix(20).joined(separator: ", "))\(remedy)"
  }

  static func noMatch(_ clause: String, _ pattern: Pattern) -> String {
    "`\(clause) /\(pattern.text)/` found no match"
  }

  static func noCommonType(of texts: [ArraySlice<UInt8>]) -> String {
    "the values have no type in common: \(Wording.list(texts))"
  }

  static func notAdded(_ type: ValueType) -> String { "values of type \(type.rawValue) cannot be added" }

  static func several(_ selection: Selection) -> String {
    "\(Wording.count(selection.count, selection.noun)) and no quantifier: say `every`, `some` or `no`"
  }

  /// For a negative code of `pcre2_match`.
  static func exceeded(_ code: Int32) -> String {
    switch code {
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
      "the pattern exceeded its limit: it tries too many ways to match this text"
    default: "the pattern could not be matched: PCRE2 error \(code)"
    }
  }
}
