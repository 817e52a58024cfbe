import RunbookModel

/// Leads a run through its parts: secrets, needs, the flow, cleaning up, the end of what was started in the background, the verdict.
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
  /// Makes the engine of a run that this one calls.
  let engine: @Sendable (Plan, RunSettings) -> Engine

  /// From the first event to the last.
  func conduct() async -> (RunEnded, RunResult.Follow?, because: String?) {
    let secrets = await self.secrets()
    let veil = Veil(secrets: secrets, patterns: settings.patterns)
    let halt = Halt()
    let background = BackgroundCommands()
    let patience = settings.patience ?? Patience()
    let stage = Stage(
      plan: plan, settings: settings, shell: shell, clock: clock, person: person, patience: patience,
      journal: journal, halt: halt, veil: veil, background: background)
    let bindings = Bindings(plan: plan, settings: settings, secrets: secrets, veil: veil)
    let start = clock.uptime()
    stage.post(.runStarted(RunStarted(plan, settings, bindings, veil)))
    interruption.listen { stage.post(.interrupted(Interrupted(signal: $0))) }

    let race = Race(clock: clock, interruption: interruption, halt: halt, shell: shell, patience: patience)
    let (walked, left) = await background.around {
      await race.run(untilSignal: 2) {
        let walked = await flow(stage, bindings, race, secrets)
        let left = await cleanUp(stage, walked, race)
        await background.end()
        return (walked, left)
      }
    }
    let ending = RunEnding(stage: stage, walked: walked, signal: interruption.close().first)
    let follow = ending.follow(secrets: secrets)
    let ended = ending.ended(
      duration: (clock.uptime() - start).wholeMilliseconds, left: left, follow: follow?.path)
    // Only after this can no observer fail unheard, but for the very last event.
    await journal.drained()
    journal.close(with: .runEnded(ended))
    return (ended, follow, ending.because)
  }

  /// Before anything is posted, so that nothing is posted that should be hidden.
  private func secrets() async -> [String: String] {
    var known = settings.secrets
    for secret in plan.allSecrets where known[secret.name] == nil {
      known[secret.name] = await person.secret(secret)
    }
    return known
  }

  /// The flow with its needs, within the budget.
  private func flow(
    _ stage: Stage, _ bindings: Bindings, _ race: Race, _ secrets: [String: String]
  ) async -> Walked {
    let budget = min(plan.defaults.budget, settings.limit ?? plan.defaults.budget)
    let start = stage.countedTime
    if let reversal = settings.reversal {
      let nothing = Walked(end: .halted, bindings: bindings)
      var walked = await race.run(limit: (budget, .budget(budget)), untilSignal: 1) {
        guard interruption.signals.isEmpty else { return nothing }
        var walk = UndoWalk(stage: stage, reversal: reversal, walked: nothing)
        return await walk.run()
      }
      walked.haltedBy = stage.halt.cause
      return walked
    }
    let needs = await race.run(limit: (budget, .budget(budget)), untilSignal: 1) {
      interruption.signals.isEmpty ? await Needs(stage: stage).check() : nil
    }
    var walked = Walked(end: .halted, bindings: bindings)
    walked.haltedBy = stage.halt.cause
    guard let needs else { return walked }
    if let identity = needs.identified?.identity { walked.bindings.take(identity, stage: stage) }
    if let unmet = needs.unmet {
      walked.end = .verdict(.unknown, because: unmet)
      return walked
    }
    var walk = Walk(stage: stage, bindings: walked.bindings, isIdentified: needs.identified != nil)
    while let call = await leg(of: &walk, within: budget - (stage.countedTime - start), budget, race) {
      let runner = CallRunner(
        stage: stage, call: call, verdicts: walk.verdicts, secrets: secrets, interruption: interruption,
        engine: engine)
      let rest = budget - (stage.countedTime - start)
      walk.take(await runner.run(walk.walked.bindings, within: rest), of: call)
    }
    walk.walked.haltedBy = stage.halt.cause
    return walk.walked
  }

  /// The walk from where it stands to its end or to its next call, which runs between two legs.
  private func leg(
    of walk: inout Walk, within rest: Duration, _ budget: Duration, _ race: Race
  ) async -> Call? {
    if rest <= .zero { walk.stage.halt.set(.budget(budget)) }
    guard rest > .zero, interruption.signals.isEmpty else { return nil }
    let before = walk
    let (after, call) = await race.run(limit: (rest, .budget(budget)), untilSignal: 1) {
      var walk = before
      let call = await walk.run()
      return (walk, call)
    }
    walk = after
    return call
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
