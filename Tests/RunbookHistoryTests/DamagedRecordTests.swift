import RunbookModel
import Testing

@testable import RunbookHistory

/// A file of records is never believed.
@Suite struct DamagedRecordTests {
  let folder = TemporaryFolder()
  let other = TemporaryFolder()

  private func small() async throws -> [UInt8] {
    let history = try other.history()
    var writer = EventWriter(run: "ksmall")
    writer.post(
      .runStarted(
        RunStarted(runbook: "x", title: "X", sources: [.init(name: "x.rb", text: content("x"))], tool: "0")))
    writer.end(.healthy)
    #expect(await history.recorder().record(writer.events) == nil)
    return try history.exported(["ksmall"])
  }

  private func full(printing size: Int = 60_000) async throws -> Lines {
    let history = try other.history()
    var writer = EventWriter(run: "kfull")
    writer.start()
    writer.attempt("dns", printing: [UInt8](repeating: 65, count: size))
    writer.end(.healthy)
    #expect(await history.recorder().record(writer.events) == nil)
    return Lines(try history.exported(["kfull"]))
  }

  private func isEmpty(_ history: History) throws -> Bool {
    try history.rows().values.allSatisfy(\.isEmpty)
  }

  @Test func `damage at any byte is found, whatever it is, and nothing of the run is here`() async throws {
    let file = try await small()
    let history = try folder.history()
    for index in file.indices {
      let cut = Array(file[..<index])
      var flipped = file
      flipped[index] ^= 1
      // Without its first byte, and so on: what is cut to nothing is a file without records.
      for damaged in [cut, flipped, cut + file[(index + 1)...]] where !damaged.isEmpty {
        let (imported, problem) = try history.taken(damaged, in: folder)
        #expect(problem != nil && imported == Imported(), "byte \(index), \(damaged.count) bytes")
      }
    }
    #expect(try isEmpty(history))
    #expect(try history.taken(file, in: folder).imported.runs == ["ksmall"])
  }

  @Test func `what stands before the damage is taken, and the line is told`() async throws {
    let good = try await small()
    let lines = try await full()
    let history = try folder.history()
    let (imported, problem) = try history.taken(good + lines.bytes.dropLast(500), in: folder)
    #expect(imported.runs == ["ksmall"])
    #expect(problem?.hasPrefix("`\(folder.file("given.jsonl"))` cannot be imported: line ") == true)
    #expect(problem?.hasSuffix(" has no end: the file was cut short") == true)
    #expect(try history.runs().map(\.id) == ["ksmall"])
  }

  @Test func `each kind of damage has its sentence, though every checksum is right`() async throws {
    let lines = try await full()
    let history = try folder.history()
    func said(_ change: (inout Lines) -> Void, signed: Bool = true) throws -> String {
      var changed = lines
      change(&changed)
      if signed { changed.sign() }
      let problem = try history.taken(changed.bytes, in: folder).problem ?? "nothing"
      return problem.replacing("`\(folder.file("given.jsonl"))` cannot be imported: ", with: "")
    }
    #expect(
      try said { $0.replace("\"runbook\":1", with: "\"runbook\":2") }.contains(
        "line 1 was written by a newer runbook (format 2, this one knows 1)"))
    #expect(
      try said { $0.replace("step-ended", with: "step-danced") }.contains(
        "holds an event `step-danced` that only a newer runbook knows"))
    #expect(try said { $0.replace("\"v\":1", with: "\"v\":2") }.contains("only a newer runbook knows"))
    #expect(
      try said { $0.replace("\"run\":\"kfull\"", with: "\"run\":\"../x\"") }.hasPrefix(
        "line 1 names `../x`, which cannot be an id"))
    #expect(try said { $0.replace("\n", with: "\r\n") }.hasPrefix("line 1 ends in CR LF"))
    #expect(try said { $0.lines[1][20] = 0xFF }.hasPrefix("line 2 is not UTF-8"))
    #expect(
      try said { $0.lines.removeFirst() }.hasPrefix("line 1 is inside a run whose beginning is missing"))
    #expect(
      try said({ $0.lines.removeLast() }, signed: false).hasSuffix(
        "should end the run, and the file ends before it"))
    #expect(try said { $0.lines.remove(at: 1) }.contains("names the content"))
    #expect(
      try said { $0.lines.remove(at: 3) }.hasPrefix("line 4 is event 3, and event 2 should stand there"))
    #expect(
      try said { $0.replace("AAAA", with: "AAAB") }.contains("ends a content that does not have its digest"))
    #expect(
      try said { $0.replace("\"size\":60000", with: "\"size\":1000000000000") }.contains(
        "is not the piece of a content"))
    #expect(
      try said { $0.replace("\"duration\":1234", with: "\"duration\":-1") }.contains(
        "holds a number that no event can have"))
    #expect(
      try said { $0.replace("\"duration\":1234", with: "\"duration\":1e300") }.contains(
        "holds a number that no event can have"))
    #expect(
      try said { $0.replace("\"duration\":1234", with: "\"duration\":\"x\"") }.contains(
        "holds an event that cannot be read"))
    #expect(
      try said { $0.replace("\"time\":1700000000000", with: "\"time\":9000000000000000000") }.contains("line")
    )
    #expect(
      try said({ $0.replace("\"duration\":1234", with: "\"duration\":1235") }, signed: false).contains(
        "does not have the checksum"))
    #expect(try said { $0.lines.insert($0.lines[1], at: 2) }.contains("is not the piece of a content"))
    var deep = "["
    for _ in 0..<5000 { deep += "[" }
    #expect(
      try said { $0.lines.insert(Array((deep + "\n").utf8), at: 1) }.hasPrefix(
        "line 2 is not what `runbook export` writes"))
    #expect(try isEmpty(history))
  }

  @Test func `a run without events is none`() async throws {
    var lines = try await full()
    lines.lines.removeSubrange(1..<lines.lines.count - 1)
    lines.sign()
    let history = try folder.history()
    let (imported, problem) = try history.taken(lines.bytes, in: folder)
    #expect(problem?.hasSuffix("line 1 is not what `runbook export` writes") == true)
    #expect(imported == Imported())
  }

  @Test func `what is no file of records is told so`() throws {
    let history = try folder.history()
    for bytes in [
      Array("hello\n".utf8), Array("{}\n".utf8), [0, 0, 10], Array("[1]\n".utf8), Array("\n".utf8),
    ] {
      let problem = try history.taken(bytes, in: folder).problem
      #expect(problem?.hasSuffix("line 1 is not what `runbook export` writes") == true, "\(problem ?? "-")")
    }
    #expect(
      try history.taken([0x1F, 0x8B, 8, 10], in: folder).problem?.contains("is compressed: `zcat` it") == true
    )
    var imported = Imported()
    #expect(throws: HistoryProblem.self) { try history.importFile(folder.file("nope"), into: &imported) }
    #expect(throws: HistoryProblem("`\(folder.path)` cannot be read: it is a folder")) {
      try history.importFile(folder.path, into: &imported)
    }
    #expect(try history.taken([], in: folder).problem == nil)
  }

  @Test func `random damage that is signed again never crashes, and what is taken can be read`() async throws
  {
    let lines = try await full(printing: 100)
    let history = try folder.history()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<120 {
      var changed = lines
      let index = Int.random(in: 0..<lines.lines.count, using: &random)
      let place = Int.random(in: 0..<changed.lines[index].count - 1, using: &random)
      let letters = Array(#"0123456789{}[]",:\ax-"#.utf8)
      changed.lines[index][place] = letters.randomElement(using: &random)!
      changed.sign()
      let (imported, problem) = try history.taken(changed.bytes, in: folder)
      #expect(
        imported.runs.count == (problem == nil ? 1 : 0) || !imported.refused.isEmpty || imported.known == 1)
      for run in try history.runs() {
        _ = try history.run(run.id)
        try history.rebuild(run: run.id)
        let exported = try history.exported([run.id])
        #expect(try history.taken(exported, in: folder).imported.known == 1)
      }
      try history.prune(try history.runs())
    }
    #expect(try isEmpty(history))
  }
}
