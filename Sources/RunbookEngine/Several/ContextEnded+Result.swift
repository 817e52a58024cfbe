package import RunbookModel

extension ContextEnded {
  /// What came of a context, from the run that decides: of those that followed one another the worst, and
  /// among equals the first.
  package init(_ context: String, runs: [(id: String, result: RunResult)]) {
    precondition(!runs.isEmpty, "a context without a run")
    let worst = runs.map(\.result.ended.verdict).max()
    let (id, result) = runs.first { $0.result.ended.verdict == worst }!
    self.init(
      context: context, run: id, verdict: result.ended.verdict, outcome: result.ended.outcome,
      reason: result.because ?? result.ended.reason)
  }
}
