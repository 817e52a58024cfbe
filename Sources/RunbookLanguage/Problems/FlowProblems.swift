import RunbookModel

/// The wording of what is wrong with the way through a runbook.
extension Problem {
  static func backwardArrow(_ name: String, isItself: Bool) -> Problem {
    Problem(
      FlowCode.backwardArrow,
      message: isItself ? "the arrow leads back to its own step" : "the arrow leads back to step `\(name)`",
      label: "arrows lead forward", help: "to wait for something, repeat the step with `retry`")
  }

  static func distantStep(_ name: String, in step: Names.StepName) -> Problem {
    let (place, help): (String, String?) =
      switch step.role {
      case .top: ("the top of the file", nil)
      case .finally: ("`finally`", nil)
      case .path: ("path `\(step.path)`", "the path is entered at its top: `→ \(step.path)`")
      }
    return Problem(
      FlowCode.distantStep, message: "step `\(name)` belongs to \(place)",
      label: "a step of another sequence cannot be entered", help: help)
  }

  static func arrowIntoBlock(_ name: String) -> Problem {
    Problem(
      FlowCode.arrowIntoBlock, message: "step `\(name)` stands in a block",
      label: "a block cannot be entered in its middle",
      help: "lead to a step behind the block, or to a path")
  }

  static func nextBehind(_ target: String) -> Problem {
    Problem(
      FlowCode.nextBehindTarget, message: "only behind an outcome can `, next` stand, found \(target)",
      label: "there is no going on after it", help: "take `, next` out")
  }

  static func pathLoop(_ names: [String]) -> Problem {
    Problem(
      FlowCode.pathLoop, message: "paths lead round in a circle: \(names.joined(separator: " → "))",
      label: "leads back", help: "let both lead on to a third path")
  }

  static func pathNeverReached(_ name: String) -> Problem {
    Problem(
      FlowCode.neverReached, message: "path `\(name)` is never reached", label: "no arrow leads here",
      help: "add an arrow to it: `fails → \(name)`")
  }

  static func stationNeverReached(_ name: String?, _ kind: Station.Kind) -> Problem {
    Problem(
      FlowCode.neverReached, message: "\(name.map { "`\($0)`" } ?? "the \(kind.word)") is never reached",
      label: "nothing leads here")
  }

  static func outcomeNeverReached(_ name: String) -> Problem {
    Problem(
      FlowCode.outcomeNeverReached, .warning, message: "outcome `\(name)` is never reached",
      label: "no arrow leads here", help: "add an arrow to it, or take it out")
  }

  static func pathFallsOff(_ name: String) -> Problem {
    Problem(
      FlowCode.pathFallsOff, .warning, message: "path `\(name)` can end without an outcome",
      label: "the run may end here with a bare verdict", help: "end the path with an arrow: `→ OUTCOME`")
  }

  static func undecidedStep(_ name: String) -> Problem {
    Problem(
      FlowCode.undecidedStep, .warning,
      message: "step `\(name)` ends the run before the table when it does not pass",
      label: "no arrow, and in no table",
      help: "name it in the table, or say `otherwise → next` or `fails → stop`")
  }

  static func stepNotBefore(_ name: String, isTable: Bool, isOwn: Bool) -> Problem {
    Problem(
      FlowCode.stepNotBefore,
      message: isTable && !isOwn
        ? "a table names steps of its own sequence, and `\(name)` is elsewhere"
        : "step `\(name)` cannot have run by now",
      label: "no verdict is known here",
      help: isTable ? "only steps above the table have a verdict" : nil)
  }

  static var anyOfNothing: Problem {
    Problem(
      FlowCode.stepNotBefore, message: "`any` means the steps above, and there are none",
      label: "no verdict is known here")
  }

  static func withoutVerdict(_ name: String, _ kind: Station.Kind) -> Problem {
    Problem(
      FlowCode.withoutVerdict, message: "`\(name)` is \(kind.described) and has no verdict",
      label: "neither passes nor fails",
      help: kind == .ask ? "compare the answer: `$\(name) is \"…\"`" : nil)
  }

  static func verifiedByNoStep(_ name: String, _ kind: Station.Kind) -> Problem {
    Problem(
      FlowCode.withoutVerdict, message: "only a step can verify a fix, and `\(name)` is \(kind.described)",
      label: "looks at nothing again")
  }

  static func tooEarly(_ reference: VariableReference, isBeside: Bool) -> Problem {
    Problem(
      FlowCode.tooEarly, message: "`\(reference.written)` is used before anything can have set it",
      label: "on no way to here has it a value",
      help: isBeside ? "the steps of `parallel` do not see each other's captures" : nil)
  }
}

extension Station.Kind {
  /// As it is called in messages, without an article.
  fileprivate var word: String {
    switch self {
    case .decide: "table"
    case .arrow: "arrow"
    case .line: "line"
    case .step, .fix, .start, .call, .manual, .confirm, .ask: "step"
    }
  }
}
