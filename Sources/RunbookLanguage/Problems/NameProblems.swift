import RunbookModel

/// The wording of what is wrong with names and variables.
extension Problem {
  static func duplicateStep(_ name: String) -> Problem {
    Problem(
      NameCode.duplicateName, message: "step `\(name)` is defined twice", label: "this name is taken",
      help: "steps, fixes and the like share one namespace for the whole file")
  }

  static func duplicatePlace(_ name: String) -> Problem {
    Problem(
      NameCode.duplicateName, message: "path or outcome `\(name)` is defined twice",
      label: "this name is taken",
      help: "paths and outcomes share one namespace for the whole file")
  }

  static func duplicateVariable(
    _ name: String, _ kind: Names.VariableName.Kind, _ first: Names.VariableName.Kind
  ) -> Problem {
    Problem(
      NameCode.duplicateVariable,
      message: kind == first
        ? "\(kind.word) `\(name)` is defined twice"
        : "\(kind.word) `\(name)` would hide the \(first.word) of that name",
      label: "this name is taken", help: "a variable has one definition; choose another name")
  }

  static func capturedTwice(_ name: String) -> Problem {
    Problem(
      NameCode.duplicateVariable, message: "`\(name)` is captured twice in one step",
      label: "the second would overwrite the first", help: "choose another name for one of them")
  }

  static func builtInName(_ name: String) -> Problem {
    Problem(
      NameCode.builtInName, message: "`$\(name)` is built in and cannot be defined",
      label: "this name is taken",
      help: "choose another name")
  }

  static func undefinedTarget(_ name: String, nearest: String?) -> Problem {
    Problem(
      NameCode.undefinedStep, message: "step `\(name)` is not defined",
      label: "no step, path or outcome has this name", help: nearest.map { "did you mean `\($0)`?" })
  }

  static func undefinedStep(_ name: String, nearest: String?) -> Problem {
    Problem(
      NameCode.undefinedStep, message: "step `\(name)` is not defined", label: "no step has this name",
      help: nearest.map { "did you mean `\($0)`?" })
  }

  static func undefinedVariable(_ name: String, nearest: String?) -> Problem {
    Problem(
      NameCode.undefinedVariable, message: "variable `$\(name)` is not defined",
      label: "no param, secret, let, capture or `each` has this name",
      help: nearest.map { "did you mean `$\($0)`?" } ?? "a plain dollar sign is written `\\$`")
  }

  static func undefinedShellVariable(_ name: String, nearest: String?) -> Problem {
    Problem(
      NameCode.undefinedVariable, message: "variable `$\(name)` is not defined",
      label: "neither the runbook nor this command sets it",
      help: nearest.map { "did you mean `$\($0)`? if the environment has it, say `env \(name)`" }
        ?? "if the environment has it, say `env \(name)`")
  }

  static func doubtfulVariable(_ name: String, nearest: String?, why: String) -> Problem {
    Problem(
      NameCode.doubtfulVariable, .warning, message: "nobody can tell whether `$\(name)` is set",
      label: "no variable of the runbook; \(why)",
      help: nearest.map { "did you mean `$\($0)`? otherwise say `env \(name)`" }
        ?? "say `env \(name)` if it is meant")
  }

  static func variableOutOfReach(_ name: String) -> Problem {
    Problem(
      NameCode.variableOutOfReach, message: "`$\(name)` is used outside its `each`",
      label: "there is no current item here", help: "go through the list here too, with `each \(name) in …`")
  }

  static func callWithoutMember(_ name: String) -> Problem {
    Problem(
      NameCode.unknownMember, message: "a call has no value of its own", label: "`\(name)` is a call",
      help: "its outcome is `$\(name).outcome`, in conditions")
  }

  static func unknownMember(_ written: String, nearest: String?) -> Problem {
    Problem(
      NameCode.unknownMember, message: "`\(written)` does not exist",
      label: "steps have `passed`, `failed` and `unknown`, calls have `outcome`",
      help: nearest.map { "did you mean `.\($0)`?" })
  }

  static func itemsWithoutEach(_ written: String, _ step: String) -> Problem {
    Problem(
      NameCode.unknownMember, message: "`\(written)` does not exist",
      label: "only a step that runs once for each item has such lists",
      help: "in conditions say `\(step) passes` or `\(step) fails`")
  }

  static func outcomeOfNoCall(_ name: String, nearest: String?) -> Problem {
    Problem(
      NameCode.unknownMember, message: "`$\(name).outcome` does not exist", label: "no call has this name",
      help: nearest.map { "did you mean `$\($0).outcome`?" })
  }

  static func outcomeOutsideCondition(_ name: String) -> Problem {
    Problem(
      NameCode.misplacedOutcome, message: "`$\(name).outcome` stands in conditions only",
      label: "this is no condition", help: "ask in `when` or in a table: `$\(name).outcome is \"…\"`")
  }

  static func shadowedVariable(_ name: String, _ kind: Names.VariableName.Kind) -> Problem {
    Problem(
      NameCode.shadowedVariable, .warning, message: "the command sets its own `\(name)`",
      label: "hides the \(kind.word) of that name in this command",
      help: "choose another name for the shell variable")
  }

  static func unusedVariable(_ name: String, _ kind: Names.VariableName.Kind) -> Problem {
    Problem(
      NameCode.unusedVariable, .warning, message: "\(kind.word) `\(name)` is never used",
      label: "setting it changes nothing", help: "use it or take it out")
  }
}
