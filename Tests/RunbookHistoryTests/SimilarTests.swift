import GRDB
import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct SimilarTests {
  let folder = TemporaryFolder()

  /// Records a run in which a step failed because of something.
  private func record(
    _ run: String, _ reason: String, at day: Int64 = 0, runbook: String = "dns-broken", parent: String? = nil,
    printing output: String = "", in history: History
  ) async {
    var writer = EventWriter(run: run, at: 1_700_000_000_000 + day * 86_400_000)
    writer.start(runbook, context: "east", parent: parent)
    let key = AttemptKey(name: "dns")
    writer.post(.attemptStarted(AttemptStarted(attempt: key, command: "nslookup")))
    writer.post(
      .attemptEnded(
        AttemptEnded(
          attempt: key, ending: .exited(status: 1), duration: 3, output: Evidence(content(output)))))
    writer.post(.attemptJudged(AttemptJudged(attempt: key, verdict: .failed, reason: reason)))
    writer.post(.stepEnded(StepEnded(step: StepKey("dns"), verdict: .failed, duration: 4)))
    writer.end(.problem)
    #expect(await history.recorder().record(writer.events) == nil)
  }

  private func candidates(
    for run: String, in history: History, filter: HistoryFilter = HistoryFilter()
  ) throws -> [String] {
    try history.candidates(for: run, in: filter).records.map(\.run)
  }

  /// The tables of traits, with what makes them the same however they came to be.
  private func tables(_ history: History) throws -> [String] {
    try history.read { database in
      try ["similar_run", "similar_trait", "similar_place"].flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\(table) \($0)" }
      }
    }
  }

  @Test func `runs that share what is rare come first, and the run itself does not come`() async throws {
    let history = try folder.history()
    for day in Int64(1)...6 {
      await record("kother000\(day)", "odd reason \(day) of many", at: day, in: history)
    }
    await record("kfull00001", "conntrack: table full", at: 1, in: history)
    await record("kfull00002", "conntrack: table full", at: 9, runbook: "triage", in: history)
    _ = try history.index()
    #expect(try candidates(for: "kfull00002", in: history).prefix(1) == ["kfull00001"])
    #expect(try candidates(for: "kfull00001", in: history).prefix(1) == ["kfull00002"])
    #expect(try !candidates(for: "kfull00001", in: history).contains("kfull00001"))
    #expect(
      try candidates(for: "kfull00001", in: history, filter: HistoryFilter(runbook: "triage")) == [
        "kfull00002"
      ])
    let since = HistoryFilter(since: Moment(milliseconds: 1_700_000_000_000 + 6 * 86_400_000))
    #expect(try candidates(for: "kfull00001", in: history, filter: since) == ["kfull00002", "kother0006"])
  }

  @Test func `a run that is not in the index is compared with those that are`() async throws {
    let history = try folder.history()
    await record("kfull00001", "conntrack: table full", in: history)
    _ = try history.index()
    await record("kfull00002", "conntrack: table full", at: 1, in: history)
    let found = try history.candidates(for: "kfull00002", .unasked)
    #expect(found.records.map(\.run) == ["kfull00001"])
    #expect(found.traits.map(\.id) == (try history.traits(of: "kfull00001")).map(\.id))
    #expect(Set(found.traits.map(\.id)) == Set(found.records[0].traits))
  }

  @Test func `what belongs to the same chain is no past run`() async throws {
    let history = try folder.history()
    await record("kchain0001", "table full", in: history)
    await record("kchain0002", "table full", at: 1, parent: "kchain0001", in: history)
    await record("kchain0003", "table full", at: 2, parent: "kchain0002", in: history)
    await record("kalone0001", "table full", at: 3, in: history)
    _ = try history.index()
    #expect(try candidates(for: "kchain0002", in: history) == ["kalone0001"])
    #expect(try candidates(for: "kalone0001", in: history) == ["kchain0003", "kchain0002", "kchain0001"])
  }

  @Test func `what is forgotten leaves nothing behind, and comes back as it was`() async throws {
    let history = try folder.history()
    await record("kfull00001", "table full", printing: "error: table full\n", in: history)
    _ = try history.index()
    let alone = try tables(history)
    await record("kfull00002", "table full", at: 1, printing: "error: table full\n", in: history)
    _ = try history.index()
    let both = try tables(history)
    #expect(both.count > alone.count)
    try history.write { try History.forget(run: "kfull00002", in: $0) }
    #expect(try tables(history) == alone)
    _ = try history.index()
    #expect(try tables(history) == both)
    try history.remakeIndex()
    #expect(try tables(history) == [])
    _ = try history.index()
    #expect(try tables(history) == both)
    try history.write {
      try History.forget(content: Digest(of: Array("error: table full\n".utf8)), in: $0)
    }
    #expect(try tables(history) == [])
    _ = try history.index()
    #expect(try tables(history) == both)
  }

  @Test func `everything is looked up by key`() async throws {
    let history = try folder.history()
    await record("kfull00001", "table full", in: history)
    _ = try history.index()
    let plans = try history.read { database in
      try [
        "SELECT run FROM similar_place WHERE trait = ? ORDER BY run DESC",
        "SELECT traits FROM similar_run WHERE run = ?", "SELECT runs FROM similar_trait WHERE trait = ?",
      ].map { sql in
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: [1]).map {
          $0["detail"] as String
        }
      }
    }
    #expect(plans.allSatisfy { $0.count == 1 && $0[0].hasPrefix("SEARCH ") && $0[0].contains("PRIMARY KEY") })
  }
}
