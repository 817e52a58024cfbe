import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

/// Runs a runbook, and what it leads to, in front of whoever watches.
struct Performance {
  /// Nil: nothing is recorded.
  let history: History?
  let json: Bool
  let quiet: Bool
  let began = Moment.now
  /// In less than so many milliseconds nothing can be made ready.
  private static let leastPatience = 5

  /// Gives the worst verdict of all that ran.
  func run(_ plan: Plan, _ settings: RunSettings, shell: RealShell = RealShell()) async -> RunVerdict {
    let runs = await RunChain(plan: plan, settings: settings).run { plan, settings in
      await runOne(plan, settings, shell: shell)
    }
    for run in runs { for complaint in run.result.complaints { Output.warn(complaint) } }
    async let end: Void = shell.close()
    closeHistory()
    await end
    return runs.map(\.result.ended.verdict).max() ?? .healthy
  }

  /// What a person decides about a run, with the secrets from the environment.
  static func settings(
    for plan: Plan, arguments: [String: VariableValue], context: String?
  ) -> RunSettings {
    let secrets = plan.everySecret.compactMap { name in
      Environment[name.uppercased()].map { (name, $0) }
    }
    var settings = RunSettings(
      runID: newRunID(), arguments: arguments, secrets: Dictionary(secrets) { first, _ in first },
      context: context, user: Environment.user, host: Environment.host, tool: Runbook.version)
    settings.folder = Environment.folder
    return settings
  }

  private func runOne(_ plan: Plan, _ settings: RunSettings, shell: RealShell) async -> RunResult {
    var observers: [any RunObserver] = history.map { [$0.recorder()] } ?? []
    let screen = json ? nil : RunScreen(quiet: quiet)
    observers.append(screen ?? EventPrinter() as any RunObserver)
    let engine = Engine(
      plan: plan, settings: settings, shell: shell, clock: SystemClock(),
      person: TerminalPerson(screen: screen),
      observers: observers)
    let signals = Signals { name, isFirst in
      engine.interrupt(signal: name)
      if !isFirst { shell.endAtOnce() }
    }
    let animation = Task { await screen?.animate() }
    let result = await engine.run()
    animation.cancel()
    await animation.value
    signals.end()
    showEvidence(of: settings.runID)
    if result.ended.verdict == .problem { showSimilar(to: settings.runID) }
    return result
  }

  /// When everything was shown and recorded, what ran is made ready for `search`: nobody waits for that longer than a
  /// hundredth of what they waited for already.
  func closeHistory() {
    let patience = min(20, (Moment.now.milliseconds - began.milliseconds) / 100)
    if patience >= Self.leastPatience { history?.indexForAMoment(milliseconds: Int(patience)) }
    history?.close()
  }

  /// Where the evidence of a run is to be seen.
  func showEvidence(of id: String) {
    if json || quiet || history == nil { return }
    Output.print([StyledText("  evidence: ", .faint) + StyledText("runbook show \(id.prefix(6))", .place)])
  }
}
