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
      `runbook list`). Parameters follow as name=value. Nothing is changed in
      a cluster, and what a runbook makes there it takes away again. The first
      Ctrl-C ends the running step kindly and cleans up; the second ends
      everything at once.

      --context a --context b runs in both at once: a run for each, side by
      side, and one above them that says who agrees and who does not. The
      exit status is the worst of all.
      """)

  @Argument(help: "A file, or a name such as `dns-broken`.", completion: .file(extensions: ["rb"]))
  var runbook: String

  @Argument(help: "Parameters as name=value.")
  var arguments: [String] = []

  @Option(
    help: "The kubeconfig context that every command uses; given twice or more: all at once, side by side.")
  var context: [String] = []

  @Option(help: ArgumentHelp("Run this step alone.", valueName: "step"))
  var only: String?

  @Option(help: ArgumentHelp("Begin at this step.", valueName: "step"))
  var from: String?

  @Flag(help: "Print the events as JSON, one a line.")
  var json = false

  @Flag(help: "Record nothing.")
  var noHistory = false

  @Flag(help: "Show only the end.")
  var quiet = false

  func validate() throws {
    if only != nil, from != nil { throw ValidationError("--only and --from exclude each other") }
    if let twice = context.first(where: { name in context.count { $0 == name } > 1 }) {
      throw ValidationError("context `\(twice)` is given twice")
    }
  }

  func run() async throws {
    let plan = try plan()
    let given = try arguments.map(Self.split)
    let arguments = try Self.bound { () throws(ArgumentProblem) in try bind(given, to: plan) }
    try findStep(in: plan)
    let shell = RealShell()
    if context.count < 2 { shell.prepare() }
    let history = openHistory()
    let verdict =
      context.count < 2
      ? try await runAlone(plan, arguments, history: history, shell: shell)
      : await runInContexts(plan, arguments, history: history)
    history?.close()
    Glibc.exit(verdict.exitStatus)
  }

  private func runAlone(
    _ plan: Plan, _ arguments: [String: VariableValue], history: History?, shell: RealShell
  ) async throws -> RunVerdict {
    let runs = try await RunChain(plan: plan, arguments: arguments).run { link in
      await run(link, history: history, shell: shell)
    }
    await shell.close()
    return runs.map(\.result.ended.verdict).max() ?? .healthy
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
    let names = plan.steps.map(\.name)
    guard let step = only ?? from, !names.contains(step) else { return }
    throw Failure(
      "`\(plan.source.name)` has no step `\(step)`",
      remedy: Spelling.nearest(to: step, in: names).map { "did you mean `\($0)`?" }
        ?? "it has " + names.joined(separator: ", "),
      status: .usage)
  }

  /// Arguments that do not fit end the command.
  static func bound(
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
      Self.warn("there is no home for a history, so this run is not recorded")
      return nil
    }
    do {
      return try History(path: path)
    } catch {
      Self.warn("this run is not recorded: \(error.message)")
      return nil
    }
  }

  static func warn(_ message: String) {
    Output.print([StyledText("warning", .doubt) + StyledText(": \(message)")], to: STDERR_FILENO)
  }

  private func run(_ link: RunChain.Link, history: History?, shell: RealShell) async -> RunResult {
    var observers: [any RunObserver] = history.map { [$0.recorder()] } ?? []
    let screen = json ? nil : RunScreen(run: link.id, quiet: quiet)
    observers.append(screen ?? EventPrinter() as any RunObserver)
    let engine = Engine(
      plan: link.plan,
      settings: settings(
        link.plan, id: link.id, arguments: link.arguments, parent: link.parent, context: context.first),
      shell: shell, clock: SystemClock(), person: TerminalPerson(), observers: observers)
    let signals = Signals { name, isFirst in
      engine.interrupt(signal: name)
      if !isFirst { shell.endAtOnce() }
    }
    let animation = Task { await screen?.animate() }
    let result = await engine.run()
    animation.cancel()
    await animation.value
    signals.end()
    for complaint in result.complaints { Self.warn(complaint) }
    if !json, history != nil, !quiet { Self.showEvidence(of: link.id) }
    return result
  }

  static func showEvidence(of id: String) {
    Output.print([StyledText("  evidence: ", .faint) + StyledText("runbook show \(id.prefix(6))", .place)])
  }

  func settings(
    _ plan: Plan, id: String, arguments: [String: VariableValue], parent: String?, context: String?
  ) -> RunSettings {
    let secrets = plan.secrets.compactMap { secret in
      Environment[secret.name.uppercased()].map { (secret.name, $0) }
    }
    return RunSettings(
      runID: id, arguments: arguments, secrets: Dictionary(secrets) { first, _ in first }, context: context,
      only: only, from: from, user: Environment.user, host: Environment.host, tool: Runbook.version,
      parent: parent)
  }
}
