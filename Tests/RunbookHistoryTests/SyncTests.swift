import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct SyncTests {
  let shared = TemporaryFolder()
  private var path: String { shared.path + "/runs" }

  private func record(_ history: History, _ run: String, at time: Int64 = 1_700_000_000_000) async {
    var writer = EventWriter(run: run, at: time)
    writer.start()
    writer.attempt("dns", printing: Array("answer of \(run)".utf8))
    writer.end(.healthy)
    #expect(await history.recorder().record(writer.events) == nil)
  }

  private func sync(_ history: History) throws -> Synced {
    try history.sync(try history.exportable(history.runs().map(\.id)).runs, with: path)
  }

  @Test(arguments: 1...6)
  func `however three histories record, label, note and sync, in the end they are the same`(seed: UInt64)
    async throws
  {
    var random = Seeded(state: seed)
    let folders = [TemporaryFolder(), TemporaryFolder(), TemporaryFolder()]
    let histories = try folders.map { try $0.history() }
    for number in 1...30 {
      let history = histories.randomElement(using: &random)!
      let run = try history.runs().randomElement(using: &random)?.id
      switch (Int.random(in: 0..<7, using: &random), run) {
      case (0, _), (1, _), (_, nil): await record(history, "krun\(number)", at: Int64(number) * 3_000_000_000)
      case (2, let run?):
        let value = ["a", "b", nil].randomElement(using: &random)!
        try history.label(run, with: [("truth", value)], author: "\(number)", host: nil)
      case (3, let run?): try history.note("note \(number)", on: run, author: nil, host: nil)
      case (4, let run?):
        if let note = try history.notes(of: run).randomElement(using: &random) {
          _ = try history.removeNote(note.id, of: run)
        }
      default: #expect(try sync(history).problems == [])
      }
    }
    for history in histories + histories { #expect(try sync(history).problems == []) }
    let first = try histories[0].exported()
    for history in histories { #expect(try history.exported() == first) }
    let before = try FileNames.of(path)
    let again = try sync(histories[1])
    #expect(
      again
        == {
          var none = Synced()
          none.imported.annotations = 0
          return none
        }())
    #expect(try FileNames.of(path) == before)
    // What is in the folder is what the histories say now, and nothing else.
    let annotations = Lines(first).lines.filter { $0.starts(with: Array(#"{"runbook":1,"record":""#.utf8)) }
    #expect(before.count == annotations.count)
  }

  @Test func `a file has the same name and the same text, whoever wrote it`() async throws {
    let (one, two) = (TemporaryFolder(), TemporaryFolder())
    let history = try one.history()
    await record(history, "krun1", at: 1_700_000_000_000)
    try history.label("krun1", with: [("truth", "dns")], author: nil, host: nil)
    #expect(try sync(history).runs == 1)
    let names = try FileNames.of(path)
    #expect(names.count == 2)
    #expect(
      names[1] == "2023-11/krun1.label.\(names[1].split(separator: ".")[2]).jsonl"
        || names[0] == "2023-11/krun1.jsonl")
    let files = names.map { TemporaryFolder.read(path + "/" + $0) }
    let copy = try two.history()
    #expect(try sync(copy).imported.runs == ["krun1"])
    TemporaryFolder.remove(path)
    #expect(try sync(copy).runs == 1)
    #expect(try FileNames.of(path) == names)
    #expect(names.map { TemporaryFolder.read(path + "/" + $0) } == files)
  }

  @Test func `a label that got another value and a note that was removed leave the folder`() async throws {
    let folder = TemporaryFolder()
    let history = try folder.history()
    await record(history, "krun1")
    try history.label("krun1", with: [("truth", "wrong")], author: nil, host: nil)
    let note = try history.note("a secret", on: "krun1", author: nil, host: nil)
    _ = try sync(history)
    try history.label("krun1", with: [("truth", "right")], author: nil, host: nil)
    _ = try history.removeNote(note.id, of: "krun1")
    #expect(try sync(history).annotations == 2)
    let text = try FileNames.of(path).flatMap { TemporaryFolder.read(path + "/" + $0) }
    #expect(try FileNames.of(path).count == 3)
    for word in ["wrong", "a secret"] { #expect(!String(decoding: text, as: UTF8.self).contains(word)) }
  }

  @Test func `several at once lose nothing`() async throws {
    let folders = (1...4).map { _ in TemporaryFolder() }
    let histories = try folders.map { try $0.history() }
    for (index, history) in histories.enumerated() {
      for number in 1...3 { await record(history, "k\(index)n\(number)") }
    }
    let path = path
    let problems = await withTaskGroup(of: [String].self) { group in
      for history in histories {
        group.addTask {
          do {
            let runs = try history.runs().map(\.id)
            return try history.sync(runs, with: path).problems
          } catch { return ["\(error)"] }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(problems == [])
    for history in histories { _ = try sync(history) }
    let first = try histories[0].exported()
    #expect(try histories[0].runs().count == 12)
    for history in histories { #expect(try history.exported() == first) }
    #expect(try FileNames.of(path).count == 12)
  }

  @Test func `what a killed sync left is never read, and taken away a day later`() async throws {
    let folder = TemporaryFolder()
    let history = try folder.history()
    await record(history, "krun1")
    _ = try sync(history)
    let month = path + "/2023-11/"
    let half = Array(TemporaryFolder.read(month + "krun1.jsonl").prefix(100))
    for name in [".krun2.jsonl.abc.draft", ".krun3.jsonl.def.draft"] {
      TemporaryFolder.write(half, to: month + name)
    }
    var times = [timeval(tv_sec: 1_600_000_000, tv_usec: 0), timeval(tv_sec: 1_600_000_000, tv_usec: 0)]
    utimes(month + ".krun3.jsonl.def.draft", &times)
    #expect(try sync(history) == Synced())
    #expect(try FileNames.of(path) == ["2023-11/.krun2.jsonl.abc.draft", "2023-11/krun1.jsonl"])
  }

  @Test func `a bad file is told, and the others are taken`() async throws {
    let (one, two) = (TemporaryFolder(), TemporaryFolder())
    let history = try one.history()
    for run in ["krun1", "krun2", "krun3"] { await record(history, run) }
    _ = try sync(history)
    let month = path + "/2023-11/"
    TemporaryFolder.write(Array("<<<<<<< HEAD\n".utf8), to: month + "krun1.jsonl")
    TemporaryFolder.write(TemporaryFolder.read(month + "krun2.jsonl"), to: month + "kother.jsonl")
    mkfifo(month + "kpipe.jsonl", 0o600)
    let copy = try two.history()
    await record(copy, "krun3", at: 1_700_000_000_001)
    let synced = try copy.sync(["krun3"], with: path)
    #expect(synced.imported.runs == ["krun2"])
    #expect(
      synced.problems.sorted() == [
        "`\(month)kother.jsonl` should hold run kother, and does not",
        "`\(month)kpipe.jsonl` cannot be read: it is no file",
        "`\(month)krun1.jsonl` cannot be imported: line 1 is not what `runbook export` writes",
        "run krun3 of `\(month)krun3.jsonl` is not the run krun3 of this history; both are left as they are",
      ])
    #expect(try copy.runs().map(\.id).sorted() == ["krun2", "krun3"])
  }

  @Test func `what was pruned here stays away, until it is imported by hand`() async throws {
    let folder = TemporaryFolder()
    let history = try folder.history()
    await record(history, "krun1")
    try history.label("krun1", with: [("truth", "x")], author: nil, host: nil)
    try history.label("krun1", with: [("truth", nil)], author: nil, host: nil)
    _ = try sync(history)
    try history.prune(try history.runs())
    let synced = try sync(history)
    #expect(synced == Synced())
    #expect(try history.runs().isEmpty)
    var imported = Imported()
    try history.importFile(path + "/2023-11/krun1.jsonl", into: &imported)
    #expect(imported.runs == ["krun1"])
    #expect(try sync(history).imported.annotations == 1)
  }

  @Test func `a folder that cannot be made is one sentence`() throws {
    let history = try TemporaryFolder().history()
    #expect(throws: HistoryProblem("the folder `\(shared.path)/no/such` is not there and cannot be made")) {
      try history.sync([], with: shared.path + "/no/such")
    }
  }

  /// SplitMix64.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }
}
