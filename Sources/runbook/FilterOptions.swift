import ArgumentParser
import RunbookHistory
import RunbookModel

/// Which runs a command is about: the same options wherever runs are listed, searched or counted.
struct FilterOptions: ParsableArguments {
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

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  var filter: HistoryFilter {
    HistoryFilter(
      runbook: runbook, outcome: outcome, verdict: verdict?.verdict, state: verdict?.state, context: context,
      since: since?.moment, isTop: top)
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
