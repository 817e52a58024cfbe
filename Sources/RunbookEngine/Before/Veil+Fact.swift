import RunbookModel

extension Veil {
  /// What the author wrote and what reasons quote; the rest of a fact is covered where it is made.
  func cover(_ fact: Fact) -> Fact {
    if isEmpty { return fact }
    switch fact {
    case .clusterIdentified(let fact):
      return .clusterIdentified(
        ClusterIdentity(
          context: fact.context.map { cover($0) }, server: fact.server.map { cover($0) }, uid: fact.uid,
          version: fact.version.map { cover($0) }))
    case .needJudged(let fact):
      return .needJudged(
        NeedJudged(
          need: fact.need, found: fact.found.map { cover($0) }, verdict: fact.verdict,
          reason: fact.reason.map { cover($0) }))
    case .pathEntered(let fact):
      return .pathEntered(PathEntered(path: fact.path, title: cover(fact.title)))
    case .stepStarted(let fact):
      return .stepStarted(
        StepStarted(
          step: fact.step, title: cover(fact.title), attempts: fact.attempts, each: fact.each, item: fact.item
        ))
    case .captured(let fact):
      return .captured(
        Captured(attempt: fact.attempt, name: fact.name, value: cover(fact.value, named: fact.name)))
    case .attemptJudged(let fact):
      return .attemptJudged(
        AttemptJudged(attempt: fact.attempt, verdict: fact.verdict, reason: fact.reason.map { cover($0) }))
    case .outcomeFound(let fact):
      return .outcomeFound(
        OutcomeFound(
          outcome: fact.outcome, title: cover(fact.title), severity: fact.severity, prose: cover(fact.prose)))
    case .answered(let fact):
      return .answered(
        Answered(
          purpose: fact.purpose, name: fact.name, question: cover(fact.question),
          answer: fact.answer.map { cover(VariableValue($0), named: fact.name).written }, remark: fact.remark,
          type: fact.type, source: fact.source))
    case .warned(let fact): return .warned(Warned(message: cover(fact.message)))
    case .runStarted, .called, .attemptStarted, .outputArrived, .attemptEnded, .expectationJudged, .stepEnded,
      .decisionTaken, .finallyStarted, .changed, .interrupted, .runEnded:
      return fact
    }
  }
}
