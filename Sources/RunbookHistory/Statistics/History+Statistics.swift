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

/// Counts runs as they come: by runbook, then cluster, then time.
private struct RunCounting {
  private var result = RunStatistics()
  private var hours: [Int: RunStatistics.Hour] = [:]
  private var runbook: RunStatistics.Runbook?
  private var durations = DurationCounts()
  private var recovery: RunStatistics.Recovery?

  mutating func add(_ row: SQLRow) {
    let started = row.integer(2)!
    let verdict = row.text(3) ?? "unended"
    let outcome = row.text(4)
    begin(row, at: Moment(milliseconds: Int64(started)))
    let hour = started >= 0 ? started / 3_600_000 : 0
    hours[hour, default: RunStatistics.Hour(hour: hour)].verdicts[verdict, default: 0] += 1
    runbook?.verdicts[verdict, default: 0] += 1
    if let outcome {
      hours[hour]?.outcomes[outcome, default: 0] += 1
      result.outcomes[outcome, default: 0] += 1
    }
    if let duration = row.integer(5) { durations.add(bucket: DurationCounts.bucket(duration)) }
    // A run of a part says nothing of the whole.
    if row.isNull(6), row.isNull(7) { note(verdict, at: started) }
  }

  var statistics: RunStatistics {
    var counting = self
    counting.end()
    var result = counting.result
    result.hours = hours.values.sorted { $0.hour < $1.hour }
    for runbook in result.runbooks { result.verdicts.merge(runbook.verdicts, uniquingKeysWith: +) }
    result.runs = result.verdicts.values.reduce(0, +)
    result.runbooks.sort { ($1.runs, $0.runbook) < ($0.runs, $1.runbook) }
    return result
  }

  /// Makes room for another runbook, or another cluster.
  private mutating func begin(_ row: SQLRow, at time: Moment) {
    let last = max(runbook?.last ?? time, time)
    if let runbook, row.holds(0, runbook.runbook) {
      self.runbook?.last = last
      if let recovery, row.holds(1, recovery.cluster) { return }
      endCluster()
    } else {
      end()
      runbook = RunStatistics.Runbook(runbook: row.text(0)!, last: time)
    }
    let name = row.text(0)!
    recovery = RunStatistics.Recovery(runbook: name, cluster: row.text(1))
  }

  private mutating func note(_ verdict: String, at started: Int) {
    switch verdict {
    case RunVerdict.problem.rawValue:
      if recovery?.openSince == nil { recovery?.openSince = Moment(milliseconds: Int64(started)) }
    case RunVerdict.healthy.rawValue:
      guard let since = recovery?.openSince else { break }
      recovery?.lasted.append(started - Int(since.milliseconds))
      recovery?.openSince = nil
    default: break
    }
  }

  private mutating func endCluster() {
    if let recovery, recovery.openSince != nil || !recovery.lasted.isEmpty {
      result.recoveries.append(recovery)
    }
    recovery = nil
  }

  private mutating func end() {
    endCluster()
    guard var runbook else { return }
    runbook.duration = durations.spread
    result.runbooks.append(runbook)
    durations = DurationCounts()
    self.runbook = nil
  }
}

/// Counts the steps of one runbook.
private struct StepCounting {
  let runbook: String
  private var counted:
    [String: (step: RunStatistics.Step, durations: DurationCounts, count: Int, positions: Int)] =
      [:]

  init(runbook: String) { self.runbook = runbook }

  mutating func add(_ name: String, _ verdict: String, bucket: Int, count: Int, positions: Int) {
    var entry = counted[name] ?? (RunStatistics.Step(runbook: runbook, step: name), DurationCounts(), 0, 0)
    counted[name] = nil
    entry.step.verdicts[verdict, default: 0] += count
    if verdict != Verdict.skipped.rawValue { entry.durations.add(bucket: bucket, count) }
    entry.count += count
    entry.positions += positions
    counted[name] = entry
  }

  /// In the order in which they usually start.
  var steps: [RunStatistics.Step] {
    func place(_ name: String) -> Double {
      Double(counted[name]!.positions) / Double(max(counted[name]!.count, 1))
    }
    return counted.keys.sorted { (place($0), $0) < (place($1), $1) }.map { name in
      var step = counted[name]!.step
      step.duration = counted[name]!.durations.spread
      return step
    }
  }
}
