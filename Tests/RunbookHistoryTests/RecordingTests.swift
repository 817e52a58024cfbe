import GRDB
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct RecordingTests {
  let folder = TemporaryFolder()

  @Test(arguments: [1, 6, 1000])
  func `stored events are the events that were recorded, but for their bytes`(batch: Int) async throws {
    let history = try folder.history()
    let events = everyFact()
    #expect(await history.recorder().record(events, by: batch) == nil)
    let stored = try history.events(of: "kfullrun01")
    #expect(stored.count == events.count)
    for (stored, event) in zip(stored, events) { #expect(stored == event.withoutBytes) }
  }

  @Test func `every kind of fact and of ending is in the sample`() {
    #expect(Set(everyFact().map(\.fact.name)) == Set(Fact.Name.allCases))
  }

  @Test func `the fold of what is stored is the fold of what was told`() async throws {
    let history = try folder.history()
    let events = everyFact()
    #expect(await history.recorder().record(events) == nil)
    #expect(try history.run("kfullrun01") == Run(id: "kfullrun01", events: events.map(\.withoutBytes)))
  }

  @Test func `all bytes are there by digest, and each content once`() async throws {
    let history = try folder.history()
    let events = everyFact()
    #expect(await history.recorder().record(events) == nil)
    for event in events {
      switch event.fact {
      case .runStarted(let fact):
        for source in fact.sources { #expect(try history.content(source.text.digest) == source.text.bytes) }
      case .attemptStarted(let fact): #expect(try history.content(fact.stdin!.digest) == fact.stdin!.bytes)
      case .attemptEnded(let fact):
        #expect(try history.content(fact.output.content.digest) == fact.output.content.bytes)
        #expect(try history.content(fact.stderr.content.digest) == fact.stderr.content.bytes)
      default: break
      }
    }
    #expect(try history.content(Digest(hexadecimal: "no such digest")) == nil)
    #expect(await history.recorder().record(everyFact(run: "kfullrun02")) == nil)
    let digests = try history.read { try String.fetchAll($0, sql: "SELECT digest FROM blob") }
    #expect(digests.count == 4)
  }

  @Test func `no output is content too`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "kempty0001")
    writer.start()
    writer.attempt("quiet", printing: [])
    #expect(await history.recorder().record(writer.events) == nil)
    #expect(try history.content(Digest(of: [])) == [])
  }

  @Test func `text with every character comes back from the tables whole`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    let summary = try history.summary(of: "kfullrun01")
    #expect(summary.title == hostile)
    #expect(summary.reason == hostile)
    #expect(summary.user == hostile)
    let columns = [
      ("decision", "because"), ("expectation", "found"), ("attempt", "command"), ("warning", "message"),
    ]
    for (table, column) in columns {
      let found = try history.read { try $0.first("SELECT \(column) FROM \"\(table)\"") { $0.text(0) } }
      #expect(found == hostile, "\(table).\(column)")
    }
  }

  @Test func `output that arrives is kept at once, and once only when its attempt has ended`() async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    let key = AttemptKey(name: "long", items: ["node-1"], number: 2)
    var writer = EventWriter(run: "klong00001")
    writer.start()
    writer.post(.attemptStarted(AttemptStarted(attempt: AttemptKey(name: "other"), command: "x")))
    writer.post(.attemptStarted(AttemptStarted(attempt: key, command: "sleep 10")))
    writer.post(
      .outputArrived(OutputArrived(attempt: key, stream: .output, offset: 0, content: content("one "))))
    writer.post(
      .outputArrived(OutputArrived(attempt: key, stream: .stderr, offset: 0, content: content("oh"))))
    writer.post(
      .outputArrived(OutputArrived(attempt: key, stream: .output, offset: 4, content: content("two"))))
    #expect(await recorder.record(writer.events) == nil)
    let other = try folder.history()
    #expect(try other.arrived(run: "klong00001", attempt: key, stream: .output) == Array("one two".utf8))
    #expect(try other.arrived(run: "klong00001", attempt: key, stream: .stderr) == Array("oh".utf8))
    #expect(try other.arrived(run: "klong00001", attempt: AttemptKey(name: "other"), stream: .output) == [])

    let told = writer.events.count
    writer.post(
      .attemptEnded(
        AttemptEnded(attempt: key, ending: .timedOut, duration: 9, output: Evidence(content("one two three")))
      ))
    #expect(await recorder.observe(Array(writer.events[told...])) == nil)
    #expect(try other.arrived(run: "klong00001", attempt: key, stream: .output) == [])
    let pieces = try other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM chunk") }
    #expect(pieces == 0)
    #expect(try other.content(content("one two three").digest) == Array("one two three".utf8))
  }

  @Test func `tables are made anew from events as they were recorded`() async throws {
    let history = try folder.history()
    let events = everyFact()
    #expect(await history.recorder().record(events, by: 3) == nil)
    let recorded = try tables(of: history)
    #expect(recorded["step"]!.count == 12)
    #expect(recorded["attempt"]!.count == AttemptKey.Purpose.allCases.count + 8 + 1)
    try history.rebuild(run: "kfullrun01")
    #expect(try tables(of: history) == recorded)
    #expect(try history.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") } == [])

    try history.write { try $0.execute(sql: "UPDATE step SET verdict = 'passed'; DELETE FROM capture") }
    #expect(try tables(of: history) != recorded)
    try history.rebuild(run: "kfullrun01")
    #expect(try tables(of: history) == recorded)
  }

  @Test func `the tables say what the fold says`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    let run = try history.run("kfullrun01")
    try history.read { database in
      var steps: [String] = []
      try database.each(
        "SELECT name, items, verdict, reason, duration FROM step WHERE run = ? ORDER BY position",
        [.text(run.id)]
      ) {
        steps.append(
          "\($0.text(0)!) \($0.text(1)!) \($0.text(2) ?? "-") \($0.text(3) ?? "-") \($0.integer(4) ?? -1)")
      }
      #expect(
        steps
          == run.steps.map {
            "\($0.key.name) \(String(decoding: JSONBytes.list($0.key.items), as: UTF8.self)) \($0.ended?.verdict.rawValue ?? "-") \($0.ended?.reason ?? "-") \($0.ended?.duration ?? -1)"
          })
      var attempts: [String] = []
      try database.each(
        "SELECT purpose, name, number, ending, verdict FROM attempt WHERE run = ? AND command IS NOT NULL ORDER BY position",
        [.text(run.id)]
      ) {
        attempts.append(
          "\($0.text(0)!) \($0.text(1)!) \($0.integer(2)!) \($0.text(3) ?? "-") \($0.text(4) ?? "-")")
      }
      #expect(
        attempts
          == run.attempts.map {
            "\($0.start.attempt.purpose.rawValue) \($0.start.attempt.name) \($0.start.attempt.number) \($0.end?.ending.name ?? "-") \($0.verdict?.verdict.rawValue ?? "-")"
          })
      var way: [String] = []
      try database.each(
        """
        SELECT position, 'decision ' || target FROM decision UNION ALL SELECT position, 'path ' || name FROM path
        UNION ALL SELECT position, 'outcome ' || name FROM outcome ORDER BY 1
        """
      ) { way.append($0.text(1)!) }
      #expect(
        way
          == run.way.compactMap {
            switch $0 {
            case .step: nil
            case .decision(let fact): "decision \(fact.target)"
            case .path(let fact): "path \(fact.path)"
            case .outcome(let fact): "outcome \(fact.outcome)"
            }
          })
    }
  }

  /// All rows of all projections, as text.
  private func tables(of history: History) throws -> [String: [String]] {
    try history.read { database in
      var tables: [String: [String]] = [:]
      for table in Projection.tables + ["run", "runbook_version"] {
        tables[table] = try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\" ORDER BY 1, 2, 3").map {
          "\($0)"
        }
      }
      return tables
    }
  }
}
