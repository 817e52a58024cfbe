import GRDB
package import RunbookModel

/// Counts runs and their steps.
///
/// Runs are read from an index that holds all that is counted (`run_by_cluster`), a hundred thousand in a tenth of a
/// second. Their steps are twelve times as many: those of whole runbooks were counted when their runs were indexed
/// (`step_tally`), and only where a filter says which runs are meant are they counted one by one.
extension History {
  /// - Parameter progress: told now and then how many runs were taken into the index first, and of how many.
  package func statistics(
    of filter: HistoryFilter, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(HistoryProblem) -> RunStatistics {
    _ = try indexIfPossible(progress: progress)
    return try read { database in
      var counting = RunCounting()
      let (source, values) = try Self.counted(filter, in: database)
      try database.each(
        """
        SELECT r.runbook, r.context, r.started, r.verdict, r.outcome, r.duration, r.only_step, r.from_step
        FROM \(source) ORDER BY r.runbook, r.context, r.started
        """, values
      ) { counting.add($0) }
      var statistics = counting.statistics
      if statistics.runbooks.count == 1 {
        statistics.steps = try Self.steps(
          of: statistics.runbooks[0].runbook, filter, source, values, in: database)
      }
      return statistics
    }
  }

  /// How often each arrow of a runbook was taken; an arrow without a step of its own has no verdict.
  package func arrows(of filter: HistoryFilter) throws(HistoryProblem) -> [ArrowTaken: Int] {
    try read { database in
      let (source, values) = try Self.counted(filter, in: database)
      var taken: [ArrowTaken: Int] = [:]
      try database.each(
        """
        SELECT d.origin, d.step, s.verdict, json_array_length(d.rejected), d.target, count(*)
        FROM \(source) JOIN decision d ON d.run = r.id
        LEFT JOIN step s ON s.run = d.run AND s.name = d.step AND s.items = '[]' AND d.origin = 'step'
        GROUP BY 1, 2, 3, 4, 5
        """, values
      ) { row in
        guard let origin = row.text(0).flatMap(DecisionTaken.Origin.init) else { return }
        let arrow = ArrowTaken(
          origin: origin, step: row.text(1), verdict: row.text(2),
          row: origin == .table ? row.integer(3) : nil, target: row.text(4)!)
        taken[arrow, default: 0] += row.integer(5)!
      }
      return taken
    }
  }

  /// What stands behind FROM so that `r` is each run that a filter wants.
  private static func counted(
    _ filter: HistoryFilter, in database: Database
  ) throws -> (source: String, values: [SQLValue]) {
    var wanted = filter
    wanted.limit = nil
    if wanted == HistoryFilter(runbook: filter.runbook) {
      let condition = filter.runbook == nil ? "" : "WHERE runbook = ?1"
      return ("(SELECT * FROM run \(condition)) r", filter.runbook.map { [.text($0)] } ?? [])
    }
    if [.running, .died].contains(filter.state) {
      let ids = try runs(wanted, in: database).map(\.id)
      return (
        "json_each(?1) i CROSS JOIN run r ON r.id = i.value", [.utf8(JSONBytes.list(ids))]
      )
    }
    let (sql, values) = listing(wanted, columns: "r.id AS id")
    return ("(\(sql)) i CROSS JOIN run r ON r.id = i.id", values)
  }

  private static func steps(
    of runbook: String, _ filter: HistoryFilter, _ source: String, _ values: [SQLValue],
    in database: Database
  ) throws -> [RunStatistics.Step] {
    var counting = StepCounting(runbook: runbook)
    if filter == HistoryFilter() || filter == HistoryFilter(runbook: filter.runbook) {
      try database.each(
        "SELECT step, verdict, duration, steps, positions FROM step_tally WHERE runbook = ?", [.text(runbook)]
      ) {
        counting.add(
          $0.text(0)!, $0.text(1)!, bucket: $0.integer(2)!, count: $0.integer(3)!, positions: $0.integer(4)!)
      }
    } else {
      try database.each(
        """
        SELECT s.name, s.verdict, s.duration, s.position FROM \(source) JOIN step s ON s.run = r.id
        WHERE s.items = '[]' AND s.verdict IS NOT NULL AND s.taken_from IS NULL
        """, values
      ) {
        counting.add(
          $0.text(0)!, $0.text(1)!, bucket: DurationCounts.bucket($0.integer(2) ?? 0), count: 1,
          positions: $0.integer(3)!)
      }
    }
    return counting.steps
  }
}
