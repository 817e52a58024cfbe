import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what ran, the newest first.",
    discussion: "All that is given must hold. `runbook show RUN` shows one of them.")

  @Option(help: "Runs of this runbook, by name.")
  var runbook: String?

  @Option(help: "Runs that found this outcome.")
  var outcome: String?

  @Option(
    help: """
      healthy, problem, inconclusive, stopped or interrupted; running; or died: \
      its record ends before the run.
      """)
  var verdict: ListedVerdict?

  @Option(help: "Runs on this kubeconfig context.")
  var context: String?

  @Option(help: "Runs since so long ago (90m, 12h, 7d) or since a day (2026-11-22).")
  var since: Since?

  @Option(help: "At most so many.")
  var limit = 50

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    guard let history = try HistoryFile.open() else {
      return json
        ? Output.print("[]")
        : Output.print("nothing has run yet: \(Environment.historyPath ?? "there is no home") does not exist")
    }
    try HistoryFile.attempt { () throws(HistoryProblem) in
      let runs = try history.runs(
        HistoryFilter(
          runbook: runbook, outcome: outcome, verdict: verdict?.verdict, state: verdict?.state,
          context: context, since: since?.moment, isTop: top, limit: limit))
      if json { return Output.print(JSONText.pretty(runs)) }
      if runs.isEmpty { return Output.print("no run is like that") }
      let listing = HistoryListing(
        runs: runs, shortest: try history.shortIDs(runs.map(\.id)),
        secondsEast: { Environment.secondsEast(at: $0.milliseconds / 1000) })
      Output.print(listing.lines)
    }
  }
}

/// What stands in the column VERDICT: the verdict of a run, or how far one without a verdict came.
struct ListedVerdict: ExpressibleByArgument {
  let verdict: RunVerdict?
  let state: RunSummary.State?

  static let allValueStrings = RunVerdict.allCases.map(\.rawValue) + ["running", "died"]

  init?(argument: String) {
    verdict = RunVerdict(rawValue: argument)
    state = RunSummary.State(rawValue: argument)
    guard Self.allValueStrings.contains(argument) else { return nil }
  }
}

/// The history as commands that only read it see it.
enum HistoryFile {
  /// Nil where nothing was recorded yet.
  static func open() throws(Failure) -> History? {
    guard let path = Environment.historyPath, Files.exists(path) else { return nil }
    return try attempt { () throws(HistoryProblem) in try History(path: path, access: .reading) }
  }

  /// What the history cannot do ends the command with its sentence.
  static func attempt<T>(
    _ status: Output.Status = .failed, _ body: () throws(HistoryProblem) -> T
  ) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw Failure(error.message, status: status)
    }
  }
}
