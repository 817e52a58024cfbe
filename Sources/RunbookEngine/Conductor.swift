import RunbookModel

/// Leads a run through its parts: secrets, needs, the flow, cleaning up, the verdict.
///
/// Two races lie around them. The outer one is against a second signal, which ends everything. The
/// inner ones are against the budget and the first signal (the flow), and against the time for
/// cleaning up (`finally`, which a first signal does not end). Whoever loses is cancelled, says
/// `unknown` for what was cut short, and returns what it has, so that cleaning up knows what ran.
struct Conductor: Sendable {
  let plan: Plan
  let settings: RunSettings
  let shell: any CommandShell
  let clock: any RunClock
  let person: any Person
  let journal: Journal
  let interruption: Interruption

  /// From the first event to the last.
  func conduct() async -> (RunEnded, RunResult.Follow?) {
    let secrets = await self.secrets()
    let veil = Veil(secrets: secrets)
    let halt = Halt()
    let patience = Patience()
    let stage = Stage(
      plan: plan, settings: settings, shell: shell, clock: clock, person: person, patience: patience,
      journal: journal, halt: halt, veil: veil)
    let bindings = Bindings(plan: plan, settings: settings, secrets: secrets, veil: veil)
    let start = clock.uptime()
    stage.post(.runStarted(opening(bindings)))
    interruption.listen { stage.post(.interrupted(Interrupted(signal: $0))) }

    let race = Race(clock: clock, interruption: interruption, halt: halt, shell: shell, patience: patience)
    let (walked, left) = await race.run(untilSignal: 2) {
      let walked = await flow(stage, bindings, race)
      return (walked, await cleanUp(stage, walked, race))
    }
    let ending = RunEnding(stage: stage, walked: walked, signal: interruption.close().first)
    let follow = ending.follow()
    let ended = ending.ended(
      duration: (clock.uptime() - start).wholeMilliseconds, left: left, follow: follow?.path)
    // Only after this can no observer fail unheard, but for the very last event.
    await journal.drained()
    journal.close(with: .runEnded(ended))
    return (ended, follow)
  }

  /// Before anything is posted, so that nothing is posted that should be hidden.
  private func secrets() async -> [(name: String, value: String)] {
    var known: [(String, String)] = []
    for secret in plan.secrets {
      var value = settings.secrets[secret.name]
      if value == nil { value = await person.secret(secret) }
      if let value { known.append((secret.name, value)) }
    }
    return known
  }

  private func opening(_ bindings: Bindings) -> RunStarted {
    let names = plan.parameters.map(\.name)
    return RunStarted(
      runbook: plan.name, title: plan.title,
      sources: ([plan.source] + plan.used).map { .init(name: $0.name, text: Content($0.bytes)) },
      parameters: bindings.shown.filter { names.contains($0.key) }, parent: settings.parent,
      user: settings.user, host: settings.host, folder: settings.folder, context: settings.context,
      tool: settings.tool,
      only: settings.only, from: settings.from, undoes: settings.reversal?.run)
  }

  /// The flow with its needs, within the budget.
  private func flow(_ stage: Stage, _ bindings: Bindings, _ race: Race) async -> Walked {
    let budget = plan.defaults.budget
    var walked = await race.run(limit: (budget, .budget(budget)), untilSignal: 1) {
      var walked = Walked(end: .halted, bindings: bindings)
      if let word = plan.notYetRun.first?.word {
        walked.end = .verdict(.unknown, because: EngineProblems.notYetRun(word))
        return walked
      }
      if !interruption.signals.isEmpty { return walked }
      if let reversal = settings.reversal {
        var walk = UndoWalk(stage: stage, reversal: reversal, walked: walked)
        return await walk.run()
      }
      let needs = await Needs(stage: stage).check()
      if let identity = needs.identified?.identity { walked.bindings.take(identity, stage: stage) }
      if let unmet = needs.unmet {
        walked.end = .verdict(.unknown, because: unmet)
        return walked
      }
      var walk = Walk(stage: stage, bindings: walked.bindings, isIdentified: needs.identified != nil)
      return await walk.run()
    }
    walked.haltedBy = stage.halt.cause
    return walked
  }

  /// What runs whatever came of the flow, within its own time.
  private func cleanUp(_ stage: Stage, _ walked: Walked, _ race: Race) async -> [String] {
    if !Task.isCancelled { stage.halt.set(nil) }
    let limit = plan.defaults.finally
    return await race.run(limit: (limit, .finally(limit)), untilSignal: 2) {
      var finally = Finally(stage: stage, walked: walked)
      return await finally.run()
    }
  }
}
