import GRDB
import Glibc
import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct SoundnessTests {
  let folder = TemporaryFolder()

  /// Ten runs with outputs that fill several pages each, and closed.
  private func write() async throws {
    let history = try folder.history()
    for number in 0..<10 {
      var writer = EventWriter(run: "krun00000\(number)", at: 1_700_000_000_000 + Int64(number) * 60_000)
      writer.start()
      let text = (1...600).map { "line \($0) of run \(number)" }.joined(separator: "\n")
      writer.attempt("dns", printing: Array(text.utf8))
      writer.end(.healthy)
      #expect(await history.recorder().record(writer.events) == nil)
    }
    #expect(await history.recorder().record(everyFact()) == nil)
    try history.write {
      try $0.execute(
        sql: """
          INSERT INTO note (id, run, text, time) VALUES ('abcdefgh', 'krun000003', 'a note', 1);
          INSERT INTO label (run, key, value, time) VALUES ('krun000004', 'incident', 'INC-1', 1);
          """)
    }
    _ = try history.index()
    history.close()
  }

  private func recovery() throws -> (saved: Recovery, history: History) {
    let new = folder.file("new-\(UInt64.random(in: 0...UInt64.max)).db")
    return (try Recovery(of: folder.file(), into: new), try History(path: new))
  }

  @Test func `a sound history is sound, and what is wrong with another is said`() async throws {
    try await write()
    let history = try folder.history()
    let sound = try history.check()
    #expect(sound.problems == [])
    #expect(sound.runs == 11)
    for (sql, problem) in [
      ("DELETE FROM event WHERE run = 'krun000001' AND number = 3", "events are missing of krun000001"),
      (
        "UPDATE step SET verdict = 'failed' WHERE run = 'krun000002'",
        "table step does not say what the log says of krun000002"
      ),
      (
        "UPDATE blob SET content = CAST('x' AS BLOB) WHERE id = 1",
        "not what their digest says are the contents"
      ),
      ("DELETE FROM search_index_docsize WHERE id = 1", "1 texts that the index knows no words of"),
    ] {
      try history.write { try $0.execute(sql: sql) }
      #expect(try history.check().problems.contains { $0.hasPrefix(problem) }, "\(sql)")
    }
  }

  @Test func `of a sound file everything is saved`() async throws {
    try await write()
    let (saved, history) = try recovery()
    #expect(saved.whole == 11)
    #expect([saved.partial, saved.lost, saved.missing] == [0, 0, 0])
    #expect([saved.notes, saved.labels] == [1, 1])
    #expect(try history.check().problems == [])
    #expect(try history.summary(of: "krun000004").incident == "INC-1")
    let original = try folder.history()
    for run in try original.runs() { #expect(try history.run(run.id) == original.run(run.id)) }
    #expect(try history.search(SearchQuery(["600 of run 7"])).hits.map(\.run.id) == ["krun000007"])
  }

  @Test func `what lies in the log beside the file is saved too`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    let (saved, _) = try recovery()
    #expect(saved.whole == 1)
    withExtendedLifetime(history) {}
  }

  @Test func `of a file that ends too early the rest is saved`() async throws {
    try await write()
    let bytes = TemporaryFolder.read(folder.file())
    var found: [Int] = []
    for share in [0.98, 0.95, 0.9, 0.8, 0.5, 0.2, 0.001] {
      TemporaryFolder.write(Array(bytes[..<Int(Double(bytes.count) * share)]), to: folder.file())
      let (saved, history) = try recovery()
      #expect(try history.runs().count == saved.whole + saved.partial)
      for run in try history.runs() { _ = try history.run(run.id) }
      found.append(saved.events)
    }
    #expect(found == found.sorted(by: >) && Set(found).count > 2, "\(found)")
  }

  @Test(arguments: 0..<12) func `pages overwritten anywhere never end in a crash`(seed: UInt64) async throws {
    try await write()
    var bytes = TemporaryFolder.read(folder.file())
    var random = Seeded(state: seed)
    for _ in 0..<(seed % 4 + 1) {
      // The first page among them; a page, a piece of one, or zeros.
      let start = seed % 5 == 0 ? 0 : Int(random.next() % UInt64(bytes.count))
      let length = [4096, 100, 9000][Int(random.next() % 3)]
      for index in start..<min(start + length, bytes.count) {
        bytes[index] = seed % 3 == 0 ? 0 : UInt8(truncatingIfNeeded: random.next())
      }
    }
    TemporaryFolder.write(bytes, to: folder.file())
    TemporaryFolder.write(bytes, to: folder.file("copy.db"))
    if let damaged = try? History(path: folder.file("copy.db")) {
      _ = try? damaged.check()
      _ = try? damaged.runs()
      _ = try? damaged.search(SearchQuery(["line"]))
      _ = try? damaged.statistics(of: HistoryFilter())
    }
    let (saved, history) = try recovery()
    #expect(saved.events > 0)
    #expect(TemporaryFolder.read(folder.file()) == bytes)
    for run in try history.runs() { _ = try history.run(run.id) }
    #expect(try history.check().problems.allSatisfy { $0.contains("that is not there") })
  }

  @Test func `what is no history at all gives nothing, and nothing is overwritten`() async throws {
    TemporaryFolder.write(Array("no database".utf8), to: folder.file())
    #expect(try recovery().saved.events == 0)
    #expect(throws: HistoryProblem.exists(folder.file())) {
      _ = try Recovery(of: folder.file(), into: folder.file())
    }
    #expect(throws: HistoryProblem.unreadable(folder.file("none"))) {
      _ = try Recovery(of: folder.file("none"), into: folder.file("x"))
    }
  }

  /// SplitMix64.
  private struct Seeded {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
