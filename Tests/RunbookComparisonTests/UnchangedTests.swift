import RunbookReports
import Testing

@testable import RunbookComparison

/// What is the same to the byte is not looked at, and says all the same what it must.
@Suite struct UnchangedTests {
  private func compared(_ before: [(String, String)], _ after: [(String, String)]) -> Comparison {
    PrintedRun("aaaa", after).compared(with: PrintedRun("bbbb", before))
  }

  private func shown(_ before: String, _ after: String) -> [String] {
    EvidenceLines.lines(compared([("step", before)], [("step", after)]).evidence, limit: .max).dropFirst(2)
      .map(\.plain)
  }

  @Test func `an address that stays somewhere is not renamed elsewhere`() {
    let before = [("one", "at 10.1.0.4\n"), ("two", "to 10.1.0.4\n")]
    let after = [("one", "at 10.1.0.5\n"), ("two", "to 10.1.0.5\n")]
    #expect(compared(before, after).renames.map(\.before) == ["10.1.0.4"])
    let table = "NAME   IP\nold    10.1.0.4\n"
    let line = "gateway: 10.1.0.4\n"
    let document = #"{"items": [{"name": "old", "ip": "10.1.0.4"}]}"#
    for same in [table, line, document] {
      #expect(compared(before + [("same", same)], after + [("same", same)]).renames.isEmpty, "\(same)")
    }
    #expect(compared(before + [("three", line + "a\n")], after + [("three", line + "b\n")]).renames.isEmpty)
    #expect(
      compared(before + [("three", table + "new   10.1.0.8\n")], after + [("three", table)]).renames.isEmpty)
  }

  @Test func `of equal lines as many are missing as there are fewer`() {
    #expect(shown("x\ny\nx\nx\n", "x\ny\nx\n") == ["  - x"])
    #expect(shown("x\n", "x\nx\n") == ["  + x"])
    #expect(RawLines.count(Array("x\nx\ny\n".utf8), Array("y\nz\n".utf8)) == 2)
  }

  @Test func `a row that is cut otherwise is another one, though its line is the same`() {
    let row = "web     8        9\n"
    #expect(shown("NAME    READY    RESTARTS\n" + row, "NAME             READY   RESTARTS\n" + row) != [])
  }

  @Test func `under its own header an age is an age, though the header is the same in both`() {
    #expect(shown("a note\nAGE\n5m\n", "another\nAGE\n7m\n") == ["  - a note", "  + another"])
  }
}
