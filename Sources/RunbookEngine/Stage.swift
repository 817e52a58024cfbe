import RunbookModel

/// What every part of a run shares and nothing changes: its plan, its seams and its journal.
struct Stage: Sendable {
  let plan: Plan
  let settings: RunSettings
  let shell: any CommandShell
  let clock: any RunClock
  let person: any Person
  let patience: Patience
  let journal: Journal
  let halt: Halt
  let veil: Veil
  let background: BackgroundCommands

  func post(_ fact: Fact) { journal.post(veil.cover(fact)) }

  /// Uptime without the time in which a person was asked: what budgets count.
  var countedTime: Duration {
    let now = clock.uptime()
    return now - patience.waited(by: now)
  }

  /// The line from 1 of a place in one of the plan's files.
  func line(of place: SourcePlace) -> Int {
    let file = plan.source.name == place.file ? plan.source : plan.used.first { $0.name == place.file }
    return (file ?? plan.source).position(of: place.range.start).line
  }

  /// Posts the fact of a decision.
  func decide(
    _ origin: DecisionTaken.Origin, step: String? = nil, target: String, because: String,
    rejected: [DecisionTaken.Rejected] = [], at place: SourcePlace?
  ) {
    post(
      .decisionTaken(
        DecisionTaken(
          origin: origin, step: step, target: target, because: veil.cover(because),
          rejected: rejected.map { .init(row: veil.cover($0.row), reason: veil.cover($0.reason)) },
          line: place.map(line))))
  }
}
