import RunbookModel
import Testing

@Suite struct SourceTextTests {
  @Test func `lines and columns count from one, in characters`() {
    let source = SourceText(name: "a.rb", text: "eins\r\nzwölf →x\n")
    #expect(source.position(of: 0) == SourcePosition(line: 1, column: 1))
    let x = Array("eins\r\nzwölf →".utf8).count
    #expect(source.position(of: x) == SourcePosition(line: 2, column: 8))
    #expect(source.line(1) == "eins")
    #expect(source.line(2) == "zwölf →x")
    #expect(source.line(3) == "")
  }

  @Test(arguments: [("depoly", "deploy"), ("exepct", "expect"), ("tiemout", "timeout")])
  func `the nearest name is found`(word: String, meant: String) {
    #expect(Spelling.nearest(to: word, in: ["deploy", "expect", "timeout", "run"]) == meant)
  }

  @Test func `nothing is near when more than half of the letters differ`() {
    #expect(Spelling.nearest(to: "zzzz", in: ["deploy", "run"]) == nil)
  }
}
