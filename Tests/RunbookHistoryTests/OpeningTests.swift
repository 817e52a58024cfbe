import GRDB
import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct OpeningTests {
  let folder = TemporaryFolder()

  @Test(.serialized, arguments: [0, 0o022, 0o077] as [mode_t])
  func `folder and files are their owner's alone, whatever the umask`(mask: mode_t) async throws {
    // The mask belongs to the whole process; none of these harms what other tests make meanwhile.
    let path = folder.path + "/a/b/history.db"
    let before = umask(mask)
    let history = try History(path: path)
    umask(before)
    var writer = EventWriter(run: "kmode00001")
    writer.start()
    #expect(await history.recorder().record(writer.events) == nil)
    #expect(TemporaryFolder.mode(folder.path + "/a") == 0o700)
    #expect(TemporaryFolder.mode(folder.path + "/a/b") == 0o700)
    for suffix in ["", "-wal", "-shm"] { #expect(TemporaryFolder.mode(path + suffix) == 0o600, "\(suffix)") }
  }

  @Test func `a folder that is there keeps its mode, and nothing stays in it but the history`() throws {
    chmod(folder.path, 0o755)
    try folder.history().close()
    #expect(TemporaryFolder.mode(folder.path) == 0o755)
    var names: [String] = []
    let entries = opendir(folder.path)
    while let entry = readdir(entries!) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    closedir(entries!)
    #expect(names.sorted() == [".", "..", "history.db"])
  }

  @Test func `a commit is on disk before it is answered, foreign keys hold, the log is written ahead`() throws
  {
    let history = try folder.history()
    let pragmas = ["synchronous", "foreign_keys", "journal_mode", "busy_timeout", "user_version"]
    let values = try history.pool.writeWithoutTransaction { database in
      try pragmas.map { try String.fetchOne(database, sql: "PRAGMA \($0)") }
    }
    #expect(values == ["2", "1", "wal", "30000", "\(Schema.version)"])
  }

  @Test func `every table is strict and every name singular`() throws {
    let tables = try folder.history().read { try Row.fetchAll($0, sql: "PRAGMA table_list") }
    var names: [String] = []
    for table in tables where table["type"] == "table" {
      let name: String = table["name"]
      if name.hasPrefix("sqlite_") || name.hasPrefix("grdb_") { continue }
      #expect(table["strict"] == 1, "\(name)")
      names.append(name)
    }
    #expect(
      Set(names).isSuperset(of: [
        "run", "runbook_version", "run_source", "step", "attempt", "evidence", "blob", "expectation",
        "capture",
        "decision", "outcome", "event",
      ]))
    #expect(names.allSatisfy { !$0.hasSuffix("s") })
  }

  @Test func `nothing is made for a reader, who is told so`() {
    let problem = problem { _ = try History(path: folder.file(), access: .reading) }
    #expect(problem == "there is no history at \(folder.file()) yet")
    #expect(TemporaryFolder.mode(folder.file()) == nil)
  }

  @Test func `a history of a newer runbook is refused and not touched`() throws {
    let history = try folder.history()
    try history.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    history.close()
    let before = TemporaryFolder.read(folder.file())
    let problem = problem { _ = try folder.history() }
    #expect(
      problem
        == "the history at \(folder.file()) was written by a newer runbook (schema 99, this one knows \(Schema.version)) and is left alone"
    )
    #expect(TemporaryFolder.read(folder.file()) == before)
  }

  @Test func `somebody else's database is refused and not touched`() throws {
    let other = try DatabaseQueue(path: folder.file())
    try other.write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    try other.close()
    let before = TemporaryFolder.read(folder.file())
    let problem = problem { _ = try folder.history() }
    #expect(problem == "\(folder.file()) is an SQLite file, but not a history of runbook, and is left alone")
    #expect(TemporaryFolder.read(folder.file()) == before)
  }

  @Test func `a file that is no database is called damaged and not touched`() throws {
    let bytes = [UInt8]("this was a history once, a long time ago".utf8) + [UInt8](repeating: 7, count: 5000)
    TemporaryFolder.write(bytes, to: folder.file())
    let problem = problem { _ = try folder.history() }
    #expect(problem == "the history at \(folder.file()) is damaged: file is not a database")
    #expect(TemporaryFolder.read(folder.file()) == bytes)
  }

  @Test func `a damaged page is reported in a sentence`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    history.close()
    var bytes = TemporaryFolder.read(folder.file())
    for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    TemporaryFolder.write(bytes, to: folder.file())
    let problem = problem {
      let history = try folder.history(access: .reading)
      _ = try history.events(of: "kfullrun01")
    }
    #expect(problem == "the history at \(folder.file()) is damaged: database disk image is malformed")
  }

  @Test func `what is no file is refused`() {
    let problem = problem { _ = try History(path: folder.path) }
    #expect(problem == "the history at \(folder.path) is not a file")
  }

  @Test func `an opening that was killed half-way is finished by the next`() throws {
    let half = try DatabaseQueue(path: folder.file())
    try half.write {
      try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    try half.close()
    #expect(try folder.history().runs().isEmpty)
  }

  @Test func `a history that cannot be written is read, and its recorder says why it does not record`()
    async throws
  {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    history.close()
    var opening = HistoryOpening(path: folder.file(), access: .reading)
    opening.forbidsWriting = true
    let read = try opening.open()
    #expect(read.isReadOnly)
    #expect(try read.runs().map(\.id) == ["kfullrun01"])
    #expect(try read.events(of: "kfullrun01").count == everyFact().count)
    var writer = EventWriter(run: "kreadonly1")
    writer.start()
    let said = await read.recorder().observe(writer.events)
    #expect(said?.hasPrefix("the history at \(folder.file()) cannot be written: ") == true)

    opening = HistoryOpening(path: folder.file(), access: .recording)
    opening.forbidsWriting = true
    #expect(
      problem { _ = try opening.open() }?.hasPrefix("the history at \(folder.file()) cannot be written")
        == true)
  }

  @Test func `a relative path and one with every character are files like any other`() throws {
    for name in ["file:x?mode=memory", "a b%20#?&.db", ":memory:", "ünï'\"\\.db"] {
      let history = try History(path: folder.path + "/" + name)
      history.close()
      #expect(TemporaryFolder.mode(folder.path + "/" + name) == 0o600)
      var opening = HistoryOpening(path: folder.path + "/" + name, access: .reading)
      opening.forbidsWriting = true
      #expect(try opening.open().runs().isEmpty)
    }
    #expect(HistoryOpening(path: "x/y.db", access: .reading).path.hasSuffix("/x/y.db"))
    #expect(HistoryOpening(path: "x/y.db", access: .reading).path.hasPrefix("/"))
  }

  private func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return (error as? HistoryProblem)?.message ?? "another error: \(error)" }
  }
}
