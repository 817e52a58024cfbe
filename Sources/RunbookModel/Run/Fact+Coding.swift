extension Fact {
  /// The stable name of each kind, the member `event` of the coded form.
  package enum Name: String, Sendable, Codable, CaseIterable {
    case runStarted = "run-started"
    case clusterIdentified = "cluster-identified"
    case needJudged = "need-judged"
    case pathEntered = "path-entered"
    case stepStarted = "step-started"
    case attemptStarted = "attempt-started"
    case outputArrived = "output-arrived"
    case called = "called"
    case attemptEnded = "attempt-ended"
    case expectationJudged = "expectation-judged"
    case captured = "captured"
    case attemptJudged = "attempt-judged"
    case stepEnded = "step-ended"
    case decisionTaken = "decision-taken"
    case outcomeFound = "outcome-found"
    case finallyStarted = "finally-started"
    case answered = "answered"
    case changed = "changed"
    case warned = "warned"
    case interrupted = "interrupted"
    case runEnded = "run-ended"
  }

  package var name: Name { described.name }

  package func encodeMembers(to encoder: any Encoder) throws { try described.members.encode(to: encoder) }

  private var described: (name: Name, members: any Encodable) {
    switch self {
    case .runStarted(let members): (.runStarted, members)
    case .clusterIdentified(let members): (.clusterIdentified, members)
    case .needJudged(let members): (.needJudged, members)
    case .pathEntered(let members): (.pathEntered, members)
    case .stepStarted(let members): (.stepStarted, members)
    case .attemptStarted(let members): (.attemptStarted, members)
    case .outputArrived(let members): (.outputArrived, members)
    case .called(let members): (.called, members)
    case .attemptEnded(let members): (.attemptEnded, members)
    case .expectationJudged(let members): (.expectationJudged, members)
    case .captured(let members): (.captured, members)
    case .attemptJudged(let members): (.attemptJudged, members)
    case .stepEnded(let members): (.stepEnded, members)
    case .decisionTaken(let members): (.decisionTaken, members)
    case .outcomeFound(let members): (.outcomeFound, members)
    case .finallyStarted(let members): (.finallyStarted, members)
    case .answered(let members): (.answered, members)
    case .changed(let members): (.changed, members)
    case .warned(let members): (.warned, members)
    case .interrupted(let members): (.interrupted, members)
    case .runEnded(let members): (.runEnded, members)
    }
  }

  package init(name: Name, from decoder: any Decoder) throws {
    self =
      switch name {
      case .runStarted: .runStarted(try RunStarted(from: decoder))
      case .clusterIdentified: .clusterIdentified(try ClusterIdentity(from: decoder))
      case .needJudged: .needJudged(try NeedJudged(from: decoder))
      case .pathEntered: .pathEntered(try PathEntered(from: decoder))
      case .stepStarted: .stepStarted(try StepStarted(from: decoder))
      case .attemptStarted: .attemptStarted(try AttemptStarted(from: decoder))
      case .outputArrived: .outputArrived(try OutputArrived(from: decoder))
      case .called: .called(try Called(from: decoder))
      case .attemptEnded: .attemptEnded(try AttemptEnded(from: decoder))
      case .expectationJudged: .expectationJudged(try ExpectationJudged(from: decoder))
      case .captured: .captured(try Captured(from: decoder))
      case .attemptJudged: .attemptJudged(try AttemptJudged(from: decoder))
      case .stepEnded: .stepEnded(try StepEnded(from: decoder))
      case .decisionTaken: .decisionTaken(try DecisionTaken(from: decoder))
      case .outcomeFound: .outcomeFound(try OutcomeFound(from: decoder))
      case .finallyStarted: .finallyStarted(try FinallyStarted(from: decoder))
      case .answered: .answered(try Answered(from: decoder))
      case .changed: .changed(try Changed(from: decoder))
      case .warned: .warned(try Warned(from: decoder))
      case .interrupted: .interrupted(try Interrupted(from: decoder))
      case .runEnded: .runEnded(try RunEnded(from: decoder))
      }
  }
}
