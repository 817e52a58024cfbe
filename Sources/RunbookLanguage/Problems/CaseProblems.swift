import RunbookModel

/// The wording of what is wrong in a case.
extension Problem {
  static func unknownCaseWord(_ word: String, among words: [String]) -> Problem {
    Problem(
      CaseCode.unknownCaseWord, message: "a case has no line `\(word)` here", label: "unknown word",
      help: Spelling.nearest(to: word, in: words).map { "did you mean `\($0)`?" }
        ?? "it has " + words.joined(separator: ", "))
  }

  static func malformedCaseLine(_ rule: String, _ example: String) -> Problem {
    Problem(CaseCode.malformedCaseLine, message: rule, label: "not like this", help: "write \(example)")
  }

  static func caseIndentation(_ found: Int, wanted: Int) -> Problem {
    Problem(
      CaseCode.malformedCaseLine, message: "this line is indented by \(found) and belongs to nothing",
      label: "indented by \(found)",
      help: wanted == 0 ? "begin it at the left, or indent it below `command`" : "indent it by \(wanted)")
  }

  static let badEscape = Problem(
    CaseCode.malformedCaseLine, message: "a backslash in escaped text stands for nothing that is known",
    label: "in its block", help: #"write \\, \n, \t, \r, \" or \x and two hexadecimal digits"#)

  static let noCaseTitle = Problem(
    CaseCode.incompleteCase, message: "a case begins with its title", label: "no title",
    help: #"write case "What is the matter""#)

  static let noCaseExpectation = Problem(
    CaseCode.incompleteCase, message: "this case expects nothing", label: "nothing can fail here",
    help: "write expect verdict problem, or expect outcome NAME")

  static let anyCommand = Problem(
    CaseCode.incompleteCase, message: "this command says neither its text nor its step",
    label: "would answer everything", help: "write its text behind it, or `run` and a block, or `step NAME`")

  static func undefinedInCase(_ name: String, _ what: String, in file: String, among names: [String])
    -> Problem
  {
    Problem(
      CaseCode.undefinedInCase, message: "`\(file)` has no \(what) `\(name)`", label: "not there",
      help: Spelling.nearest(to: name, in: names).map { "did you mean `\($0)`?" }
        ?? (names.isEmpty ? "it has none" : "it has " + names.map { "`\($0)`" }.joined(separator: ", ")))
  }
}
