import ArgumentParser
import RunbookComparison
import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Try a version of a runbook on every recorded run of it.",
    discussion: """
      Each run is judged anew on what it recorded, as `runbook replay --with`
      does: nothing is executed. Told are the runs whose verdict or outcome
      changes, with the expectation that decided; those that would ask what was
      never recorded; and those that say nothing (cut, in several contexts).

      Runs with a label truth=OUTCOME (`runbook label RUN truth=OUTCOME`) tell
      how many diagnoses are right, then and now.

      Runs are those of the runbook's name, or of --runbook NAME; --all takes
      those of every name. Exit status: 1 when a diagnosis changed, else 0.
      """)

  @Argument(help: "A file, or a name such as `dns-broken`.", completion: .runbook)
  var file: String

  @OptionGroup var filters: FilterOptions

  @Flag(help: "Runs of every runbook.")
  var all = false

  @Option(help: "The newest so many.")
  var limit: Int?

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if all, filters.runbook != nil { throw ValidationError("--all and --runbook exclude each other") }
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() async throws {
    let plan = try Runnable.plan(of: Files.find(file), quiet: json)
    let history = try HistoryFile.existing(.reading)
    var filter = filters.filter(limit: limit)
    if !all { filter.runbook = filter.runbook ?? plan.name }
    let runs = try HistoryFile.attempt { () throws(HistoryProblem) in try history.runs(filter) }
    if runs.isEmpty {
      throw Failure(
        "no run is like that", remedy: "`runbook history` lists those that are recorded", status: .usage)
    }
    let truths = Dictionary(
      uniqueKeysWithValues: runs.compactMap { run in run.truth.map { (run.id, $0) } })
    let backtest = try await Backtesting(
      judge: try Judge(plan: plan, records: Records(history)), truths: truths
    )
    .run(runs.map(\.id), file: file)
    if json {
      Output.print(JSONText.pretty(BacktestDocument(backtest)))
    } else {
      for (run, truth) in truths.sorted(by: { $0.key < $1.key }) {
        Truth.warn(of: truth, outcomes: plan.outcomes, of: "`\(file)`", run: run)
      }
      let view = BacktestView(backtest, secondsEast: Environment.secondsEast)
      Output.print(view.lines)
    }
    if !backtest.runs(.changed).isEmpty { Output.exit(.no) }
  }
}

/// The label that says what the cause really was.
enum Truth {
  /// Says so where no diagnosis can ever meet it; nothing where nobody knows the outcomes.
  static func warn(of truth: String, outcomes: [String: Outcome]?, of runbook: String, run: String? = nil) {
    guard let names = outcomes?.keys.sorted(), !names.contains(truth) else { return }
    let meant = Spelling.nearest(to: truth, in: names).map { "; did you mean `\($0)`?" } ?? ""
    Output.warn("\(run.map { "run \($0): " } ?? "")truth=\(truth) is no outcome of \(runbook)\(meant)")
  }
}
