import RunbookLanguage
import RunbookModel
import Testing

/// What the tree keeps of a file.
@Suite struct SyntaxTreeTests {
  private func read(_ text: String) -> ParsedFile { parse(SourceText(name: "a.rb", text: text)) }

  private func clauses(_ text: String) -> [ClauseSyntax] {
    let file = read("runbook \"T\"\nstep a\n" + text)
    guard case .step(let step) = file.tree.flow.first else { return [] }
    return step.clauses
  }

  @Test func `comments are kept before, beside and after`() throws {
    let file = read(
      """
      # of the file
      runbook "T" # beside

      # first

      # second
      step a
        # of run
        run true # the shell's own
        expect exit is 0 # beside
        # after
      # of the outcome
      outcome o "O"
        severity ok
      # the end
      """)
    let text = { (comment: RunbookLanguage.Comment) in file.tree.source.text(in: comment.range) }
    let title = try #require(file.tree.title)
    #expect(title.line.comments.before.map(text) == ["# of the file"])
    #expect(title.line.comments.beside.map(text) == "# beside")
    let step = try #require(file.tree.flow.first?.line)
    #expect(step.comments.before.map(text) == ["# first", "# second"])
    #expect(step.comments.before.map(\.hasBlankLineAbove) == [true, true])
    #expect(!step.comments.hasBlankLineAbove)
    #expect(step.comments.after.map(text) == ["# after"])
    #expect(file.tree.declarations.first?.line.comments.before.map(text) == ["# of the outcome"])
    #expect(file.tree.after.map(text) == ["# the end"])
    #expect(file.diagnostics == [])
  }

  @Test func `a text block loses its indentation and keeps its places`() throws {
    let all = clauses("  run\n      cat <<E\n        a\n\n      E\n\n  timeout 5s\n")
    guard case .run(let text?) = all.first?.kind else { return #expect(all.count == 2) }
    #expect(text.text == "cat <<E\n  a\n\nE")
    #expect(text.isBlock)
    let source = read("runbook \"T\"\nstep a\n  run\n      cat <<E\n        a\n\n      E\n").tree.source
    #expect(source.text(in: text.sourceRange(of: 8..<11)) == "  a")
    #expect(source.position(of: text.sourceOffset(of: 13)) == SourcePosition(line: 7, column: 7))
  }

  @Test func `shell text on the line is taken as it stands`() {
    guard case .run(let text?) = clauses("  run echo \"#\" '→' # comment  \n").first?.kind else {
      Issue.record("no command")
      return
    }
    #expect(text.text == "echo \"#\" '→' # comment")
    #expect(!text.isBlock)
  }

  @Test func `a string is read with its dollars plain and with its variables`() {
    guard case .hint(let hint?) = clauses(#"  hint "\$a $b-c $D $e.failed \"\\\n é""# + "\n").first?.kind
    else {
      Issue.record("no hint")
      return
    }
    #expect(hint.text == "$a $b-c $D $e.failed \"\\\n é")
    #expect(hint.references.map(\.reference.written) == ["$b", "$e.failed"])
    #expect(hint.template.parts.first == .text("$a "))
  }

  @Test func `a line keeps what was read before its mistake`() {
    guard case .capture(let capture) = clauses("  capture x from outptu\n").first?.kind else {
      Issue.record("no capture")
      return
    }
    #expect(capture.name?.text == "x")
    #expect(capture.selector == nil)
  }

  @Test func `a misspelled statement is read as the one that was meant`() {
    let file = read("runbook \"T\"\nstpe a\n  rnu echo\n  expect exit is 0\n")
    #expect(file.tree.flow.first?.name?.text == "a")
    #expect(file.diagnostics.map(\.code) == ["unknown-word", "unknown-word"])
  }

  @Test func `a step that is indented into another is lifted out of it`() {
    let file = read(
      "runbook \"T\"\nstep a\n  run true\n  step b\n    run true\n  outcome o \"O\"\n    severity ok\n")
    #expect(file.tree.flow.map { $0.name?.text } == ["a", "b"])
    #expect(file.tree.declarations.count == 1)
    #expect(file.diagnostics.map(\.code) == ["misplaced-word", "misplaced-word"])
  }

  @Test(arguments: [
    ("200ms", 200), ("1.5s", 1500), ("1h30m", 5_400_000), ("3d4h", 273_600_000), ("2min", 120_000),
  ])
  func `durations have units`(text: String, milliseconds: Int) {
    guard case .timeout(let duration?) = clauses("  timeout \(text)\n").first?.kind else {
      Issue.record("no duration")
      return
    }
    #expect(duration.value == .milliseconds(milliseconds))
  }

  @Test func `an expectation is ready for the plan`() throws {
    let line =
      #"every column "CPU(cores)" in $doc where NAME starts with "a" and .x > 2 after /a\/b/ < 80% of $limit"#
    guard case .expect(let expectation?) = clauses("  expect \(line)\n").first?.kind else {
      Issue.record("no expectation")
      return
    }
    #expect(expectation.text == line)
    #expect(expectation.quantifier?.value == .every)
    #expect(expectation.selector.selector.filters.count == 2)
    #expect(expectation.references.map(\.reference.name) == ["doc", "limit"])
    guard case .after(let pattern) = expectation.selector.selector.filters[1] else { return }
    #expect(pattern.text == "a/b")
    guard case .less(.share(let percent, of: .variable(let variable))) = expectation.operation.operation.kind
    else {
      Issue.record("no share")
      return
    }
    #expect(percent == 80)
    #expect(variable.name == "limit")
  }

  @Test func `words count by position`() {
    let file = read(
      "runbook \"T\"\nstep use\n  run true\nstep run\n  expect column where is \"where\"\ndecide\n  run fails → use\n"
    )
    #expect(file.diagnostics == [])
    guard case .decide(let decide) = file.tree.flow.last else { return #expect(file.tree.flow.count == 3) }
    #expect(decide.rows.first?.condition?.text == "run fails")
  }
}
