import ArgumentParser
import Glibc
import RunbookEngine
import RunbookHistory
import RunbookModel

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

      --context a --context b runs in both at once: a run for each, side by
      side, and one above them that says who agrees and who does not. The
      exit status is the worst of all.

      --preflight runs nothing. It asks the cluster whether the account of the
      kubeconfig has every right that the runbook needs, and names the steps
      that could not look: exit status 0 where all are there, 3 where some are
      missing or the cluster does not answer.
      """)

  @Argument(help: "A file, or a name such as `dns-broken`.", completion: .runbook)
  var runbook: String

  @Argument(help: "Parameters as name=value.", completion: .parameter)
  var arguments: [String] = []

  @Option(
    help: "The kubeconfig context that every command uses; given twice or more: all at once, side by side.",
    completion: .context)
  var context: [String] = []

  @Option(
    help: ArgumentHelp("What it is run for; several runs may be for one incident.", valueName: "id"),
    completion: .incident)
  var incident: String?

  @Option(help: ArgumentHelp("Run this step alone.", valueName: "step"), completion: .step)
  var only: String?

  @Option(help: ArgumentHelp("Begin at this step.", valueName: "step"), completion: .step)
  var from: String?

  @OptionGroup
  var consent: ConsentOptions

  @Flag(help: "Run nothing: ask the cluster which rights are missing, and say which steps could not look.")
  var preflight = false

  @Flag(help: "Print the events as JSON, one a line.")
  var json = false

  @Flag(help: "Record nothing.")
  var noHistory = false

  @Flag(help: "Show only the end.")
  var quiet = false

  func validate() throws {
    if only != nil, from != nil { throw ValidationError("--only and --from exclude each other") }
    if let incident, !Label.isValue(incident) {
      throw ValidationError("`\(incident)` cannot name an incident: one line of text can")
    }
    if let twice = context.first(where: { name in context.count { $0 == name } > 1 }) {
      throw ValidationError("context `\(twice)` is given twice")
    }
  }

  func run() async throws {
    let shell = RealShell()
    if context.count < 2, !preflight { shell.prepare() }
    let plan = try Runnable.plan(of: Files.find(runbook), quiet: quiet)
    let given = try arguments.map(Self.split)
    let arguments = try Self.bound { () throws(ArgumentProblem) in try bind(given, to: plan) }
    try findStep(in: plan)
    if preflight { await self.preflight(plan, arguments, try consent.consent(for: plan)) }
    var settings = Performance.settings(for: plan, arguments: arguments, context: context.first)
    settings.incident = incident
    settings.only = only
    settings.from = from
    settings.consent = try consent.consent(for: plan)
    let own = try Redaction.own()
    let history = openHistory()
    settings.patterns = Redaction.rules(history, own)
    let performance = Performance(history: history, json: json, quiet: quiet)
    let verdict =
      context.count > 1
      ? await performance.run(plan, settings, in: context)
      : await performance.run(plan, settings, shell: shell)
    Glibc.exit(verdict.exitStatus)
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
  static func bound(
    _ read: () throws(ArgumentProblem) -> [String: VariableValue]
  ) throws(Failure) -> [String: VariableValue] {
    do {
      return try read()
    } catch {
      throw Failure(error.message, remedy: error.help, status: .usage)
    }
  }

  static func split(_ argument: String) throws(Failure) -> (name: String, value: String) {
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
      Output.warn("there is no home for a history, so this run is not recorded")
      return nil
    }
    do {
      return try History(path: path)
    } catch {
      Output.warn("this run is not recorded: \(error.message)")
      return nil
    }
  }
}
