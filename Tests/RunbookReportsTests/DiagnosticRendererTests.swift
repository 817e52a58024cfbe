import RunbookModel
import RunbookReports
import Testing

@Suite struct DiagnosticRendererTests {
  static let source = SourceText(
    name: "release.rb", text: "runbook \"Größe\"\n\nstep deploy\n  run true\n  fails → depoly\n")

  private func range(of part: String, occurrence: Int = 0) -> SourcePlace {
    let bytes = Self.source.bytes
    let wanted = Array(part.utf8)
    let starts = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
    return SourcePlace(
      file: "release.rb",
      range: SourceRange(start: starts[occurrence], end: starts[occurrence] + wanted.count))
  }

  @Test func `a diagnostic shows its line with the mark under it`() {
    let diagnostic = Diagnostic(
      .error, code: "undefined-step", message: "step `depoly` is not defined",
      mark: .init(range(of: "depoly"), "no step, path or outcome has this name"),
      help: "did you mean `deploy`?")
    let drawn = DiagnosticRenderer(sources: [Self.source]).lines(for: diagnostic).map(\.plain).joined(
      separator: "\n")
    #expect(
      drawn == """
        error: step `depoly` is not defined                                   undefined-step
          ┌─ release.rb:5:11
          │
        5 │   fails → depoly
          │           ^^^^^^ no step, path or outcome has this name
           = help: did you mean `deploy`?
        """)
  }

  @Test func `other places stand below the first`() {
    let diagnostic = Diagnostic(
      .error, code: "duplicate-name", message: "step `deploy` is defined twice",
      mark: .init(range(of: "depoly"), "again"), others: [.init(range(of: "deploy"), "first here")])
    let drawn = DiagnosticRenderer(sources: [Self.source]).lines(for: diagnostic).map(\.plain)
    #expect(drawn.suffix(3) == ["  ├─ release.rb:3:6", "3 │ step deploy", "  │      ------ first here"])
  }

  @Test func `a mark in a very long line shows the part around it`() {
    let line = String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000)
    let source = SourceText(name: "long.rb", text: line)
    let place = SourcePlace(file: "long.rb", range: SourceRange(start: 5000, end: 5004))
    let drawn = DiagnosticRenderer(sources: [source]).lines(
      for: Diagnostic(.error, code: "c", message: "m", mark: .init(place, "found")))
    let text = drawn[3].plain
    let caret = drawn[4].plain
    #expect(text.count < 120)
    let column = caret.distance(from: caret.startIndex, to: caret.firstIndex(of: "^")!)
    #expect(String(text.dropFirst(column).prefix(4)) == "HERE")
    #expect(caret.hasSuffix("^^^^ found"))
  }

  @Test func `the summary counts errors and warnings apart`() {
    let place = range(of: "run")
    let error = Diagnostic(.error, code: "a", message: "a", mark: .init(place, ""))
    let warning = Diagnostic(.warning, code: "b", message: "b", mark: .init(place, ""))
    #expect(DiagnosticRenderer.summary([error, warning, error]) == "2 errors, 1 warning")
    #expect(DiagnosticRenderer.summary([]) == nil)
  }
}
