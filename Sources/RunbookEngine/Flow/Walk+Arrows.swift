import RunbookModel

extension Walk {
  /// Follows the verdicts of an entry's steps, in the order of the file, as though they had run one after the other.
  mutating func settle(_ steps: [Step]) -> Move {
    if Task.isCancelled { return .end(.halted) }
    var rest = steps[...]
    while let step = rest.popFirst() {
      let move = settle(step)
      switch move {
      case .onward: continue
      case .jump(let name):
        guard let index = rest.firstIndex(where: { $0.name == name }) else { return move }
        rest = rest[index...]
      case .enter, .call, .end: return move
      }
    }
    return .onward
  }

  private mutating func settle(_ step: Step) -> Move {
    let verdict = verdicts[step.name] ?? .skipped
    if stage.settings.only != nil { return .end(.verdict(verdict, because: because(step.name))) }
    if let arrow = step.branches.arrow(for: verdict) {
      return follow(arrow, led: verdict, origin: .step, step: step.name, because: because(step.name))
    }
    switch verdict {
    case .passed, .skipped: return .onward
    case .failed, .flaky, .unknown:
      return step.isJudgedByTable ? .onward : end(without: step.name, verdict, at: step.place)
    }
  }

  /// Ends the run with a verdict that has no arrow.
  func end(
    without step: String, _ verdict: Verdict, rejected: [DecisionTaken.Rejected] = [], at place: SourcePlace
  ) -> Move {
    stage.decide(
      .end, step: step, target: "end", because: because(step), rejected: rejected, at: place)
    return .end(.verdict(verdict, because: because(step)))
  }

  /// What came of a step and why, in one line.
  func because(_ step: String) -> String {
    EngineProblems.says(step, verdicts[step] ?? .skipped, because: reasons[step])
  }

  /// Follows one arrow with the verdict that leads along it.
  mutating func follow(
    _ arrow: Arrow, led verdict: Verdict, origin: DecisionTaken.Origin, step: String? = nil, because: String,
    rejected: [DecisionTaken.Rejected] = []
  ) -> Move {
    stage.decide(
      origin, step: step, target: arrow.written, because: because, rejected: rejected, at: arrow.place)
    switch arrow.target {
    case .next: return .onward
    case .stop: return .end(.verdict(verdict, because: because))
    case .path(let name): return .enter(name, verdict)
    case .step(let name): return .jump(name)
    case .file(let target): return .end(.file(target, verdict, because: because))
    case .outcome(let name):
      guard let outcome = stage.plan.outcomes[name] else {
        preconditionFailure("an arrow to an outcome that is not there")
      }
      note(outcome, because: because)
      return arrow.goesOn ? .onward : .end(.outcome(outcome))
    }
  }

  private mutating func note(_ outcome: Outcome, because: String) {
    guard !walked.outcomes.contains(where: { $0.name == outcome.name }) else { return }
    walked.outcomes.append(outcome)
    walked.because[outcome.name] = because
    stage.post(
      .outcomeFound(
        OutcomeFound(
          outcome: outcome.name, title: outcome.title, severity: outcome.severity, prose: outcome.prose)))
  }
}
