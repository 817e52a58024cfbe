import RunbookMatching
package import RunbookModel

/// What came of a case.
package struct CaseRun: Sendable {
  package let tried: Case
  /// The run itself, without those that it called.
  package let run: Run
  package let ended: RunEnded
  private let events: [RunEvent]
  /// The commands without an answer, each as an answer that only wants its output.
  package let missing: [CommandAnswer]
  package let unused: [CommandAnswer]
  /// The answers of a person that nobody asked for.
  package let unasked: [Case.Named]

  /// Runs a plan on a case: the same engine, a clock that does not wait, nothing executed. It blocks its thread
  /// until it is done.
  package init(_ tried: Case, of plan: Plan) throws(ArgumentProblem) {
    let clock = Simulation(start: Moment(milliseconds: 0))
    let shell = CaseShell(tried, of: plan, clock: clock)
    let person = CasePerson(tried)
    let collector = EventCollector()
    let secrets = plan.everySecret.map { ($0, Redactor.pseudonym($0)) }
    var settings = RunSettings(
      runID: tried.mark ?? "r000000000",
      arguments: try bind(tried.parameters.map { ($0.name, $0.text) }, to: plan),
      secrets: Dictionary(secrets) { $1 }, context: tried.context, only: tried.only, from: tried.from,
      tool: "")
    settings.newID = { parent, call in "\(parent)-\(call ?? "next")" }
    let engine = Engine(
      plan: plan, settings: settings, shell: shell, clock: clock, person: person, observers: [collector])
    let result = clock.run { await engine.run() }
    let id = settings.runID
    self.tried = tried
    events = collector.events
    run = Run(id: id, events: events.lazy.filter { $0.run == id })
    ended = result.ended
    missing = Self.answers(to: shell.missing, mark: id)
    unused = shell.unused
    unasked = person.unused
  }

  /// All that happened, in the runs that it called too, as though it had begun at a time: for a history, in which no
  /// two runs have the same id.
  package func events(from time: Moment) -> [RunEvent] {
    let id = newRunID()
    return events.map { event in
      event.moved(later: time.milliseconds) { id + $0.dropFirst(run.id.count) }
    }
  }

  /// Each question once, with all that tells it from others.
  private static func answers(to missing: [Execution], mark: String) -> [CommandAnswer] {
    var seen: Set<CommandAnswer> = []
    return missing.compactMap { execution in
      var answer = CommandAnswer()
      answer.wording = .exact(execution.command)
      answer.variables = execution.variables.filter {
        $0.value != mark && !execution.attempt.items.contains($0.value)
      }
      answer.items = execution.attempt.items.isEmpty ? nil : execution.attempt.items
      return seen.insert(answer).inserted ? answer : nil
    }
  }

  // What was expected and did not come.

  package struct Miss: Sendable {
    package let expected: Case.Expected
    /// In the words of the expectation.
    package let came: Case.Expected.Kind?
  }

  package var misses: [Miss] {
    tried.expectations.compactMap { expected in
      let came: Case.Expected.Kind?
      switch expected.kind {
      case .verdict: came = .verdict(ended.verdict)
      case .outcome: came = .outcome(ended.outcome)
      case .way: came = .way(paths)
      case .step(let name, _):
        came = run.record(of: StepKey(name))?.ended.map { .step(name, $0.verdict) }
      }
      return came == expected.kind ? nil : Miss(expected: expected, came: came)
    }
  }

  private var paths: [String] {
    run.way.compactMap { if case .path(let path) = $0 { path.path } else { nil } }
  }

  /// The step that decided, and how its expectations were judged: where the way leaves the expected one, the
  /// step that led there; else the last that did not pass; else the last.
  package var deciding: (step: StepEnded, judgements: [Judgement])? {
    var expected: [String]?
    for case .way(let way) in tried.expectations.map(\.kind) { expected = way }
    var steps: [StepEnded] = []
    var decision: DecisionTaken?
    loop: for point in run.way {
      switch point {
      case .step(let ended): if ended.verdict != .skipped { steps.append(ended) }
      case .decision(let taken): decision = taken
      case .path(let path):
        guard let next = expected else { break }
        if next.first != path.path { break loop }
        expected = Array(next.dropFirst())
      case .outcome: break
      }
    }
    // A table names the steps that it has read.
    let names =
      decision.map { [$0.step].compactMap(\.self) + $0.because.split(separator: " ").map(String.init) } ?? []
    let named = steps.filter { names.contains($0.step.name) }
    let told = named.isEmpty ? steps : named
    return (told.last { $0.verdict != .passed } ?? told.last).map { ($0, judgements(of: $0)) }
  }

  /// Of the attempt that tells most, of the item that does.
  private func judgements(of ended: StepEnded) -> [Judgement] {
    let attempts = run.attempts.filter {
      $0.start.attempt.purpose == .step && $0.start.attempt.name == ended.step.name
    }
    return (attempts.last { $0.verdict?.verdict == ended.verdict } ?? attempts.last)?.judgements ?? []
  }
}
