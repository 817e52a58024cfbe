/// One entry of a sequence: the top level or a path.
package indirect enum FlowNode: Sendable {
  case step(Step)
  case parallel(Parallel)
  case each(EachBlock)
  case decide(Decide)
  case arrow(Arrow)
  case fix(Fix)
  case manual(Manual)
  case ask(Ask)
  case confirm(Confirm)
  case call(Call)
  case start(Start)
}

/// `parallel`: steps that do not see each other's captures, judged in the order of the file.
package struct Parallel: Sendable {
  package let steps: [Step]
  package let place: SourcePlace

  package init(steps: [Step], place: SourcePlace) {
    self.steps = steps
    self.place = place
  }
}

/// `each NAME in LIST [, N at once]` and steps: the whole block once per item.
package struct EachBlock: Sendable {
  package let clause: EachClause
  package let steps: [Step]
  package let place: SourcePlace

  package init(clause: EachClause, steps: [Step], place: SourcePlace) {
    self.clause = clause
    self.steps = steps
    self.place = place
  }
}

/// `each NAME in $list [, N at once]`.
package struct EachClause: Sendable {
  package let variable: String
  package let list: Value
  /// At least 1.
  package let atOnce: Int

  package init(variable: String, list: Value, atOnce: Int = 1) {
    self.variable = variable
    self.list = list
    self.atOnce = atOnce
  }
}

/// `start NAME`: a command that goes on in the background until the run ends.
package struct Start: Sendable {
  /// Its command, and how long it may take to become ready; it passed when it was.
  package let step: Step
  /// Nil: it is ready as soon as it is started.
  package let ready: Ready?

  package init(step: Step, ready: Ready?) {
    self.step = step
    self.ready = ready
  }

  /// `ready when …`.
  package enum Ready: Sendable {
    /// It holds on what the command has printed so far.
    case expectation(Expectation)
    /// Something on this machine takes connections there.
    case port(Int)
  }
}

/// A decision over several checks: the first row that holds is taken.
package struct Decide: Sendable {
  package struct Row: Sendable {
    /// Nil: `otherwise`, taken only when all steps before passed or were skipped.
    package let condition: Condition?
    package let arrow: Arrow
    /// The row as it is written, without its arrow.
    package let text: String
    package let place: SourcePlace

    package init(condition: Condition?, arrow: Arrow, text: String, place: SourcePlace) {
      self.condition = condition
      self.arrow = arrow
      self.text = text
      self.place = place
    }
  }

  package let rows: [Row]
  /// The steps before the table in its sequence, in order: what `any` means.
  package let steps: [String]
  package let place: SourcePlace

  package init(rows: [Row], steps: [String], place: SourcePlace) {
    self.rows = rows
    self.steps = steps
    self.place = place
  }
}

/// `→ TARGET`.
package struct Arrow: Sendable {
  package let target: Target
  /// `→ OUTCOME, next`: the outcome is noted as found and the flow goes on.
  package let goesOn: Bool
  package let place: SourcePlace

  package init(_ target: Target, goesOn: Bool = false, place: SourcePlace) {
    self.target = target
    self.goesOn = goesOn
    self.place = place
  }
}

extension Arrow {
  /// As it stands in the file: `→ coredns`, `→ l3-broken, next`.
  package var written: String {
    let target =
      switch target {
      case .next: "next"
      case .stop: "stop"
      case .path(let name), .outcome(let name), .step(let name): name
      case .file(let file): "\"\(file.path)\""
      }
    return "→ " + target + (goesOn ? ", next" : "")
  }
}

package enum Target: Sendable {
  case next
  case stop
  case path(String)
  case outcome(String)
  /// A later step of the same sequence.
  case step(String)
  case file(FileTarget)
}

/// Another runbook and its arguments.
package struct FileTarget: Sendable {
  /// As it is written, and the key in `Plan.files`.
  package let path: String
  package let arguments: [FileArgument]

  package init(path: String, arguments: [FileArgument] = []) {
    self.path = path
    self.arguments = arguments
  }
}

/// `NAME=value` behind a file.
package struct FileArgument: Sendable {
  package let name: String
  package let value: Value

  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// Checks that must all hold.
package struct Condition: Sendable {
  package enum Check: Sendable {
    case variable(VariableReference, Operation)
    /// `NAME passes`; nil names any step before the table.
    case verdict(step: String?, is: Verdict)
  }

  package let checks: [Check]
  package let text: String
  package let place: SourcePlace

  package init(checks: [Check], text: String, place: SourcePlace) {
    self.checks = checks
    self.text = text
    self.place = place
  }
}
