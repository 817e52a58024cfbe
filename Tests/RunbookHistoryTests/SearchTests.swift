import GRDB
import Glibc
import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct SearchTests {
  let folder = TemporaryFolder()

  /// Records a run with one step that prints something.
  private func record(
    _ run: String, _ output: String, verdict: RunVerdict = .healthy, runbook: String = "dns-broken",
    at time: Int64 = 1_700_000_000_000, in history: History
  ) async {
    var writer = EventWriter(run: run, at: time)
    writer.start(runbook, context: "east")
    writer.attempt("dns", printing: Array(output.utf8), verdict: verdict == .healthy ? .passed : .failed)
    writer.end(verdict)
    #expect(await history.recorder().record(writer.events) == nil)
  }

  private func hits(
    _ words: String..., in history: History, filter: HistoryFilter = HistoryFilter()
  ) throws -> [String] {
    try history.search(SearchQuery(words), in: filter).hits.map(told)
  }

  private func told(_ hit: SearchHit) -> String {
    let lines = hit.lines.map { line in
      line.pieces.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
    }
    return "\(hit.run.id) \(hit.step?.name ?? "-") \(hit.part.rawValue) \(hit.runs): "
      + lines.joined(separator: " / ")
  }

  @Test func `what was printed is found with its run, its step and the line`() async throws {
    let history = try folder.history()
    await record("krun000001", "Server: 10.96.0.10\nName: web\n", in: history)
    await record("krun000002", "Server: 10.96.0.1\n", in: history)
    #expect(try hits("10.96.0.1", in: history) == ["krun000002 dns output 1: Server: [10.96.0.1]"])
    #expect(
      try hits("server", "WEB", in: history) == [
        "krun000001 dns output 1: [Server]: 10.96.0.10 / Name: [web]"
      ])
    #expect(try hits("server", "-web", in: history) == ["krun000002 dns output 1: [Server]: 10.96.0.1"])
    #expect(try hits("10.96.*", in: history).count == 2)
    #expect(try hits("96", "-10.96.0.1", in: history) == ["krun000001 dns output 1: Server: 10.[96].0.10"])
    #expect(try hits("10.96.0", "nothing", in: history) == [])
  }

  @Test func `what many runs share is one hit with the newest of them`() async throws {
    let history = try folder.history()
    for number in 1...5 {
      await record(
        "krun00000\(number)", "conntrack table full\n", runbook: number < 4 ? "a" : "b",
        at: 1_700_000_000_000 + Int64(number) * 86_400_000, in: history)
    }
    #expect(try hits("conntrack", in: history) == ["krun000005 dns output 5: [conntrack] table full"])
    #expect(
      try hits("conntrack", in: history, filter: HistoryFilter(runbook: "a"))
        == ["krun000003 dns output 3: [conntrack] table full"])
    #expect(
      try hits(
        "conntrack", in: history, filter: HistoryFilter(until: Moment(milliseconds: 1_700_100_000_000)))
        == ["krun000001 dns output 1: [conntrack] table full"])
    #expect(try hits("conntrack", in: history, filter: HistoryFilter(runbook: "c")) == [])
    #expect(try hits("conntrack", in: history, filter: HistoryFilter(state: .died)) == [])
    let indexed = try history.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM search_document WHERE blob IS NOT NULL")
    }
    #expect(indexed == 1)
  }

  @Test func `commands, titles, expectations, reasons, outcomes and answers are found`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "kwords0001")
    writer.start()
    writer.post(
      .answered(
        Answered(purpose: .ask, name: "a", question: "Which hamster?", answer: "Goldie", source: .person)))
    let key = AttemptKey(name: "l3")
    writer.post(.stepStarted(StepStarted(step: StepKey("l3"), title: "Layer three", attempts: 1)))
    writer.post(.attemptStarted(AttemptStarted(attempt: key, command: "kubectl exec probe -- ping -c 3")))
    writer.post(.attemptEnded(AttemptEnded(attempt: key, ending: .exited(status: 1), duration: 1)))
    writer.post(
      .expectationJudged(
        ExpectationJudged(
          attempt: key, index: 1,
          judgement: Judgement(
            verdict: .failed, expectation: "$loss is 0%", expected: "is 0%", found: "5.2%",
            deciding: ["3 packets lost"], file: "a.rb", line: 1))))
    writer.post(.attemptJudged(AttemptJudged(attempt: key, verdict: .failed, reason: "too lossy")))
    writer.post(
      .stepEnded(
        StepEnded(step: StepKey("l3"), verdict: .failed, reason: "one of three", hint: "look at MTU")))
    writer.post(
      .outcomeFound(
        OutcomeFound(outcome: "l3-broken", title: "Broken", severity: .critical, prose: "Check the tunnels."))
    )
    writer.end(.problem, outcome: "l3-broken")
    #expect(await history.recorder().record(writer.events) == nil)
    for (words, part, step) in [
      (["hamster", "goldie"], "run", "-"), (["layer three"], "step", "l3"), (["ping -c 3"], "step", "l3"),
      (["$loss", "0%"], "step", "l3"), (["5.2%"], "result", "l3"), (["packets lost"], "result", "l3"),
      (["lossy"], "result", "l3"), (["one of three"], "result", "l3"), (["MTU"], "result", "l3"),
      (["tunnels"], "run", "-"), (["l3-broken"], "run", "-"), (["namespace"], "run", "-"),
    ] {
      let found = try history.search(SearchQuery(words)).hits
      #expect(found.map { "\($0.part.rawValue) \($0.step?.name ?? "-")" } == ["\(part) \(step)"], "\(words)")
    }
  }

  @Test func `what a run had printed when it died is found too`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "kdied00001")
    writer.start()
    let key = AttemptKey(name: "long")
    writer.post(.attemptStarted(AttemptStarted(attempt: key, command: "sleep 100")))
    for (offset, text) in [(0, "so f"), (4, "ar\n")] {
      writer.post(
        .outputArrived(OutputArrived(attempt: key, stream: .output, offset: offset, content: content(text))))
    }
    #expect(await history.recorder().record(writer.events) == nil)
    try history.write { try $0.execute(sql: "DELETE FROM recorder") }
    #expect(try hits("so far", in: history) == ["kdied00001 long output 1: [so far]"])
  }

  @Test func `a pattern is tried on what the index narrows down, or on all of it`() async throws {
    let history = try folder.history()
    await record("krun000001", "3 packets, packet loss: 0%\n", in: history)
    await record("krun000002", "3 packets, packet loss: 33%\n", in: history)
    for pattern in ["loss: [1-9]", "lo+ss.*[1-9]\\d", "^3 packets, .*33"] {
      let answer = try history.search(SearchQuery([], hasPattern: true), pattern: SearchPattern(pattern))
      #expect(answer.hits.map(\.run.id) == ["krun000002"], "\(pattern)")
      #expect(answer.unread == 0)
    }
    let both = try history.search(SearchQuery(["krun"], hasPattern: true), pattern: SearchPattern("loss"))
    #expect(both.hits.isEmpty)
    var limits = History.SearchLimits()
    limits.reading = -1
    let none = try history.search(
      SearchQuery([], hasPattern: true), pattern: SearchPattern("x.*y"), in: HistoryFilter(), limits)
    #expect(none.unread > 0)
  }

  @Test func `a run is indexed once it has ended, and again when it changed`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "krun000001")
    writer.start()
    writer.attempt("dns", printing: Array("first words\n".utf8))
    #expect(await history.recorder().record(writer.events) == nil)
    // Whoever records it is this process, which is alive.
    #expect(try history.search(SearchQuery(["first"])).waiting == 1)
    #expect(try hits("first", in: history) == [])
    let other = History(
      path: history.path, isReadOnly: false, pool: history.pool, identity: history.identity)
    let told = writer.events.count
    writer.end(.healthy)
    let recorder = other.recorder()
    #expect(await recorder.observe(Array(writer.events[told...])) == nil)
    #expect(try hits("first", in: history) == ["krun000001 dns output 1: [first] words"])
    try history.write { try History.forget(run: "krun000001", in: $0) }
    #expect(try history.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM search_document") } == 0)
    #expect(try hits("first", in: history) == ["krun000001 dns output 1: [first] words"])
  }

  @Test func `a moment after a run is enough for what it has printed`() async throws {
    let history = try folder.history()
    await record("krun000001", "small\n", in: history)
    await record("krun000002", String(repeating: "large\n", count: 100_000), in: history)
    history.indexForAMoment(milliseconds: 10_000)
    let pending = try history.read { try String.fetchAll($0, sql: "SELECT run FROM search_pending") }
    #expect(pending == ["krun000002"])
    #expect(try hits("large", in: history).count == 1)
  }

  @Test func `a note is found as soon as it is written, and no longer than it stands`() async throws {
    let history = try folder.history()
    await record("krun000001", "words\n", in: history)
    _ = try history.index()
    try history.write {
      try $0.execute(
        sql: """
          INSERT INTO note (id, run, step, text, time) VALUES ('n1', 'krun000001', 'dns', 'it was the switch', 1);
          INSERT INTO label (run, key, value, time) VALUES ('krun000001', 'truth', 'switch-broken', 1);
          """)
    }
    #expect(try hits("the switch", in: history) == ["krun000001 dns note 1: it was [the switch]"])
    #expect(try hits("truth=switch-*", in: history) == ["krun000001 - note 1: [truth=switch-]broken"])
    try history.write { try $0.execute(sql: "UPDATE note SET text = NULL") }
    #expect(try hits("the switch", in: history) == [])
  }

  @Test func `a file that cannot be written is searched as far as it is indexed`() async throws {
    let history = try folder.history()
    await record("krun000001", "before\n", in: history)
    _ = try history.index()
    await record("krun000002", "after\n", in: history)
    history.close()
    var opening = HistoryOpening(path: folder.file(), access: .reading)
    opening.forbidsWriting = true
    let closed = try opening.open()
    #expect(try closed.search(SearchQuery(["before"])).hits.count == 1)
    let answer = try closed.search(SearchQuery(["after"]))
    #expect(answer.hits.isEmpty)
    #expect(answer.waiting == 1)
  }

  @Test func `nothing of a run that was taken out is left in the file`() async throws {
    let history = try folder.history()
    await record("krun000001", "the password is swordfish\n", in: history)
    await record("krun000002", "the password is unknown\n", in: history)
    _ = try history.index()
    try history.write { database in
      try History.forget(run: "krun000001", in: database)
      for table in ["expectation", "evidence", "attempt", "step", "run_source", "event", "run"] {
        try database.run("DELETE FROM \(table) WHERE \(table == "run" ? "id" : "run") = 'krun000001'")
      }
      try database.run("DELETE FROM blob WHERE CAST(content AS TEXT) LIKE '%swordfish%'")
      try History.forgetForGood(in: database)
    }
    try await history.pool.writeWithoutTransaction {
      try $0.execute(sql: "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(try hits("password", in: history).count == 1)
    history.close()
    let bytes = TemporaryFolder.read(folder.file())
    for word in ["swordfish", "krun000001"] {
      #expect(!String(decoding: bytes, as: Unicode.ASCII.self).contains(word), "\(word)")
    }
  }

  @Test func `a run that is still in the index cannot be deleted unawares`() async throws {
    let history = try folder.history()
    await record("krun000001", "words\n", in: history)
    _ = try history.index()
    #expect(throws: HistoryProblem.self) { try history.write { try $0.run("DELETE FROM run") } }
  }

  @Test func `several processes that index at once do each run once`() async throws {
    let first = try folder.history()
    let second = try folder.history()
    for number in 10..<40 { await record("krun0000\(number)", "word\(number)\n", in: first) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for history in [first, second] { group.addTask { _ = try history.index() } }
      try await group.waitForAll()
    }
    #expect(
      try first.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM search_document WHERE blob > 0") }
        == 30)
    #expect(try hits("word23", in: second) == ["krun000023 dns output 1: [word23]"])
  }

  @Test func `the index is the same when it is made anew`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    await record("krun000001", "some words\n", in: history)
    _ = try history.index()
    let tables = [
      "search_run", "search_document", "search_place", "step_tally", "search_index_data",
      "search_index_docsize",
    ]
    func rows() throws -> [String] {
      try history.read { database in
        try tables.dropLast(2).flatMap {
          try Row.fetchAll(database, sql: "SELECT * FROM \($0)").map { "\($0)" }
        }
      }
    }
    let before = try rows()
    try history.remakeIndex()
    #expect(try rows().isEmpty)
    _ = try history.index()
    #expect(try rows() == before)
    for run in ["krun000001", "kfullrun01"] { try history.write { try History.forget(run: run, in: $0) } }
    #expect(try rows().isEmpty)
  }
}
