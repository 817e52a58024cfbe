import GRDB
package import RunbookModel

/// Runs by what binds them: what they made in a cluster, and who went on from them.
extension History {
  /// The run whose `$run` a mark is: one that still runs, else the newest; nil where none is known.
  package func run(marked mark: String) throws(HistoryProblem) -> RunSummary? {
    let runs = try summaries("r.id = ?1 OR r.mark = ?1", mark)
    return runs.first { $0.state == .running } ?? runs.first
  }

  /// The newest run that went on from another one; nil where none did.
  package func resumption(of id: String) throws(HistoryProblem) -> RunSummary? {
    try summaries("r.resumes = ?1", id).first
  }

  /// The newest first.
  private func summaries(_ condition: String, _ value: String) throws(HistoryProblem) -> [RunSummary] {
    try read { database in
      var runs: [RunSummary] = []
      try database.each(
        "SELECT \(Self.summaryColumns) FROM run r WHERE \(condition) ORDER BY r.started DESC, r.id DESC",
        [.text(value)]
      ) { runs.append(try Self.summary($0, in: database)) }
      return runs
    }
  }
}
