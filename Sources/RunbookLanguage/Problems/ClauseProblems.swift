import RunbookModel

/// The wording of what is wrong within one step or expectation.
extension Problem {
  static func duplicateClause(_ word: String) -> Problem {
    Problem(
      ClauseCode.duplicateClause, message: "`\(word)` stands twice", label: "written already",
      help: "keep the one that is meant")
  }

  static func duplicateEnvironment(_ name: String) -> Problem {
    Problem(
      ClauseCode.duplicateClause, message: "`env \(name)` stands twice", label: "declared already",
      help: "keep one of them")
  }

  static var retryAndSample: Problem {
    Problem(
      ClauseCode.retryAndSample, message: "`retry` and `sample` exclude each other",
      label: "one of them too many",
      help: "`retry` waits until it holds once, `sample` learns how often it holds")
  }

  static var emptyStep: Problem {
    Problem(
      ClauseCode.emptyStep, message: "a step needs `run` or something to judge",
      label: "this step does nothing",
      help: "add `run COMMAND`, or `expect $name …`")
  }

  static func outcomeWithoutSeverity(_ name: String) -> Problem {
    Problem(
      ClauseCode.missingClause, message: "outcome `\(name)` does not say how grave it is",
      label: "`severity` is missing", help: "add `severity ok`, `info`, `warning`, `critical` or `unknown`")
  }

  static var fixWithoutRun: Problem {
    Problem(
      ClauseCode.missingClause, message: "a fix needs a command", label: "`run` is missing",
      help: "add `run COMMAND`")
  }

  static var fixWithoutUndo: Problem {
    Problem(
      ClauseCode.missingClause, message: "a fix says how it is taken back", label: "`undo` is missing",
      help: "add `undo COMMAND`, or `undo none \"why\"`")
  }

  static var startWithoutRun: Problem {
    Problem(
      ClauseCode.missingClause, message: "a background command needs a command", label: "`run` is missing",
      help: "add `run COMMAND`")
  }

  static func readyTooEarly(_ word: String) -> Problem {
    Problem(
      ClauseCode.readyTooEarly, message: "a command that still runs has no \(word)",
      label: "known only when it has ended", help: "look at what it prints, or say `port N answers`")
  }

  static func clauseWithoutRun(_ word: String) -> Problem {
    Problem(
      ClauseCode.clauseWithoutRun, message: "`\(word)` needs a command, and the step has none",
      label: "nothing is run here", help: "add `run COMMAND`, or take `\(word)` out")
  }

  static func nothingToLookAt(_ source: String) -> Problem {
    Problem(
      ClauseCode.clauseWithoutRun, message: "a step without `run` has no \(source)",
      label: "there is nothing to look at",
      help: "add `run COMMAND`, or look at a variable: `$name`, `… in $name`")
  }

  static func repeatedFix(_ word: String) -> Problem {
    Problem(
      ClauseCode.repeatedFix, message: "`\(word)` cannot stand in a fix", label: "a fix runs once",
      help: "let the step that `verify` names wait for the effect")
  }

  static var rolloutUndo: Problem {
    Problem(
      ClauseCode.rolloutUndo, message: "`rollout undo` may take back somebody else's change",
      label: "goes back one revision, whoever made it",
      help: "capture what was there before, and write that back")
  }

  static func timeoutBeforeStop(_ limit: Duration, _ stop: Duration) -> Problem {
    Problem(
      ClauseCode.timeoutBeforeStop, .warning,
      message:
        "the command runs into its limit of \(limit.written) before it is stopped after \(stop.written)",
      label: "a time-out is a failure", help: "take `timeout` out: it is 5 s more than `stop after`")
  }

  static var arrowInFinally: Problem {
    Problem(
      ClauseCode.arrowInFinally, message: "an arrow in `finally` leads nowhere",
      label: "the way is decided by now",
      help: "take it out")
  }

  static func brokenShell(_ message: String) -> Problem {
    Problem(ClauseCode.brokenShell, message: "the shell cannot read this command", label: message)
  }

  static func quantifierOnOne(_ word: String) -> Problem {
    Problem(
      ClauseCode.quantifierOnOne, message: "there is one value to judge, not several",
      label: "`\(word)` is always one value",
      help: "take it out, or look at `lines`, `rows`, `column NAME` or `find all /re/`")
  }

  static func memberOfTable(_ path: String) -> Problem {
    Problem(
      ClauseCode.misusedWhere, message: "`where` on a table names columns, found the path `\(path)`",
      label: "a table has no members", help: "write the column's name as it stands in the header")
  }

  static func columnOfDocument(_ name: String) -> Problem {
    Problem(
      ClauseCode.misusedWhere, message: "`where` on a document names members, found the column `\(name)`",
      label: "a document has no columns", help: "a member begins with a dot: `.\(name)`")
  }

  static var whereWithoutParts: Problem {
    Problem(
      ClauseCode.misusedWhere, message: "`where` chooses among rows or elements",
      label: "there are neither here", help: "use it with `rows`, `column NAME`, `json PATH` or `yaml PATH`")
  }
}
