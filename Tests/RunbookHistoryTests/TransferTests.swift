import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct TransferTests {
  let folder = TemporaryFolder()
  let other = TemporaryFolder()

  /// One with every kind of fact, one with large and odd contents, one that died, labels and notes.
  private func sample() async throws -> History {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact(), by: 50) == nil)
    var odd = EventWriter(run: "kodd000001", at: 1_700_000_100_000)
    odd.start()
    for (name, bytes) in [
      ("empty", []), ("nul", [0]), ("half", Array("é".utf8.prefix(1))),
      ("large", (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }),
      ("wide", Array(String(repeating: "é🧨", count: 8300).utf8)),
      ("mixed", Array(String(repeating: "x", count: 49_200).utf8) + [0xFF] + Array("text".utf8)),
    ] { odd.attempt(name, printing: bytes) }
    odd.end(.healthy)
    var died = EventWriter(run: "kdied00001", at: 1_700_000_200_000)
    died.start()
    let key = AttemptKey(name: "long")
    died.post(.attemptStarted(AttemptStarted(attempt: key, command: "sleep 100")))
    for (offset, text) in [(0, "so "), (3, "far"), (6, "so ")] {
      died.post(
        .outputArrived(OutputArrived(attempt: key, stream: .output, offset: offset, content: content(text))))
    }
    for events in [odd.events, died.events] {
      #expect(await history.recorder().record(events, by: 50) == nil)
    }
    try history.write { try $0.run("DELETE FROM recorder") }
    try history.label(
      "kodd000001", with: [("truth", "dns"), ("gone", "x"), ("incident", "INC-1")], author: "ada", host: nil)
    try history.label("kodd000001", with: [("gone", nil)], author: "ada", host: nil)
    try history.note(hostile, on: "kodd000001", step: "nul", author: nil, host: "web-1")
    let gone = try history.note("gone", on: "kodd000001", author: nil, host: nil)
    _ = try history.removeNote(gone.id, of: "kodd000001")
    return history
  }

  @Test func `what was exported and imported is the same in every row, and is exported the same`()
    async throws
  {
    let history = try await sample()
    let file = try history.exported()
    let copy = try other.history()
    let (imported, problem) = try copy.taken(file, in: other)
    #expect(problem == nil)
    #expect(imported.runs == ["kfullrun01", "kodd000001", "kdied00001"])
    #expect(imported.annotations == 5)
    #expect(try copy.exported() == file)
    let (before, after) = (try history.rows(), try copy.rows())
    for table in before.keys { #expect(before[table] == after[table], "\(table)") }
    #expect(try copy.runs() == history.runs())
    #expect(
      try copy.arrived(run: "kdied00001", attempt: AttemptKey(name: "long"), stream: .output)
        == Array("so farso ".utf8))
    #expect(try copy.read { try $0.first("PRAGMA foreign_key_check") { $0.text(0) } } == nil)
  }

  @Test func `imported twice is imported once, and files may be joined in any order`() async throws {
    let history = try await sample()
    let file = try history.exported()
    let copy = try other.history()
    let pieces = try ["kdied00001", "kodd000001", "kfullrun01"].flatMap { try history.exported([$0]) }
    #expect(try copy.taken(pieces, in: other).problem == nil)
    let (again, problem) = try copy.taken(file + pieces, in: other)
    #expect(problem == nil)
    #expect(again.runs.isEmpty)
    #expect(again.known == 6)
    #expect(again.annotations == 0)
    #expect(try copy.exported() == file)
  }

  @Test func `the format of version 1 is read for ever`() throws {
    let fixture = #filePath.replacing("TransferTests.swift", with: "Fixtures/export-1.jsonl")
    let copy = try other.history()
    var imported = Imported()
    try copy.importFile(fixture, into: &imported)
    #expect(imported.runs == ["kfixture01"])
    #expect(imported.annotations == 2)
    #expect(try copy.exported() == TemporaryFolder.read(fixture))
    #expect(try copy.notes(of: "kfixture01").map(\.text) == ["it was conntrack"])
    #expect(try copy.labels(of: "kfixture01").map(\.value) == ["coredns-throttled"])
  }

  /// Writes the file of the present version where `RUNBOOK_EXPORT_FIXTURE` says; done once for each version.
  @Test(.enabled(if: getenv("RUNBOOK_EXPORT_FIXTURE") != nil))
  func `a file of this version is written where it is asked for`() async throws {
    let history = try folder.history()
    var writer = EventWriter(run: "kfixture01", at: 1_600_000_000_000)
    writer.start(context: "east", incident: "INC-1")
    writer.attempt("dns", printing: Array("ünïcode \u{1B}[31m\n".utf8))
    writer.attempt("binary", printing: [0, 255, 10], verdict: .failed)
    writer.end(.problem)
    #expect(await history.recorder().record(writer.events) == nil)
    try history.label("kfixture01", with: [("truth", "coredns-throttled")], author: "ada", host: "web-1")
    try history.note("it was conntrack", on: "kfixture01", step: "dns", author: "ada", host: "web-1")
    try history.export(["kfixture01"], toFile: String(cString: getenv("RUNBOOK_EXPORT_FIXTURE")))
  }

  @Test func `another run under the same id is refused, and both stay as they are`() async throws {
    let history = try await sample()
    var another = EventWriter(run: "kodd000001", at: 1_700_000_100_000)
    another.start(user: "eve")
    another.end(.healthy)
    let copy = try other.history()
    #expect(await copy.recorder().record(another.events) == nil)
    let before = try copy.exported()
    let (imported, problem) = try copy.taken(history.exported(), in: other)
    #expect(problem == nil)
    #expect(imported.runs == ["kfullrun01", "kdied00001"])
    #expect(
      imported.refused == [
        "run kodd000001 of `\(other.file("given.jsonl"))` is not the run kodd000001 of this history; both are left as they are"
      ])
    #expect(try copy.exported(["kodd000001"]) == before)
    #expect(try copy.labels(of: "kodd000001").isEmpty)
  }

  @Test func `an export takes the family of a run, and nothing that still runs`() async throws {
    let history = try folder.history()
    for (index, (run, parent, resumes)) in [
      ("kone", nil, nil), ("kcalled", "kone", nil), ("kresumed", nil, "kone"), ("kother", nil, nil),
      ("kgone", "kpruned", nil), ("kalso", "kpruned", nil),
    ].enumerated() as EnumeratedSequence<[(String, String?, String?)]> {
      var writer = EventWriter(run: run, at: Int64(index))
      writer.start(parent: parent, resumes: resumes)
      if run != "kother" { writer.end(.healthy) }
      #expect(await history.recorder().record(writer.events) == nil)
    }
    #expect(try history.exportable(["kcalled"]).runs == ["kone", "kcalled", "kresumed"])
    #expect(try history.exportable(["kgone"]).runs == ["kgone", "kalso"])
    #expect(try history.exportable(["kother"]).runs == [])
    #expect(try history.exportable(["kother"]).running == 1)
  }

  @Test func `labels and notes of a run that is not here wait for it`() async throws {
    let history = try await sample()
    let lines = Lines(try history.exported(["kodd000001"])).lines
    let copy = try other.history()
    let annotations = Array(lines.suffix(5).joined())
    let (imported, problem) = try copy.taken(annotations, in: other)
    #expect(problem == nil)
    #expect(imported.strangers == 5)
    #expect(
      try copy.taken(Array(lines.dropLast(5).joined()) + annotations, in: other).imported.annotations == 5)
  }

  @Test func `of two labels the newer counts, and what was removed stays removed, whoever comes first`()
    async throws
  {
    let history = try await sample()
    let start = try history.exported(["kodd000001"])
    func label(_ value: String?, at time: Int64, by author: String) -> [UInt8] {
      RecordText.label(
        LabelRecord(
          run: "kodd000001", step: nil, key: "truth", value: value, author: author, host: nil,
          time: Moment(milliseconds: time)))
    }
    let later: Int64 = 4_000_000_000_000
    let words = [
      label("a", at: later, by: "ada"), label("b", at: later, by: "bob"),
      label("c", at: later - 5, by: "eve"),
      label(nil, at: later, by: "eve"),
    ]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
      let folder = TemporaryFolder()
      let copy = try folder.history()
      let problem = try copy.taken(start + order.flatMap { words[$0] }, in: folder).problem
      #expect(problem == nil)
      #expect(try copy.labels(of: "kodd000001").first { $0.key == "truth" }?.value == "b")
    }
    let note = try #require(try history.notes(of: "kodd000001").first)
    _ = try history.removeNote(note.id, of: "kodd000001")
    let copy = try other.history()
    for bytes in [start, try history.exported(), start] { _ = try copy.taken(bytes, in: other) }
    #expect(try copy.notes(of: "kodd000001").isEmpty)
  }

  @Test func `an export to a file is there as a whole or not at all`() async throws {
    let history = try await sample()
    let path = folder.file("out.jsonl")
    #expect(throws: HistoryProblem.self) { try history.export(["kodd000001", "nope"], toFile: path) }
    #expect(TemporaryFolder.mode(path) == nil)
    try history.export(["kodd000001"], toFile: path)
    #expect(try TemporaryFolder.read(path) == history.exported(["kodd000001"]))
    #expect(try FileNames.of(folder.path).allSatisfy { !$0.hasSuffix(".draft") })
  }
}

enum FileNames {
  /// All files below a folder, as paths from there.
  static func of(_ folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let below = try of(folder + "/" + name)
      names += entry.pointee.d_type == UInt8(DT_DIR) ? below.map { name + "/" + $0 } : [name]
    }
    return names.sorted()
  }
}
