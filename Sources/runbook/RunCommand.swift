import ArgumentParser
import Glibc
import RunbookEngine
import RunbookHistory
import RunbookLanguage
import RunbookModel
import RunbookReports

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a runbook and record the run.",
    discussion: """
      The runbook is found by path, or by name on the search path (see
      `runbook list`). Parameters follow as name=value. A fix is shown and asked
      for before it changes anything; without a terminal it is only proposed,
      unless --allow-fixes or --allow-fix NAME lets it run. What a runbook asks,
      --answer name=value says in advance. The first Ctrl-C ends the running
      step kindly and cleans up; the second ends everything at once.
      """)

  @Argument(help: "A file, or a name such as `dns-broken`.", completion: .file(extensions: ["rb"]))
  var runbook: String

  @Argument(help: "Parameters as name=value.")
  var arguments: [String] = []

  @Option(help: "The kubeconfig context that every command uses.")
  var context: String?

  @Option(help: ArgumentHelp("Run this step alone.", valueName: "step"))
  var only: String?

  @Option(help: ArgumentHelp("Begin at this step.", valueName: "step"))
  var from: String?

  @OptionGroup
  var consent: ConsentOptions

  @Flag(help: "Print the events as JSON, one a line.")
  var json = false

  @Flag(help: "Record nothing.")
  var noHistory = false

  @Flag(help: "Show only the end.")
  var quiet = false

  func validate() throws {
    if only != nil, from != nil { throw ValidationError("--only and --from exclude each other") }
  }

  func run() async throws {
    let plan = try plan()
    let given = try arguments.map(Self.split)
    var next: (plan: Plan, arguments: [String: VariableValue])?
    next = (plan, try bound { () throws(ArgumentProblem) in try bind(given, to: plan) })
    try findStep(in: plan)
    let consent = try consent.consent(for: plan)
    let shell = RealShell()
    shell.prepare()
    let history = openHistory()
    var worst = RunVerdict.healthy
    var parent: String?
    while let (plan, arguments) = next {
      let id = newRunID()
      let result = await run(
        plan, settings(plan, id: id, arguments: arguments, parent: parent, consent: consent),
        history: history, shell: shell)
      worst = max(worst, result.ended.verdict)
      next = try result.follow.map { follow in
        (
          follow.plan.plan,
          try bound { () throws(ArgumentProblem) in
            try bind(values: follow.arguments, to: follow.plan.plan)
          }
        )
      }
      parent = id
    }
    await shell.close()
    history?.close()
    Glibc.exit(worst.exitStatus)
  }

  /// The checked runbook; mistakes are shown and end the command.
  private func plan() throws(Failure) -> Plan {
    let source = try Files.find(runbook)
    let checked = check(source, loader: Files.loader)
    if !checked.diagnostics.isEmpty, !quiet || checked.plan == nil {
      Diagnostics.show(checked, of: source, to: STDERR_FILENO)
    }
    guard let plan = checked.plan else { Output.exit(.invalid) }
    if let word = plan.notYetRun.first {
      throw Failure(
        "this version checks `\(word.word)` but cannot run it yet, so `\(source.name)` was not started",
        remedy: "run it without `\(word.word)`", status: .invalid)
    }
    if plan.flow.isEmpty {
      throw Failure(
        "`\(source.name)` has paths for others to use and nothing that runs",
        remedy: "run a runbook that uses it",
        status: .invalid)
    }
    return plan
  }

  /// The step of `--only` or `--from` must be there.
  private func findStep(in plan: Plan) throws(Failure) {
    let names = plan.names
    guard let step = only ?? from, !names.contains(step) else { return }
    throw Failure(
      "`\(plan.source.name)` has no step `\(step)`",
      remedy: Spelling.nearest(to: step, in: names).map { "did you mean `\($0)`?" }
        ?? "it has " + names.joined(separator: ", "),
      status: .usage)
  }

  /// Arguments that do not fit end the command.
  private func bound(
    _ read: () throws(ArgumentProblem) -> [String: VariableValue]
  ) throws(Failure) -> [String: VariableValue] {
    do {
      return try read()
    } catch {
      throw Failure(error.message, remedy: error.help, status: .usage)
    }
  }

  private static func split(_ argument: String) throws(Failure) -> (name: String, value: String) {
    guard let sign = argument.firstIndex(of: "=") else {
      throw Failure(
        "`\(argument)` is no parameter", remedy: "parameters are written name=value", status: .usage)
    }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  /// The history, or nil with a warning: the run matters more than its record.
  private func openHistory() -> History? {
    if noHistory { return nil }
    guard let path = Environment.historyPath else {
      warn("there is no home for a history, so this run is not recorded")
      return nil
    }
    do {
      return try History(path: path)
    } catch {
      warn("this run is not recorded: \(error.message)")
      return nil
    }
  }

  private func warn(_ message: String) {
    Output.print([StyledText("warning", .doubt) + StyledText(": \(message)")], to: STDERR_FILENO)
  }

  private func run(
    _ plan: Plan, _ settings: RunSettings, history: History?, shell: RealShell
  ) async -> RunResult {
    var observers: [any RunObserver] = history.map { [$0.recorder()] } ?? []
    let screen = json ? nil : RunScreen(run: settings.runID, quiet: quiet)
    observers.append(screen ?? EventPrinter() as any RunObserver)
    let engine = Engine(
      plan: plan, settings: settings, shell: shell, clock: SystemClock(),
      person: TerminalPerson(screen: screen), observers: observers)
    let signals = Signals { name, isFirst in
      engine.interrupt(signal: name)
      if !isFirst { shell.endAtOnce() }
    }
    let animation = Task { await screen?.animate() }
    let result = await engine.run()
    animation.cancel()
    await animation.value
    signals.end()
    for complaint in result.complaints { warn(complaint) }
    if !json, history != nil, !quiet {
      Output.print([
        StyledText("  evidence: ", .faint) + StyledText("runbook show \(settings.runID.prefix(6))", .place)
      ])
    }
    return result
  }

  private func settings(
    _ plan: Plan, id: String, arguments: [String: VariableValue], parent: String?, consent: Consent
  ) -> RunSettings {
    let secrets = plan.secrets.compactMap { secret in
      Environment[secret.name.uppercased()].map { (secret.name, $0) }
    }
    var settings = RunSettings(
      runID: id, arguments: arguments, secrets: Dictionary(secrets) { first, _ in first }, context: context,
      only: only, from: from, user: Environment.user, host: Environment.host, tool: Runbook.version,
      parent: parent)
    settings.consent = consent
    settings.folder = Environment.folder
    return settings
  }
}
