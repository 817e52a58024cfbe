import GRDB
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct StatisticsTests {
  let folder = TemporaryFolder()
  private static let day: Int64 = 86_400_000

  private func record(
    _ run: String, _ verdict: RunVerdict?, runbook: String = "dns-broken", context: String? = "east",
    step: Verdict = .passed, outcome: String? = nil, only: String? = nil, at time: Int64, in history: History
  ) async {
    var writer = EventWriter(run: run, at: time)
    writer.start(runbook, context: context, only: only)
    writer.attempt("dns", printing: [], verdict: step)
    if let outcome {
      writer.post(.outcomeFound(OutcomeFound(outcome: outcome, title: outcome, severity: .warning)))
    }
    writer.post(
      .decisionTaken(DecisionTaken(origin: .step, step: "dns", target: "→ x", because: "dns says so")))
    writer.post(
      .decisionTaken(
        DecisionTaken(origin: .table, target: "→ y", because: "", rejected: [.init(row: "a", reason: "b")])))
    if let verdict { writer.end(verdict, outcome: outcome) }
    #expect(await history.recorder().record(writer.events) == nil)
  }

  private func history() async throws -> History {
    let history = try folder.history()
    let runs: [(RunVerdict?, String?, Verdict, String?)] = [
      (.healthy, "east", .passed, nil), (.problem, "east", .failed, "down"),
      (.problem, "east", .flaky, "lossy"),
      (.healthy, "east", .passed, nil), (.problem, "west", .failed, "down"),
      (.inconclusive, "west", .unknown, nil),
    ]
    for (number, (verdict, context, step, outcome)) in runs.enumerated() {
      await record(
        "krun00000\(number)", verdict, context: context, step: step, outcome: outcome,
        at: Int64(number + 1) * Self.day, in: history)
    }
    await record("kpart00001", .healthy, context: "west", only: "dns", at: 7 * Self.day, in: history)
    await record("kother0001", nil, runbook: "other", context: nil, at: 8 * Self.day, in: history)
    return history
  }

  @Test func `runs are counted by verdict, outcome, hour and runbook`() async throws {
    let statistics = try await history().statistics(of: HistoryFilter())
    #expect(statistics.runs == 8)
    #expect(statistics.verdicts == ["healthy": 3, "problem": 3, "inconclusive": 1, "unended": 1])
    #expect(statistics.outcomes == ["down": 2, "lossy": 1])
    #expect(statistics.hours.map(\.hour) == (1...8).map { $0 * 24 })
    #expect(statistics.hours[1].outcomes == ["down": 1])
    #expect(statistics.runbooks.map(\.runbook) == ["dns-broken", "other"])
    #expect(statistics.runbooks[0].duration == .init(p50: 1216, p95: 1216))
    #expect(statistics.runbooks[0].last == Moment(milliseconds: 7 * Self.day))
    #expect(statistics.steps.isEmpty)
  }

  @Test func `a problem lasts from the first run that found it to the first whole one that was healthy`()
    async throws
  {
    let recoveries = try await history().statistics(of: HistoryFilter()).recoveries
    #expect(recoveries.map(\.cluster) == ["east", "west"])
    #expect(recoveries.map(\.lasted) == [[Int(2 * Self.day)], []])
    #expect(recoveries.map(\.openSince) == [nil, Moment(milliseconds: 5 * Self.day)])
  }

  @Test func `the steps of one runbook are counted, and alike with every filter that wants the same runs`()
    async throws
  {
    let history = try await history()
    let counted = try history.statistics(of: HistoryFilter(runbook: "dns-broken"))
    #expect(counted.steps.map(\.step) == ["dns"])
    #expect(counted.steps[0].verdicts == ["passed": 3, "failed": 2, "flaky": 1, "unknown": 1])
    #expect(counted.steps[0].looked == 6)
    #expect(counted.steps[0].duration == .init(p50: 4, p95: 4))
    let filtered = try history.statistics(
      of: HistoryFilter(runbook: "dns-broken", since: Moment(milliseconds: 0)))
    #expect(filtered == counted)
    let west = try history.statistics(of: HistoryFilter(runbook: "dns-broken", context: "west"))
    #expect(west.steps[0].verdicts == ["failed": 1, "unknown": 1, "passed": 1])
    let running = try history.statistics(of: HistoryFilter(state: .running))
    #expect(running.runs == 1)
    #expect(try history.statistics(of: HistoryFilter(state: .died)).runs == 0)
  }

  @Test func `arrows are counted by what tells them apart`() async throws {
    let taken = try await history().arrows(of: HistoryFilter(runbook: "dns-broken"))
    #expect(taken[ArrowTaken(origin: .step, step: "dns", verdict: "failed", target: "→ x")] == 2)
    #expect(taken[ArrowTaken(origin: .table, row: 1, target: "→ y")] == 7)
    #expect(taken.values.reduce(0, +) == 14)
  }

  @Test func `a percentile is the beginning of its bucket`() {
    var counts = DurationCounts()
    #expect(counts.spread == nil)
    for duration in 1...100 { counts.add(bucket: DurationCounts.bucket(duration)) }
    #expect(counts.spread == .init(p50: 50, p95: 94))
    for duration in [0, 1, 63, 64, 65, 1000, 123_456, -5] {
      let bucket = DurationCounts.bucket(duration)
      #expect(
        bucket <= max(duration, 0) && Double(max(duration, 0) - bucket) <= Double(max(duration, 0)) * 0.032)
    }
  }

  @Test func `listings and counts are read from indexes`() async throws {
    let history = try await history()
    for (sql, index) in [
      (
        "SELECT r.runbook, r.context, r.started, r.verdict, r.outcome, r.duration, r.only_step, r.from_step FROM (SELECT * FROM run) r ORDER BY r.runbook, r.context, r.started",
        "COVERING INDEX run_by_cluster"
      ),
      (
        "SELECT run FROM search_place WHERE document = 1 AND run BETWEEN 1 AND 2 ORDER BY run DESC",
        "PRIMARY KEY (document=? AND run>? AND run<?)"
      ),
      ("SELECT document FROM search_place WHERE run = 1", "COVERING INDEX search_place_by_run"),
      (
        "SELECT step, verdict, duration, steps, positions FROM step_tally WHERE runbook = 'x'",
        "PRIMARY KEY (runbook=?)"
      ),
    ] {
      let plan = try history.read {
        try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
      }.joined(separator: "; ")
      #expect(plan.contains(index) && !plan.contains("TEMP B-TREE"), "\(sql): \(plan)")
    }
  }
}
