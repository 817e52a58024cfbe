package import RunbookModel

/// What was recorded of a run, as far as it can answer for a run of another version of its runbook.
package struct Record: Sendable {
  package let id: String
  package let started: RunStarted
  /// Nil: it still runs, or it died.
  package let ended: RunEnded?
  package let startTime: Moment
  /// Of the run itself and of all that ran inside it, in order.
  let events: [RunEvent]

  /// - Parameters:
  ///   - events: of the run.
  ///   - inner: of the runs that it led to, and of those from which it took steps over.
  /// Nil where the record has no beginning.
  package init?(_ events: [RunEvent], inner: [RunEvent] = []) {
    guard let first = events.first, case .runStarted(let started) = first.fact else { return nil }
    id = first.run
    self.started = started
    startTime = first.time
    if case .runEnded(let fact)? = events.last?.fact { ended = fact } else { ended = nil }
    let taken = Self.taken(events)
    self.events =
      events
      + inner.filter { event in
        guard let steps = taken[event.run] else { return true }
        return event.fact.attempt.map { $0.purpose == .step && steps.contains($0.name) } ?? true
      }
  }

  /// The steps that were taken over, by the run in which they ran: nothing else of it is evidence for this one.
  private static func taken(_ events: [RunEvent]) -> [String: Set<String>] {
    var taken: [String: Set<String>] = [:]
    for event in events {
      if case .stepEnded(let fact) = event.fact, let run = fact.takenFrom {
        taken[run, default: []].insert(fact.step.name)
      }
    }
    return taken
  }

  /// The runs from which a run took steps over.
  package static func sources(of events: [RunEvent]) -> [String] { taken(events).keys.sorted() }

  /// Why it says nothing about another version, in one sentence; nil where it does.
  package func refusal(by plan: Plan) -> String? {
    if started.contexts != nil { return EngineProblems.isAboveContexts }
    if started.undoes != nil { return EngineProblems.isUndoing }
    guard let ended else { return EngineProblems.hasNoEnd }
    if ended.verdict == .interrupted { return EngineProblems.wasInterrupted }
    guard let step = started.only ?? started.from, !plan.names.contains(step) else { return nil }
    return EngineProblems.beganAt(step)
  }
}

extension Fact {
  /// The attempt that begins or ends.
  fileprivate var attempt: AttemptKey? {
    switch self {
    case .attemptStarted(let fact): fact.attempt
    case .attemptEnded(let fact): fact.attempt
    default: nil
    }
  }
}
