import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports
import Synchronization

extension RunCommand {
  /// Runs in all contexts at once: for each a shell, a recorder and a chain of runs of its own.
  func runInContexts(
    _ plan: Plan, _ arguments: [String: VariableValue], history: History?
  ) async -> RunVerdict {
    let id = newRunID()
    let screen = json ? nil : ContextScreen(run: id, contexts: context, quiet: quiet)
    let watching: any RunObserver = screen ?? EventPrinter() as any RunObserver
    @Sendable func observers() -> [any RunObserver] { (history.map { [$0.recorder()] } ?? []) + [watching] }
    let person = SharedPerson(TerminalPerson())
    var above = settings(plan, id: id, arguments: arguments, parent: nil, context: nil)
    for secret in plan.secrets where above.secrets[secret.name] == nil {
      above.secrets[secret.name] = await person.secret(secret)
    }
    let several = SeveralContexts(
      plan: plan, settings: above, contexts: context, clock: SystemClock(), observers: observers())
    let running = RunningEngines()
    let signals = Signals { name, isFirst in
      several.interrupt(signal: name)
      running.interrupt(name, isFirst: isFirst)
    }
    let animation = Task { await screen?.animate() }
    let result = await several.run { [secrets = above.secrets] context in
      let shell = RealShell()
      let chain = RunChain(plan: plan, arguments: arguments, parent: id)
      let runs = await chain.runToItsEnd { link in
        var settings = settings(
          link.plan, id: link.id, arguments: link.arguments, parent: link.parent, context: context)
        settings.secrets.merge(secrets) { $1 }
        let engine = Engine(
          plan: link.plan, settings: settings, shell: shell, clock: SystemClock(), person: person,
          observers: observers())
        running.add(engine, shell)
        let result = await engine.run()
        for complaint in result.complaints { Self.warn(complaint) }
        return result
      }
      await shell.close()
      return ContextEnded(context, runs: runs)
    }
    animation.cancel()
    await animation.value
    signals.end()
    for complaint in result.complaints { Self.warn(complaint) }
    if !json, history != nil, !quiet { Self.showEvidence(of: id) }
    return result.ended.verdict
  }
}

extension RunChain {
  /// Where what follows cannot be run, the chain ends there, with a warning: the other contexts go on.
  fileprivate func runToItsEnd(_ one: (Link) async -> RunResult) async -> [(id: String, result: RunResult)] {
    var done: [(id: String, result: RunResult)] = []
    do {
      return try await run { link in
        let result = await one(link)
        done.append((link.id, result))
        return result
      }
    } catch {
      RunCommand.warn((error as? Failure)?.message ?? "\(error)")
      return done
    }
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
