import Foundation
import Testing

/// What a fan-out says at its end, live and in `show`.
@Suite struct ItemTests {
  private func run(_ text: String) throws -> (run: Program.Result, shown: String, step: String) {
    let program = try Program()
    defer { program.remove() }
    try program.write("items.rb", text)
    let run = try program.run("run", "items.rb")
    let step = text.firstMatch(of: /step (\w+)/)!.1
    return (
      run, try program.run("show", "last").output, try program.run("show", "last", String(step)).output
    )
  }

  private static let nodes = (1...20).map { "n\($0)" }.joined(separator: ", ")

  @Test func `who agrees is counted, who differs is named with what it said`() throws {
    let (run, shown, step) = try run(
      """
      runbook "Is every node alike?"
      param nodes as list = \(Self.nodes)
      step alike "Every node says the same"
        each node in $nodes, 8 at once
        run case $node in n7 | n12) echo old;; *) echo new;; esac
        expect output is "new"
        fails → odd
      outcome odd "Some differ"
        severity warning

      """)
    #expect(run.status == 1, "\(run.output)")
    for text in [run.output, shown, step] {
      #expect(text.contains("18 of 20 nodes: same answer; n7 and n12 differ"), "\(text)")
      #expect(text.contains("n7 and n12  failed: output is \"new\""), "\(text)")
    }
    // One of the two tells for both, and the end says it again.
    #expect(run.output.components(separatedBy: "items.rb:6:").count == 2, "\(run.output)")
    #expect(run.output.contains("\n  alike: 18 of 20 nodes: same answer"), "\(run.output)")
  }

  @Test func `all passed and one has another value`() throws {
    let (run, _, _) = try run(
      """
      runbook "Is the DNS address the same?"
      param nodes as list = \(Self.nodes)
      step address "Which DNS server it uses"
        each node in $nodes, 8 at once
        run test $node = n3 && echo 10.96.0.11 || echo 10.96.0.10
        capture servers from output

      """)
    #expect(run.status == 0)
    #expect(run.output.contains("19 of 20 nodes: same answer; n3 differs"), "\(run.output)")
    #expect(run.output.contains("n3  passed: $servers is 10.96.0.11"), "\(run.output)")
  }

  @Test func `everyone to everyone: the bad line is named, whichever way it is written`() throws {
    let outcomes = """
        fails → broken
      outcome broken "Not everyone reaches everyone"
        severity critical

      """
    let nested = try run(
      """
      runbook "Who reaches whom?"
      param nodes as list = a, b, c, d
      each source in $nodes, 4 at once
        step reach "It reaches the others"
          each target in $nodes, 4 at once
          run test $target != c
      \(outcomes.replacing("  fails", with: "    fails"))
      """)
    let pairs = (["a", "b", "c", "d"].flatMap { from in ["a", "b", "c", "d"].map { "\(from) \($0)" } })
    let listed = try run(
      """
      runbook "Who reaches whom?"
      param pairs as list = \(pairs.map { "\"\($0)\"" }.joined(separator: ", "))
      step reach "Each pair"
        each pair in $pairs, 8 at once
        run test "${pair#* }" != c
      \(outcomes)
      """)
    for (run, shown, step) in [nested, listed] {
      #expect(run.status == 1, "\(run.output)\(run.errors)")
      for text in [run.output, shown, step] { #expect(text.contains("everything to c fails"), "\(text)") }
      #expect(run.output.contains("\n  reach: everything to c fails"), "\(run.output)")
    }
  }

  @Test func `a step that is skipped for every item is told apart from its title`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "skip.rb",
      """
      runbook "Skip"
      let wanted = "no"
      step list
        run printf 'one\\ntwo\\n'
        capture items from lines
      each item in $items
        step never "Nobody asks for this"
          when $wanted is "yes"
          run echo "$item"
      """)
    let ran = try program.run("run", "skip.rb")
    #expect(ran.output.contains("– never               Nobody asks for this  skipped: "), "\(ran.output)")
  }
}
