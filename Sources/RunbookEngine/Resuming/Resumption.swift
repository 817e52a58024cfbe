import RunbookMatching
package import RunbookModel

/// What a run that goes on from another one takes over: the verdicts of its steps, and what they captured.
///
/// The walk begins at the top and goes its way anew; where it comes to a step that is here, that step is
/// not run: its recorded verdict leads on. So the way is the same, in the same order, and goes on for
/// real at the first step that is not here.
///
/// - Was the run cut (interrupted, killed, stopped by a person), each step that has its verdict is here.
/// - Did it end by itself, what passed is here; all else is looked at again, for that is why one resumes.
/// - What a cleanup took away is gone, so its step runs again; where `finally` ran, nobody knows what it
///   took away, so every step runs again that may have made something.
/// - A fix that passed is never run again by itself, and what was answered is not asked again.
/// - What runs in the background is started again.
/// - Of an `each`, the items are here, not the step: those that are missing are run.
/// - A call that did not end has its own.
///
/// Captures come from redacted output. A step that captured a secret runs again, for no record knows what it was.
package struct Resumption: Sendable {
  package let run: String
  /// `$run` of that run: what it made carries it.
  package let mark: String
  /// The text has changed since: a step is taken over only where it asks what it asked then.
  package var isNewText = false
  private var steps: [StepKey: Taken] = [:]
  /// Of its calls that did not end, by name.
  private(set) var calls: [String: Resumption] = [:]
  /// What was answered in the flow, but for a no: that is asked again.
  private(set) var answers: [String: Answered] = [:]
  private var hasFinallyRun = false

  struct Taken: Sendable {
    let ended: StepEnded
    let captures: [Captured]
    let question: Question
    /// The run in which it ran.
    let run: String
  }

  /// What a step asked: its command and its expectations, as they are recorded.
  struct Question: Sendable, Hashable {
    var command: String?
    var expectations: [String] = []
  }

  /// From the events of that run; `record` gives those of another, for a run may have taken over and called others.
  package init(of run: String, events: [RunEvent], record: (String) -> [RunEvent]) {
    let reading = ResumptionReading(events)
    self.run = run
    mark = reading.started?.mark ?? run
    hasFinallyRun = reading.hasFinallyRun
    answers = reading.answers
    var others: [String: ResumptionReading] = [:]
    for (key, ended) in reading.ended where reading.isSettled(ended) && !reading.cleaned.contains(key.name) {
      let source = ended.takenFrom ?? run
      if source != run, others[source] == nil { others[source] = ResumptionReading(record(source)) }
      steps[key] = Taken(
        ended: ended, captures: reading.captured[key] ?? [],
        question: (others[source] ?? reading).questions[key] ?? Question(), run: source)
    }
    for (name, called) in reading.called where steps[StepKey(name)] == nil {
      let events = record(called)
      if !events.isEmpty { calls[name] = Resumption(of: called, events: events, record: record) }
    }
  }

  /// What is taken over of a step, or of one item of it.
  func taken(_ step: Step, _ key: StepKey, isFix: Bool, veil: Veil) -> Taken? {
    guard let taken = steps[key], !hasFinallyRun || isFix || step.leavesNothing else { return nil }
    if !isFix, taken.captures.contains(where: { Redactor.isRedacted($0.value.written) }) { return nil }
    guard isNewText else { return taken }
    let question = Question(
      command: step.command.map { veil.cover($0.text) } ?? "",
      expectations: step.expectations.map { veil.cover($0.text) })
    return taken.question == question ? taken : nil
  }
}

extension Step {
  /// Nothing of it can have been taken away.
  fileprivate var leavesNothing: Bool { (settledEffect ?? .read) == .read }
}
