import ArgumentParser
import RunbookHistory
import RunbookLanguage
import RunbookModel
import RunbookReports

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count runs: how often, how they ended, how long they took.",
    discussion: """
      For one runbook also its steps: how often each was looked at, failed and
      was flaky (with the 95 % Wilson interval), and how long it took.
      P50 and P95 are up to 3 % too low. From the first run that found a
      problem to the first healthy one is counted for each runbook and cluster,
      runs of --only and --from left out.

      --coverage lists what no run has tried: steps that never ran, arrows that
      were never taken, steps that never failed, outcomes never reached. It
      reads the runbook that is found by that name, else the text of its newest
      run. Of its cases: `runbook test NAME --record tests.db`, then the same
      with RUNBOOK_HISTORY=tests.db.
      """)

  @Argument(help: "Runs of this runbook.")
  var runbook: String?

  @OptionGroup(title: "Which runs")
  var filter: FilterOptions

  @Flag(help: "What of the runbook no run has tried.")
  var coverage = false

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if runbook != nil, filter.runbook != nil {
      throw ValidationError("the runbook is named twice, by itself and with --runbook")
    }
    if coverage, (runbook ?? filter.runbook) == nil {
      throw ValidationError("--coverage is about one runbook: name it")
    }
  }

  func run() throws {
    var wanted = filter.filter(isTop: top)
    let name = runbook ?? filter.runbook
    wanted.runbook = name.map(Self.name)
    guard let history = try HistoryFile.open() else {
      return Output.print(json ? JSONText.pretty(StatisticsDocument(RunStatistics())) : "nothing has run yet")
    }
    let statistics = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.statistics(of: wanted, progress: { ProgressLine.tell("indexing", $0, $1, "run") })
    }
    let untried = coverage ? try untried(name ?? "", wanted, statistics, history) : nil
    history.close()
    if json { return Output.print(JSONText.pretty(StatisticsDocument(statistics, coverage: untried))) }
    if statistics.runs == 0, untried == nil { return Output.print("no run is like that") }
    let view = StatisticsView(statistics, secondsEast: Environment.secondsEast)
    Output.print(untried?.lines ?? view.lines)
  }

  private func untried(
    _ name: String, _ wanted: HistoryFilter, _ statistics: RunStatistics, _ history: History
  ) throws(Failure) -> Coverage {
    let source: SourceText
    do { source = try Files.find(name) } catch {
      guard let recorded = try recorded(wanted, history) else { throw error }
      source = recorded
    }
    let plan = try Runnable.plan(of: source, quiet: true)
    let taken = try HistoryFile.attempt { () throws(HistoryProblem) in try history.arrows(of: wanted) }
    return Coverage(of: plan, statistics.steps, taken: taken)
  }

  /// The text of the newest run.
  private func recorded(_ wanted: HistoryFilter, _ history: History) throws(Failure) -> SourceText? {
    try HistoryFile.attempt { () throws(HistoryProblem) in
      var newest = wanted
      newest.limit = 1
      guard let run = try history.runs(newest).first,
        case .runStarted(let started)? = try history.events(of: run.id).first?.fact,
        let source = started.sources.first, let bytes = try history.content(source.text.digest)
      else { return nil }
      return SourceText(name: source.name, bytes: bytes)
    }
  }

  /// As `Plan.name` makes it of a path.
  private static func name(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".rb") ? String(file.dropLast(3)) : file
  }
}
