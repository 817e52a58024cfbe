import RunbookEngine
import RunbookModel
import Synchronization

/// All that a run needs in a test, and all that it left behind.
final class World: Sendable {
  let clock = Simulation(start: Moment(milliseconds: 1_700_000_000_000))
  let shell: ScriptedShell
  let recorder = CollectingObserver()
  private let engine = Mutex<Engine?>(nil)

  init() { shell = ScriptedShell(clock: clock) }

  func interrupt(_ signal: String = "SIGINT") { engine.withLock { $0 }?.interrupt(signal: signal) }

  @discardableResult
  func run(
    _ plan: Plan, arguments: [String: VariableValue] = [:], secrets: [String: String] = [:],
    only: String? = nil,
    from: String? = nil, context: String? = nil, person: any Person = Nobody(),
    shell: (any CommandShell)? = nil,
    observers: [any RunObserver] = [], consent: Consent = Consent(), undoing reversal: Reversal? = nil,
    resuming resumption: Resumption? = nil, incident: String? = nil
  ) -> RunResult {
    var settings = RunSettings(
      runID: "r123456789", arguments: arguments, secrets: secrets, context: context, only: only, from: from,
      tool: "test")
    let called = Mutex(0)
    settings.newID = { _, _ in
      called.withLock {
        $0 += 1
        return "called000\($0)"
      }
    }
    settings.resumption = resumption
    settings.incident = incident
    settings.consent = consent
    settings.reversal = reversal
    let engine = Engine(
      plan: plan, settings: settings, shell: shell ?? self.shell, clock: clock, person: person,
      observers: [recorder] + observers)
    self.engine.withLock { $0 = engine }
    return clock.run { await engine.run() }
  }

  /// Of the run itself, without those that it calls.
  var events: [RunEvent] { recorder.events.filter { !$0.run.hasPrefix("called") } }
  func events(of run: String) -> [RunEvent] { recorder.events.filter { $0.run == run } }
  var facts: [Fact] { events.map(\.fact) }
  var folded: Run { Run(id: "r123456789", events: events) }
  var names: [String] { facts.map(\.name.rawValue) }

  func ended(_ step: String, _ items: [String] = []) -> StepEnded? {
    folded.steps.first { $0.key == StepKey(step, items: items) }?.ended
  }
  func verdict(_ step: String, _ items: [String] = []) -> Verdict? { ended(step, items)?.verdict }

  var decisions: [DecisionTaken] {
    facts.compactMap { if case .decisionTaken(let decision) = $0 { decision } else { nil } }
  }
}

/// Keeps every event, and the sizes of the batches they came in.
final class CollectingObserver: RunObserver {
  private let state = Mutex<(events: [RunEvent], batches: [Int])>(([], []))

  var events: [RunEvent] { state.withLock { $0.events } }
  var batches: [Int] { state.withLock { $0.batches } }

  func observe(_ events: [RunEvent]) async -> String? {
    state.withLock {
      $0.events += events
      $0.batches.append(events.count)
    }
    return nil
  }
}
