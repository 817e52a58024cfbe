package import RunbookMatching
package import RunbookModel

/// A run of another version of a runbook on the evidence of an old one: the same engine, with a clock that
/// does not wait, and the record in the place of the shell and of the person. Nothing is executed.
package struct Rejudged: Sendable {
  /// Of the run and of those that it called, in the order in which they were posted.
  package let events: [RunEvent]
  package let ended: RunEnded

  /// The commands that the record has no answer to, in order, but for those on which no verdict rests.
  package var missing: [AttemptStarted] {
    var started: [AttemptKey: AttemptStarted] = [:]
    var missing: [AttemptStarted] = []
    var cleaning: Set<String> = []
    for event in events {
      switch event.fact {
      case .finallyStarted: cleaning.insert(event.run)
      case .attemptStarted(let fact): started[fact.attempt] = fact
      case .attemptEnded(let fact) where fact.ending == .notRecorded && !cleaning.contains(event.run):
        if let start = started[fact.attempt] { missing.append(start) }
      default: break
      }
    }
    return missing
  }
}

extension Record {
  /// Judges this record by a plan. It blocks its thread until it is done.
  ///
  /// - Parameters:
  ///   - arguments: from `arguments(for:was:)`.
  ///   - patterns: what was hidden when it was recorded; needed where the plan's own text holds some of it.
  ///   - content: finds bytes by their digest, for the record does not hold them.
  package func rejudged(
    by plan: Plan, arguments: [String: VariableValue], patterns: PatternRules? = nil,
    content: @escaping @Sendable (Digest) -> [UInt8]?
  ) -> Rejudged {
    // Without latency a retry would start an attempt in the last instant of its time, which no real one does.
    let clock = Simulation(start: startTime, latency: .milliseconds(1))
    let collector = EventCollector()
    var settings = settings(for: plan, arguments)
    settings.patterns = patterns
    let engine = Engine(
      plan: plan, settings: settings,
      shell: RecordedShell(events: events, clock: clock, content: content), clock: clock,
      person: RecordedPerson(events: events), observers: [collector])
    let result = clock.run { await engine.run() }
    return Rejudged(events: collector.events, ended: result.ended)
  }

  /// The values of the parameters of a plan: those of the run, but for what it only had because an older text
  /// gave it (`was`). Parameters that the plan does not have are left out.
  package func arguments(
    for plan: Plan, was old: Plan?
  ) throws(ArgumentProblem) -> [String: VariableValue] {
    let given = started.parameters.filter { name, value in
      plan.parameters.contains { $0.name == name }
        && old?.parameters.first { $0.name == name }?.standardValue?.texts != value.texts
    }
    return try bind(values: given, to: plan)
  }

  private func settings(for plan: Plan, _ arguments: [String: VariableValue]) -> RunSettings {
    let secrets = plan.everySecret.map { ($0, Redactor.pseudonym($0)) }
    var settings = RunSettings(
      runID: started.mark ?? id, arguments: arguments, secrets: Dictionary(secrets) { $1 },
      context: started.context, only: started.only, from: started.from, tool: started.tool)
    let marks = Self.marks(events)
    settings.newID = { parent, call in marks[Place(parent: parent, call: call)] ?? newRunID() }
    return settings
  }

  /// Where a run stands below another one.
  private struct Place: Hashable {
    let parent: String
    let call: String?
  }

  /// `$run` of the runs that others led to, so that their commands ask the same again.
  private static func marks(_ events: [RunEvent]) -> [Place: String] {
    var marks: [String: String] = [:]
    var places: [Place: String] = [:]
    for event in events {
      guard case .runStarted(let fact) = event.fact else { continue }
      let mark = fact.mark ?? event.run
      marks[event.run] = mark
      guard let parent = fact.parent else { continue }
      let place = Place(parent: marks[parent] ?? parent, call: fact.call)
      places[place] = places[place] ?? mark
    }
    return places
  }
}
