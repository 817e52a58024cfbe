import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

/// Runs a runbook and what it leads to, one after the other: each a run of its own, the one before it its parent.
struct RunChain {
  /// Nil: nothing is recorded.
  let history: History?
  let json: Bool
  let quiet: Bool
  let shell = RealShell()

  /// Gives the worst verdict of all of them.
  func run(_ plan: Plan, _ settings: RunSettings) async -> RunVerdict {
    var worst = RunVerdict.healthy
    var next: (plan: Plan, settings: RunSettings)? = (plan, settings)
    while let (plan, settings) = next {
      let result = await runOne(plan, settings)
      worst = max(worst, result.ended.verdict)
      next = nil
      guard let follow = result.follow else { continue }
      do throws(ArgumentProblem) {
        next = (follow.plan.plan, try Self.settings(follow, after: settings))
      } catch {
        Output.warn("\(follow.path) follows, and was not started: \(error.message)")
        worst = max(worst, .inconclusive)
      }
    }
    await shell.close()
    history?.close()
    return worst
  }

  /// What a person decides about a run, with secrets from the environment.
  static func settings(
    for plan: Plan, arguments: [String: VariableValue], context: String? = nil
  ) -> RunSettings {
    let secrets = plan.allSecrets.compactMap { secret in
      Environment[secret.name.uppercased()].map { (secret.name, $0) }
    }
    return RunSettings(
      runID: newRunID(), arguments: arguments, secrets: Dictionary(secrets) { first, _ in first },
      context: context, user: Environment.user, host: Environment.host, tool: Runbook.version)
  }

  /// Of the run that follows: it begins at its own beginning, and hides what the one before knew.
  private static func settings(
    _ follow: RunResult.Follow, after before: RunSettings
  ) throws(ArgumentProblem) -> RunSettings {
    let plan = follow.plan.plan
    var settings = settings(
      for: plan, arguments: try bind(values: follow.arguments, to: plan), context: before.context)
    settings.secrets.merge(follow.secrets) { first, _ in first }
    settings.parent = before.runID
    return settings
  }

  private func runOne(_ plan: Plan, _ settings: RunSettings) async -> RunResult {
    var observers: [any RunObserver] = history.map { [$0.recorder()] } ?? []
    let screen = json ? nil : RunScreen(quiet: quiet)
    observers.append(screen ?? EventPrinter() as any RunObserver)
    let engine = Engine(
      plan: plan, settings: settings, shell: shell, clock: SystemClock(), person: TerminalPerson(),
      observers: observers)
    let signals = Signals { [shell] name, isFirst in
      engine.interrupt(signal: name)
      if !isFirst { shell.endAtOnce() }
    }
    let animation = Task { await screen?.animate() }
    let result = await engine.run()
    animation.cancel()
    await animation.value
    signals.end()
    for complaint in result.complaints { Output.warn(complaint) }
    if !json, history != nil, !quiet {
      let show = "runbook show \(settings.runID.prefix(6))"
      Output.print([StyledText("  evidence: ", .faint) + StyledText(show, .place)])
    }
    return result
  }
}
