import GRDB
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct AnnotationTests {
  let folder = TemporaryFolder()

  private func record(
    _ history: History, _ run: String, at time: Int64 = 1000, parent: String? = nil, incident: String? = nil
  ) async {
    var writer = EventWriter(run: run, at: time)
    writer.start(parent: parent, incident: incident)
    writer.attempt("dns", printing: [])
    writer.end(.problem)
    #expect(await history.recorder().record(writer.events) == nil)
  }

  @Test func `of each key the newest value counts, a run and its steps each have their own`() async throws {
    let history = try folder.history()
    await record(history, "krun1")
    try history.label("krun1", with: [("truth", "dns"), ("owner", "ada")], author: "ada", host: "web-1")
    try history.label("krun1", step: "dns", with: [("truth", "slow")], author: nil, host: nil)
    try history.label(
      "krun1", with: [("truth", "é 🧨 ' \") DROP TABLE run; --"), ("owner", nil)], author: "bob", host: nil)
    let labels = try history.labels(of: "krun1")
    #expect(labels.map(\.key) == ["truth", "truth"])
    #expect(labels.map(\.step) == [nil, "dns"])
    #expect(labels[0].author == "bob")
    #expect(try history.summary(of: "krun1").labels == labels)
    #expect(try history.runs().first?.labels == labels)
  }

  @Test func `what cannot be a label, or is of nothing, is refused, and no part of it is done`() async throws
  {
    let history = try folder.history()
    await record(history, "krun1")
    func problem(_ key: String, _ value: String?, step: String? = nil, run: String = "krun1") -> String? {
      do throws(HistoryProblem) {
        try history.label(run, step: step, with: [("good", "yes"), (key, value)], author: nil, host: nil)
        return nil
      } catch { return error.message }
    }
    #expect(problem("a b", "x")?.hasPrefix("`a b` cannot be the key of a label") == true)
    #expect(problem("a", "x\ny")?.contains("cannot be the value of label `a`") == true)
    #expect(problem("a", "x", step: "dnss") == "run krun1 has no step `dnss`; did you mean `dns`?")
    #expect(problem("a", "x", run: "nope") == "no run is called `nope`")
    #expect(
      problem("incident", "x", step: "dns") == "an incident is of a run as a whole, not of its step `dns`")
    #expect(try history.labels(of: "krun1").isEmpty)
  }

  @Test func `runs are found by label, whatever its value, and by several at once`() async throws {
    let history = try folder.history()
    for run in ["krun1", "krun2", "krun3"] { await record(history, run) }
    try history.label("krun1", with: [("truth", "dns"), ("team", "a")], author: nil, host: nil)
    try history.label("krun2", step: "dns", with: [("truth", "cni")], author: nil, host: nil)
    try history.label("krun3", with: [("truth", "dns")], author: nil, host: nil)
    try history.label("krun3", with: [("truth", nil)], author: nil, host: nil)
    func found(_ labels: String...) throws -> String {
      let matches = labels.compactMap { Label.Match($0) }
      return try history.runs(HistoryFilter(labels: matches)).map(\.id).joined(separator: " ")
    }
    #expect(try found("truth") == "krun2 krun1")
    #expect(try found("truth=dns") == "krun1")
    #expect(try found("truth=cni") == "krun2")
    #expect(try found("truth", "team=a") == "krun1")
    #expect(try found("nothing") == "")
  }

  @Test func `an incident is what a run was started for, until a label says otherwise`() async throws {
    let history = try folder.history()
    await record(history, "kparent1", at: 1000)
    await record(history, "kchild1", at: 2000, parent: "kparent1")
    await record(history, "kchild2", at: 3000, parent: "kchild1", incident: "INC-1")
    await record(history, "kother1", at: 4000, incident: "INC-1")
    func of(_ incident: String) throws -> String {
      try history.runs(HistoryFilter(incident: incident)).map(\.id).joined(separator: " ")
    }
    #expect(try of("INC-1") == "kother1 kchild2")
    #expect(try history.runs(HistoryFilter(labels: [Label.Match(key: "incident")])).count == 2)
    try history.label("kparent1", with: [("incident", "INC-2")], author: nil, host: nil)
    #expect(try of("INC-2") == "kchild2 kchild1 kparent1", "all that a run led to belongs to it")
    #expect(try of("INC-1") == "kother1")
    #expect(try history.summary(of: "kchild2").incident == "INC-2")
    try history.rebuild(run: "kchild2")
    #expect(try history.summary(of: "kchild2").incident == "INC-2", "the label overrules the log")
    try history.label("kchild2", with: [("incident", nil)], author: nil, host: nil)
    #expect(try history.summary(of: "kchild2").incident == nil)
    #expect(try of("INC-2") == "kchild1 kparent1")
    let (sql, values) = History.listing(HistoryFilter(incident: "INC-2", limit: 9))
    try history.read {
      try $0.each("EXPLAIN QUERY PLAN " + sql, values) { #expect(!$0.text(3)!.contains("TEMP B-TREE")) }
    }
  }

  @Test func `notes are added and removed, the oldest first, whatever is in them`() async throws {
    let history = try folder.history()
    await record(history, "krun1")
    let first = try history.note(hostile, on: "krun1", author: "ada", host: "web-1")
    let second = try history.note("two\nlines", on: "krun1", step: "dns", author: nil, host: nil)
    #expect(try history.notes(of: "krun1").map(\.text).sorted() == [hostile, "two\nlines"].sorted())
    #expect(try history.removeNote(String(first.id.prefix(6)), of: "krun1") == first)
    #expect(try history.notes(of: "krun1") == [second])
    #expect(try history.summary(of: "krun1").notes == [second])
    #expect(throws: HistoryProblem("run krun1 has no note `\(first.id)`")) {
      try history.removeNote(first.id, of: "krun1")
    }
    #expect(throws: HistoryProblem("run krun1 has no note ``")) { try history.removeNote("", of: "krun1") }
    let texts = try history.read {
      try String.fetchAll($0, sql: "SELECT text FROM note WHERE text IS NOT NULL")
    }
    #expect(texts == ["two\nlines"], "of what was removed no text stays")
    #expect(throws: HistoryProblem("a note without text says nothing")) {
      try history.note(" \n", on: "krun1", author: nil, host: nil)
    }
    #expect(throws: HistoryProblem("a note has at most 64 KiB, this one has 65")) {
      try history.note(String(repeating: "x", count: Note.limit + 1), on: "krun1", author: nil, host: nil)
    }
    #expect(throws: HistoryProblem("no run is called `nope`")) {
      try history.note("x", on: "nope", author: nil, host: nil)
    }
  }
}
