import RunbookModel

/// Reads the events of a run for what another one can take over.
struct ResumptionReading {
  private(set) var started: RunStarted?
  /// The steps and items that ended before the run was told to stop, and before `finally`.
  private(set) var ended: [StepKey: StepEnded] = [:]
  private(set) var captured: [StepKey: [Captured]] = [:]
  private(set) var questions: [StepKey: Resumption.Question] = [:]
  /// The runs that calls started.
  private(set) var called: [String: String] = [:]
  private(set) var answers: [String: Answered] = [:]
  /// The steps whose cleanup ran.
  private(set) var cleaned: Set<String> = []
  private(set) var hasFinallyRun = false
  /// What a person was to do, and nobody was there.
  private var unanswered: Set<String> = []
  private var end: RunEnded?
  private var isInterrupted = false
  private var isInFinally = false

  init(_ events: [RunEvent]) {
    for event in events { read(event.fact) }
  }

  private mutating func read(_ fact: Fact) {
    switch fact {
    case .runStarted(let fact): started = fact
    case .attemptStarted(let fact):
      switch fact.attempt.purpose {
      case .step:
        if isInFinally { hasFinallyRun = true }
        questions[fact.attempt.step] = Resumption.Question(command: fact.command)
      case .cleanup: cleaned.insert(fact.attempt.name)
      case .finally: hasFinallyRun = true
      case .need, .identity, .reach, .ready, .undo: break
      }
    case .expectationJudged(let fact):
      questions[fact.attempt.step, default: .init()].expectations.append(fact.judgement.expectation)
    case .captured(let fact) where !isInFinally: captured[fact.attempt.step, default: []].append(fact)
    case .answered(let fact): take(fact)
    case .called(let fact): called[fact.name] = fact.child
    case .stepEnded(let fact) where !isInFinally && !(isInterrupted && fact.verdict == .unknown):
      ended[fact.step] = fact
    case .finallyStarted: isInFinally = true
    case .interrupted: isInterrupted = true
    case .runEnded(let fact): end = fact
    case .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .outputArrived, .attemptEnded,
      .captured, .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .changed, .warned:
      break
    }
  }

  private mutating func take(_ fact: Answered) {
    switch fact.purpose {
    case .ask: if fact.answer != nil { answers[fact.name] = fact }
    case .confirm: if fact.answer == "yes" { answers[fact.name] = fact }
    case .manual: if fact.source == .nobody { unanswered.insert(fact.name) }
    case .fix, .undo: break
    }
  }

  /// Its verdict stands. A call that could not look may have been stopped itself.
  func isSettled(_ ended: StepEnded) -> Bool {
    if unanswered.contains(ended.step.name) { return false }
    return switch end?.verdict {
    case nil, .interrupted, .stopped:
      ended.verdict != .skipped && !(ended.verdict == .unknown && called[ended.step.name] != nil)
    case .healthy, .problem, .inconclusive: ended.verdict == .passed
    }
  }
}

extension AttemptKey {
  /// The step, or the item of it, that it is an attempt of.
  fileprivate var step: StepKey { StepKey(name, items: items) }
}
