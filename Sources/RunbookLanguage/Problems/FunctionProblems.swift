import RunbookModel

/// The wording of what is wrong with a function.
extension Problem {
  /// The reason is what a run would say of it.
  static func unfitArgument(_ reason: String) -> Problem {
    Problem(HeadCode.unfitValue, message: reason, label: "cannot be read so")
  }

  static func misusedFunction(_ function: Computation.Function, _ word: String) -> Problem {
    Problem(
      ClauseCode.misusedFunction, message: "`\(word)` has no place behind `\(function.rawValue)`",
      label: "a function looks at its arguments only",
      help: "choose among its lines with a quantifier: `some \(function.rawValue) … matches /re/`")
  }

  static func aggregateOfLines(_ function: Computation.Function) -> Problem {
    Problem(
      ClauseCode.misusedFunction, message: "`\(function.rawValue)` gives lines, which are no amounts",
      label: "nothing to reckon with", help: "say `count`, `distinct`, `first N` or `last N`")
  }

  static func aggregateOfOne(_ function: Computation.Function) -> Problem {
    Problem(
      ClauseCode.misusedFunction, message: "`\(function.rawValue)` gives one number",
      label: "there is nothing to choose from", help: "take it out")
  }

  static func missingQuantifier(_ function: Computation.Function) -> Problem {
    Problem(
      ClauseCode.missingQuantifier, message: "`\(function.rawValue)` can give several lines",
      label: "of how many must it hold?",
      help: "put `every`, `some` or `no` before it, or ask whether it `is empty`")
  }
}
