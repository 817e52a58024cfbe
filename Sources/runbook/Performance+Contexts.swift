import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports
import Synchronization

extension Performance {
  /// Runs in all contexts at once: for each a shell, a recorder and a chain of runs of its own.
  func run(_ plan: Plan, _ settings: RunSettings, in contexts: [String]) async -> RunVerdict {
    let screen = json ? nil : ContextScreen(run: settings.runID, contexts: contexts, quiet: quiet)
    let watching: any RunObserver = screen ?? EventPrinter() as any RunObserver
    @Sendable func observers() -> [any RunObserver] { (history.map { [$0.recorder()] } ?? []) + [watching] }
    let person = SharedPerson(TerminalPerson(screen: screen))
    var above = settings
    above.context = nil
    for secret in plan.allSecrets where above.secrets[secret.name] == nil {
      above.secrets[secret.name] = await person.secret(secret)
    }
    let several = SeveralContexts(
      plan: plan, settings: above, contexts: contexts, clock: SystemClock(), observers: observers())
    let running = RunningEngines()
    let signals = Signals { name, isFirst in
      several.interrupt(signal: name)
      running.interrupt(name, isFirst: isFirst)
    }
    let animation = Task { await screen?.animate() }
    let result = await several.run { [above] context in
      let shell = RealShell()
      var below = above
      below.runID = newRunID()
      below.parent = above.runID
      below.context = context
      let runs = await RunChain(plan: plan, settings: below).run { plan, settings in
        let engine = Engine(
          plan: plan, settings: settings, shell: shell, clock: SystemClock(),
          person: person.asked(in: context), observers: observers())
        running.add(engine, shell)
        return await engine.run()
      }
      for run in runs { for complaint in run.result.complaints { Output.warn(complaint) } }
      await shell.close()
      return ContextEnded(context, runs: runs)
    }
    animation.cancel()
    await animation.value
    signals.end()
    for complaint in result.complaints { Output.warn(complaint) }
    showEvidence(of: settings.runID)
    closeHistory()
    return result.ended.verdict
  }
}

/// The engines that run now, and the signals that the next ones have missed.
private final class RunningEngines: Sendable {
  private let state = Mutex<(engines: [(Engine, RealShell)], signals: [String])>(([], []))

  func add(_ engine: Engine, _ shell: RealShell) {
    let missed = state.withLock { state in
      state.engines.append((engine, shell))
      return state.signals
    }
    for signal in missed { engine.interrupt(signal: signal) }
  }

  func interrupt(_ signal: String, isFirst: Bool) {
    let engines = state.withLock { state in
      state.signals.append(signal)
      return state.engines
    }
    for (engine, shell) in engines {
      engine.interrupt(signal: signal)
      if !isFirst { shell.endAtOnce() }
    }
  }
}
