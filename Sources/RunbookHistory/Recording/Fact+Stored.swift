import RunbookModel

extension Fact {
  /// What the history keeps of it by digest; pieces of a stream that still grows are kept apart.
  var contents: [Content] {
    switch self {
    case .runStarted(let fact): fact.sources.map(\.text)
    case .attemptStarted(let fact): fact.stdin.map { [$0] } ?? []
    case .attemptEnded(let fact): [fact.output.content, fact.stderr.content]
    case .outputArrived, .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called,
      .expectationJudged,
      .captured,
      .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered,
      .changed, .warned, .interrupted,
      .runEnded:
      []
    }
  }
}
