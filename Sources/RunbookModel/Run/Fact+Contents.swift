extension RunEvent {
  /// The same event with each of its contents replaced: bytes taken out, or put back.
  package func mapContents(_ change: (Content) -> Content) -> RunEvent {
    RunEvent(run: run, number: number, time: time, fact: fact.mapContents(change))
  }
}

extension Fact {
  fileprivate func mapContents(_ change: (Content) -> Content) -> Fact {
    switch self {
    case .runStarted(let fact):
      .runStarted(fact.with(fact.sources.map { .init(name: $0.name, text: change($0.text)) }))
    case .attemptStarted(let fact):
      .attemptStarted(
        AttemptStarted(
          attempt: fact.attempt, command: fact.command, variables: fact.variables,
          stdin: fact.stdin.map(change),
          context: fact.context, effect: fact.effect, isDeclared: fact.isDeclared))
    case .outputArrived(let fact):
      .outputArrived(
        OutputArrived(
          attempt: fact.attempt, stream: fact.stream, offset: fact.offset, content: change(fact.content)))
    case .attemptEnded(let fact):
      .attemptEnded(
        AttemptEnded(
          attempt: fact.attempt, ending: fact.ending, duration: fact.duration,
          output: Evidence(change(fact.output.content), cut: fact.output.cut),
          stderr: Evidence(change(fact.stderr.content), cut: fact.stderr.cut)))
    case .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called, .expectationJudged, .captured,
      .attemptJudged,
      .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered, .changed, .warned, .interrupted,
      .runEnded:
      self
    }
  }

  /// True for the facts of one step, one need or one cleanup, by its name.
  package func concerns(_ name: String) -> Bool {
    switch self {
    case .needJudged(let fact): fact.need == name
    case .stepStarted(let fact): fact.step.name == name
    case .called(let fact): fact.name == name
    case .stepEnded(let fact): fact.step.name == name
    case .attemptStarted(let fact): fact.attempt.name == name
    case .outputArrived(let fact): fact.attempt.name == name
    case .attemptEnded(let fact): fact.attempt.name == name
    case .expectationJudged(let fact): fact.attempt.name == name
    case .captured(let fact): fact.attempt.name == name
    case .attemptJudged(let fact): fact.attempt.name == name
    case .decisionTaken(let fact): fact.step == name
    case .answered(let fact): fact.name == name
    case .changed(let fact): fact.fix.name == name
    case .runStarted, .clusterIdentified, .pathEntered, .outcomeFound, .finallyStarted, .warned, .interrupted,
      .runEnded:
      false
    }
  }
}
