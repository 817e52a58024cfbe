package import RunbookModel

/// Runs one plan once.
package struct Engine: Sendable {
  private let plan: Plan
  private let settings: RunSettings
  private let shell: any CommandShell
  private let clock: any RunClock
  private let person: any Person
  private let observers: [any RunObserver]
  let interruption = Interruption()

  /// With the observers in the order in which they are told: the recorder first.
  package init(
    plan: Plan, settings: RunSettings, shell: any CommandShell, clock: any RunClock, person: any Person,
    observers: [any RunObserver]
  ) {
    self.plan = plan
    self.settings = settings
    self.shell = shell
    self.clock = clock
    self.person = person
    self.observers = observers
  }

  /// Runs to the end, and returns when every observer has been told of it.
  package func run() async -> RunResult {
    let journal = Journal(run: settings.runID, clock: clock)
    return await withTaskGroup(of: [String].self) { group in
      group.addTask { [observers] in await Pump(journal: journal, observers: observers).run() }
      let conductor = Conductor(
        plan: plan, settings: settings, shell: shell, clock: clock, person: person, journal: journal,
        interruption: interruption, engine: engine)
      let (ended, follow, because) = await conductor.conduct()
      let complaints = await group.next() ?? []
      return RunResult(ended: ended, follow: follow, because: because, complaints: complaints)
    }
  }

  /// The engine of a run inside this one, or after it: everybody else stays.
  private func engine(_ plan: Plan, _ settings: RunSettings) -> Engine {
    Engine(
      plan: plan, settings: settings, shell: shell, clock: clock, person: person, observers: observers)
  }

  /// Tells a run to end, from any thread. The first time: what runs ends kindly, no arrow is followed, and
  /// cleanups and `finally` run. The second time: what runs is killed, and nothing more is started.
  package func interrupt(signal: String) {
    interruption.post(signal)
  }
}
