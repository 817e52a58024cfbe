import RunbookModel

/// What came of a step, or of one item of it.
struct StepResult: Sendable {
  let verdict: Verdict
  let reason: String?
  var yield = Yield()
  /// Something of it was handed to the shell.
  var wasRun = false
  var cleanups: [Cleanup] = []
  /// The run in which all of it ran, where that is another one.
  var takenFrom: String?
  /// The items of an `each` by what came of them.
  var items: [(item: String, verdict: Verdict)] = []
  /// What a fix changed, item by item.
  var changes: [Changing.Change] = []
  /// A fix that was verified.
  var isVerified = false
  /// A fix that nobody allowed or refused.
  var isProposed = false

  /// Takes over what verifying a fix has left.
  mutating func take(_ closing: Changing.Closing) {
    isVerified = closing.isVerified
    guard let verification = closing.verification else { return }
    yield.append(verification.yield)
    wasRun = wasRun || verification.wasRun
    cleanups += verification.cleanups
  }

  /// The lists that an `each` leaves: `STEP.passed`, `STEP.failed`, `STEP.unknown`.
  func lists(of step: String) -> [(name: String, value: VariableValue)] {
    let groups: [(String, (Verdict) -> Bool)] = [
      ("passed", { $0 == .passed }), ("failed", { $0 == .failed || $0 == .flaky }),
      ("unknown", { $0 == .unknown }),
    ]
    return groups.map { name, holds in
      (step + "." + name, VariableValue(list: items.filter { holds($0.verdict) }.map(\.item)))
    }
  }

  /// The verdict of a fan-out: failed if any item is, else flaky, else unknown, else passed.
  /// Items that were skipped say nothing; where all were, so is the whole.
  static func verdict(of items: [Verdict]) -> Verdict {
    for verdict in [Verdict.failed, .flaky, .unknown, .passed] where items.contains(verdict) {
      return verdict
    }
    return items.isEmpty ? .unknown : .skipped
  }
}

/// A command that runs at the end of the run because its step ran.
struct Cleanup: Sendable {
  let step: String
  let command: Command
  let context: String?
  /// The items of the `each` around it that it names.
  let items: [String]
  /// What only its step knew: the name of its item, and what was captured for it.
  let own: [(name: String, real: VariableValue, shown: VariableValue)]
}
