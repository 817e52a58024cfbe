import GRDB
import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct FailureTests {
  let folder = TemporaryFolder()

  private func start(_ run: String = "kfails0001") -> [RunEvent] {
    var writer = EventWriter(run: run)
    writer.start()
    return writer.events
  }

  @Test func `a full disk is one sentence, and what was committed before stays`() async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    var writer = EventWriter(run: "kfull00001")
    writer.start()
    #expect(await recorder.observe(writer.events) == nil)
    let pages = try history.read { try Int.fetchOne($0, sql: "PRAGMA page_count")! }
    try await history.pool.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
    }
    let told = writer.events.count
    writer.attempt("big", printing: [UInt8](repeating: 65, count: 1 << 20))
    let sentence = "there is no space left for the history at \(folder.file())"
    #expect(await recorder.observe(Array(writer.events[told...])) == sentence)
    #expect(try history.events(of: "kfull00001").count == told)

    try await history.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    #expect(
      await recorder.observe(Array(writer.events[(told + 1)...])) == sentence,
      "a log with a gap would be no truth")
    #expect(await recorder.observe(Array(writer.events[told...])) == nil)
    #expect(try history.events(of: "kfull00001").count == writer.events.count)
    #expect(try history.run("kfull00001") == Run(id: "kfull00001", events: writer.events.map(\.withoutBytes)))
    #expect(try history.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(await history.recorder().observe(start("kafter0001")) == nil)
  }

  @Test func `a file that somebody else keeps locked is one sentence`() async throws {
    var opening = HistoryOpening(path: folder.file(), access: .recording)
    opening.patience = 0.01
    let history = try opening.open()
    let sentence = "the history at \(folder.file()) is locked by another process for too long"
    let recorder = history.recorder()
    let held = try DatabaseQueue(path: folder.file(), configuration: unsafe)
    try await held.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    #expect(await recorder.observe(start()) == sentence)
    try await held.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    #expect(await history.recorder().observe(start()) == nil)
  }

  private var unsafe: Configuration {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return configuration
  }

  @Test(arguments: [false, true])
  func `a file that was removed or replaced is one sentence, not silence`(replaced: Bool) async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    #expect(await recorder.observe(start()) == nil)
    if replaced {
      rename(folder.file(), folder.file("elsewhere"))
      TemporaryFolder.write([], to: folder.file())
    } else {
      unlink(folder.file())
    }
    var writer = EventWriter(run: "kfails0001")
    writer.start()
    writer.end(.healthy)
    #expect(
      await recorder.observe([writer.events[1]])
        == "the history at \(folder.file()) was removed or replaced while it was in use")
  }

  @Test func `events that make no log are refused, not stored and not fatal`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "kwrong0001")
    writer.start()
    writer.attempt("a", printing: [1])
    let withoutStart = await history.recorder().observe(Array(writer.events[1...]))
    #expect(withoutStart?.hasPrefix("the history at \(folder.file()) cannot be used: ") == true)
    #expect(try history.runs().isEmpty)

    #expect(await history.recorder().observe(writer.events) == nil)
    let twice = await history.recorder().observe(writer.events)
    #expect(twice?.contains("UNIQUE constraint failed") == true)
    #expect(try history.events(of: "kwrong0001").count == writer.events.count)
  }

  @Test func `nothing to record is nothing`() async throws {
    let recorder = try folder.history().recorder()
    #expect(await recorder.observe([]) == nil)
  }

  @Test func `what is told by a task that was cancelled is recorded all the same`() async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    let events = everyFact()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await recorder.record(events)
    }
    task.cancel()
    #expect(await task.value == nil)
    #expect(try history.events(of: "kfullrun01").count == events.count)
  }

  @Test func `an event that cannot be read is named`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().observe(start()) == nil)
    for body in ["", "{", "{\"title\":", "nonsense", "{}"] {
      try history.write { try $0.run("UPDATE event SET body = ?", .text(body)) }
      #expect {
        try history.events(of: "kfails0001")
      } throws: { error in
        (error as? HistoryProblem)?.message.hasPrefix("event 1 of run kfails0001 cannot be read: ") == true
      }
    }
  }
}
