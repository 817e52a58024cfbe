import ArgumentParser
import RunbookHistory
import RunbookModel

/// Which runs are meant, the same words for every command that takes several.
struct FilterOptions: ParsableArguments {
  @Option(help: "Runs of this runbook, by name.", completion: .recordedRunbook)
  var runbook: String?

  @Option(help: "Runs that found this outcome.", completion: .outcome)
  var outcome: String?

  @Option(
    help: """
      healthy, problem, inconclusive, stopped or interrupted; running; or died: \
      its record ends before the run.
      """)
  var verdict: ListedVerdict?

  @Option(help: "Runs on this kubeconfig context.", completion: .recordedContext)
  var context: String?

  @Option(help: ArgumentHelp("Runs for this incident.", valueName: "id"), completion: .incident)
  var incident: String?

  @Option(
    help: ArgumentHelp("Runs with this label; of any value: KEY alone.", valueName: "key=value"),
    completion: .label)
  var label: [Label.Match] = []

  @Option(help: "Runs since so long ago (90m, 12h, 7d) or since a day (2026-11-22).")
  var since: Since?

  func filter(isTop: Bool = false, limit: Int? = nil) -> HistoryFilter {
    HistoryFilter(
      runbook: runbook, outcome: outcome, verdict: verdict?.verdict, state: verdict?.state,
      context: context, incident: incident, labels: label, since: since?.moment, isTop: isTop, limit: limit)
  }

  /// Nothing was asked for: all runs are meant.
  var isEmpty: Bool { filter() == HistoryFilter() }
}

extension Label.Match: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
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
