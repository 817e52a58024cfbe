import GRDB
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct PruneTests {
  let folder = TemporaryFolder()

  private func record(
    _ history: History, _ run: String, at time: Int64, parent: String? = nil, resumes: String? = nil,
    incident: String? = nil, ended: Bool = true, printing size: Int = 5000
  ) async {
    var writer = EventWriter(run: run, at: time)
    writer.start(parent: parent, resumes: resumes, incident: incident)
    writer.attempt("same", printing: Array("the same in all".utf8))
    writer.attempt("own", printing: Array(String(repeating: run, count: size / run.count).utf8))
    if ended { writer.end(.healthy) }
    #expect(await history.recorder().record(writer.events) == nil)
  }

  private func gone(_ history: History, _ limits: PruneLimits) throws -> String {
    try history.pruning(to: limits).runs.map(\.id).reversed().joined(separator: " ")
  }

  @Test func `families go as a whole, and stay while anybody cares about one of them`() async throws {
    let history = try folder.history()
    await record(history, "kold", at: 1000)
    await record(history, "klabelled", at: 1001)
    await record(history, "kbelow", at: 1002, parent: "klabelled")
    await record(history, "knoted", at: 1003)
    await record(history, "kincident", at: 1004, incident: "INC-1")
    await record(history, "kruns", at: 1005, ended: false)
    await record(history, "kabove", at: 1006)
    await record(history, "kresumed", at: 9000, resumes: "kabove")
    await record(history, "knew", at: 9001)
    try history.label("klabelled", step: "own", with: [("truth", "x")], author: nil, host: nil)
    try history.note("x", on: "knoted", author: nil, host: nil)
    let limits = PruneLimits(before: Moment(milliseconds: 5000))
    let pruning = try history.pruning(to: limits)
    #expect(pruning.runs.map(\.id) == ["kold"])
    #expect(pruning.kept == [.labelled: 2, .noted: 1, .incident: 1, .running: 1])
    #expect(pruning.total == 9)
    #expect(try gone(history, PruneLimits(keep: 2)) == "kold")
    #expect(try gone(history, PruneLimits(keep: 1)) == "kold kabove kresumed")
    #expect(try gone(history, PruneLimits(keep: 0)) == "kold kabove kresumed knew")
    #expect(try gone(history, PruneLimits(before: Moment(milliseconds: 9001))) == "kold kabove kresumed")
    #expect(try gone(history, PruneLimits(before: Moment(milliseconds: 0), keep: 9)) == "")
  }

  @Test func `nothing of a pruned run is left in any table, and what others name stays`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact(), by: 50) == nil)
    var died = EventWriter(run: "kdied")
    died.start()
    died.post(.attemptStarted(AttemptStarted(attempt: AttemptKey(name: "long"), command: "sleep 1")))
    died.post(
      .outputArrived(
        OutputArrived(attempt: AttemptKey(name: "long"), stream: .output, offset: 0, content: content("x"))))
    #expect(await history.recorder().record(died.events) == nil)
    await record(history, "kstays", at: 2000)
    let kept = try history.exported(["kstays"])
    try history.label("kfullrun01", with: [("a", "b")], author: nil, host: nil)
    let note = try history.note("x", on: "kfullrun01", author: nil, host: nil)
    _ = try history.index()
    let all = try history.runs().filter { $0.id != "kstays" }
    try history.prune(all)
    #expect(try history.runs().count == 3, "somebody has taken them up, or they still run")
    try history.label("kfullrun01", with: [("a", nil), ("incident", nil)], author: nil, host: nil)
    _ = try history.removeNote(note.id, of: "kfullrun01")
    try history.write { try $0.execute(sql: "DELETE FROM recorder") }
    try history.prune(all)
    #expect(try history.runs().map(\.id) == ["kstays"])
    #expect(try history.exported() == kept)
    try history.read { database in
      for table in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
        let columns = try String.fetchAll(
          database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        guard columns.contains("run"), table != "pruned" else { continue }
        let left = try Int.fetchOne(
          database, sql: "SELECT count(*) FROM \"\(table)\" WHERE run IN ('kfullrun01', 'kdied')")
        #expect(left == 0, "\(table)")
      }
      let named = """
        SELECT digest FROM evidence UNION SELECT digest FROM run_source UNION SELECT stdin FROM attempt WHERE stdin IS NOT NULL
        """
      #expect(
        try String.fetchSet(database, sql: "SELECT digest FROM blob") == String.fetchSet(database, sql: named)
      )
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
    }
    #expect(try history.isSound())
  }

  @Test func `the file becomes smaller, also while somebody records`() async throws {
    let history = try folder.history()
    for number in 1...20 { await record(history, "krun\(number)", at: Int64(number), printing: 100_000) }
    await record(history, "kruns", at: 9000, ended: false)
    _ = try history.giveSpaceBack()
    let before = TemporaryFolder.read(folder.file()).count
    let pruning = try history.pruning(to: PruneLimits(keep: 3))
    #expect(pruning.runs.count == 18)
    #expect(pruning.freed > 1_500_000)
    try history.prune(pruning.runs)
    let given = try history.giveSpaceBack()
    let after = TemporaryFolder.read(folder.file()).count
    #expect(given == .done(size: after))
    #expect(before - after > pruning.freed * 9 / 10)
    #expect(before - after < pruning.freed * 11 / 10)
    #expect(try history.isSound())
  }

  @Test func `the oldest go until the file is so small`() async throws {
    let history = try folder.history()
    for number in 1...20 { await record(history, "krun\(number)", at: Int64(number), printing: 100_000) }
    try history.label("krun1", with: [("a", "b")], author: nil, host: nil)
    let pruning = try history.pruning(to: PruneLimits(size: 1_000_000))
    #expect(pruning.kept == [.labelled: 1] || pruning.kept == [:])
    #expect((11...15).contains(pruning.runs.count), "\(pruning.runs.count)")
    try history.prune(pruning.runs)
    guard case .done(let size) = try history.giveSpaceBack() else { return #expect(Bool(false)) }
    #expect(size <= 1_000_000)
    #expect(try history.runs().count == 20 - pruning.runs.count)
    #expect(try history.runs().first?.id == "krun20")
    #expect(try history.pruning(to: PruneLimits(size: 1_000_000)).runs.isEmpty)
  }

  @Test func `a file of an older version is written anew, when nothing runs`() async throws {
    let fixture = #filePath.replacing("PruneTests.swift", with: "Fixtures/v2.db")
    TemporaryFolder.write(TemporaryFolder.read(fixture), to: folder.file())
    let history = try folder.history()
    await record(history, "kruns", at: 9000, ended: false)
    try history.prune(try history.runs().filter { $0.id != "kruns" })
    #expect(try history.giveSpaceBack() == .waits)
    var ended = EventWriter(run: "kruns")
    ended.start()
    try history.write { try $0.execute(sql: "DELETE FROM recorder") }
    guard case .done = try history.giveSpaceBack() else { return #expect(Bool(false)) }
    #expect(try history.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2)
    #expect(try history.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") } == 0)
    #expect(try history.runs().map(\.id) == ["kruns"])
    #expect(try history.isSound())
  }
}
