import RunbookModel

/// The wording of what is wrong between files.
extension Problem {
  static func unreadableFile(_ path: String, _ reason: String) -> Problem {
    Problem(FileCode.unreadableFile, message: "`\(path)` cannot be read", label: reason)
  }

  static func fileLoop(_ names: [String]) -> Problem {
    Problem(
      FileCode.fileLoop, message: "files lead round in a circle: \(names.joined(separator: " → "))",
      label: "leads back", help: "let them lead on to a third file")
  }

  static func usedTwice(_ path: String) -> Problem {
    Problem(
      ClauseCode.duplicateClause, message: "`\(path)` is used twice", label: "used already",
      help: "keep one of them")
  }

  static func unknownArgument(_ name: String, _ file: String, nearest: String?, among names: [String])
    -> Problem
  {
    Problem(
      FileCode.unknownArgument, message: "`\(file)` has no parameter `\(name)`",
      label: "nothing takes this value",
      help: nearest.map { "did you mean `\($0)`?" }
        ?? (names.isEmpty
          ? "it has no parameters" : "it has \(names.map { "`\($0)`" }.joined(separator: ", "))"))
  }

  static func duplicateArgument(_ name: String) -> Problem {
    Problem(
      FileCode.duplicateArgument, message: "`\(name)` is given twice", label: "given already",
      help: "keep one of them")
  }

  static func missingArgument(_ names: [String], _ file: String) -> Problem {
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      FileCode.missingArgument,
      message: "`\(file)` needs \(names.count == 1 ? "a value" : "values") for \(list)", label: "not given",
      help: "add `\(names.map { "\($0)=…" }.joined(separator: " "))`")
  }

  static func undefinedOutcome(_ name: String, _ file: String, nearest: String?) -> Problem {
    Problem(
      FileCode.undefinedOutcome, message: "`\(file)` has no outcome `\(name)`",
      label: "can never be the answer",
      help: nearest.map { "did you mean `\($0)`?" })
  }

  static func followsLibrary(_ path: String) -> Problem {
    Problem(
      FileCode.followsLibrary, message: "`\(path)` has nothing to run",
      label: "only paths and outcomes for others",
      help: "say `use \"\(path)\"` and lead to one of its paths")
  }
}
