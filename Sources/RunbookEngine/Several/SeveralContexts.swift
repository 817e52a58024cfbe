package import RunbookModel

/// One runbook in several contexts at once.
///
/// Each context has a run of its own, whole in itself. Above them stands one that has no steps: it
/// says first which contexts were asked for, and last what came of each. They all name it as their parent.
package struct SeveralContexts: Sendable {
  private let plan: Plan
  private let settings: RunSettings
  private let contexts: [String]
  private let clock: any RunClock
  private let observers: [any RunObserver]
  private let journal: Journal
  private let interruption = Interruption()

  /// With the settings of the run above, and the observers of that run in the order in which they are told.
  package init(
    plan: Plan, settings: RunSettings, contexts: [String], clock: any RunClock, observers: [any RunObserver]
  ) {
    self.plan = plan
    self.settings = settings
    self.contexts = contexts
    self.clock = clock
    self.observers = observers
    journal = Journal(run: settings.runID, clock: clock)
  }

  /// Runs them all, with what runs one of them and all that follows it. It ends when all have ended.
  package func run(_ one: @escaping @Sendable (_ context: String) async -> ContextEnded) async -> RunResult {
    await withTaskGroup(of: [String].self) { group in
      group.addTask { [journal, observers] in await Pump(journal: journal, observers: observers).run() }
      let start = clock.uptime()
      journal.post(.runStarted(opening))
      interruption.listen { [journal] in journal.post(.interrupted(Interrupted(signal: $0))) }
      await journal.drained()
      let results = await inOrder(contexts.count, atOnce: contexts.count) { [contexts] in
        await one(contexts[$0])
      }
      let ended = ended(results, duration: (clock.uptime() - start).wholeMilliseconds)
      await journal.drained()
      journal.close(with: .runEnded(ended))
      return RunResult(ended: ended, follow: nil, because: nil, complaints: await group.next() ?? [])
    }
  }

  /// Records that a signal has come; the runs below are told by whoever runs them.
  package func interrupt(signal: String) { interruption.post(signal) }

  private var opening: RunStarted {
    let veil = Veil(secrets: settings.secrets, patterns: settings.patterns)
    return RunStarted(
      plan, settings, Bindings(plan: plan, settings: settings, secrets: settings.secrets, veil: veil), veil,
      contexts: contexts)
  }

  /// The worst of all decides.
  private func ended(_ results: [ContextEnded], duration: Int) -> RunEnded {
    var seen: Set<String> = []
    let outcomes = results.sorted { $0.verdict > $1.verdict }.compactMap(\.outcome)
    let worst = results.max { $0.verdict < $1.verdict }
    return RunEnded(
      verdict: worst?.verdict ?? .healthy, outcome: worst?.outcome,
      outcomes: outcomes.filter { seen.insert($0).inserted }, reason: EngineProblems.contexts(results),
      duration: duration, contexts: results)
  }
}
