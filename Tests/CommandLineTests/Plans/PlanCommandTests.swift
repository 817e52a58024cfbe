import Foundation
import Testing

/// `runbook plan`: `Goldens/everything.rb` and what is shown of it; and what holds for the plan of any runbook.
@Suite struct PlanCommandTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  private func plan(_ file: String, _ arguments: String...) throws -> Program.Result {
    let program = try Program()
    defer { program.remove() }
    return try program.run(["plan", file] + arguments)
  }

  @Test(arguments: [
    ("text", []), ("tree", ["--graph"]), ("mermaid", ["--graph", "mermaid"]), ("dot", ["--graph", "dot"]),
    ("json", ["--json"]),
  ])
  func `a plan is shown as its golden shows`(name: String, arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    for file in ["everything.rb", "other file.rb"] {
      try program.write(file, String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
    }
    let shown = try program.run(["plan", "everything.rb"] + arguments)
    #expect(shown.status == 0 && shown.errors == "", "\(shown.errors)")
    let golden = Self.folder.appending(path: "everything." + name)
    let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    if shown.output != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try shown.output.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(shown.output == expected)
    #expect(!FileManager.default.fileExists(atPath: program.history), "a plan records nothing")
  }

  @Test func `a view is a document that its golden shows`() throws {
    let program = try Program()
    defer { program.remove() }
    for file in ["everything.rb", "other file.rb"] {
      try program.write(file, String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
    }
    let shown = try program.run("view", "everything.rb")
    let golden = Self.folder.appending(path: "everything.md")
    let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    if shown.output != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try shown.output.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(shown.output == expected)

    #expect(try program.run("view", "everything.rb", "-o", "a.md").status == 0)
    #expect(program.text(program.folder.appending(path: "a.md")) == shown.output)
    let again = try program.run("view", "everything.rb", "-o", "a.md")
    #expect(again.status == 64 && again.errors.contains("`a.md` is there already"))
    try program.write("bad.rb", "runbook")
    #expect(try program.run("view", "bad.rb").status == 2)
  }

  @Test(arguments: runbooks) func `every command of a runbook is in its view`(file: String) throws {
    let program = try Program()
    defer { program.remove() }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let shown = try program.run("view", file)
    #expect(shown.status == 0)
    for command in text.matches(of: /(?m)^ +(?:run|undo) (\S.*)$/) where !command.1.hasPrefix("none ") {
      #expect(shown.output.contains(command.1), "\(command.1)")
    }
    for outcome in text.matches(of: /(?m)^outcome (\S+)/) {
      #expect(shown.output.contains("<a id=\"outcome-\(outcome.1)\"></a>"))
    }
    // Every link leads somewhere.
    for link in shown.output.matches(of: /\]\(#([a-z0-9-]+)\)/) {
      #expect(shown.output.contains("<a id=\"\(link.1)\"></a>"), "\(link.1)")
    }
  }

  /// Every runbook that comes with the tool, and the golden.
  static let runbooks: [String] = {
    let folders = ["examples", "Runbooks"].flatMap { folder -> [String] in
      let root = Program.root.appending(path: folder).path
      let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(".rb") }.map { root + "/" + $0 }
    }
    // What others use has no flow of its own.
    return folders.filter { !$0.hasSuffix("common.rb") }.sorted() + [
      folder.appending(path: "everything.rb").path
    ]
  }()

  @Test(arguments: runbooks) func `each path and each command of a runbook is planned`(file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let shown = try plan(file)
    #expect(shown.status == 0, "\(shown.errors)")
    for path in text.matches(of: /(?m)^path (\S+)/) {
      #expect(shown.output.matches(of: try Regex("(?m)^PATH \(path.1)\\b")).count == 1, "\(path.1)")
    }
    for command in text.matches(of: /(?m)^ +run (\S.*)$/) {
      let isShown =
        shown.output.contains(command.1) || shown.output.contains(command.1.replacing("\t", with: " "))
      #expect(isShown, "\(command.1)")
    }
  }

  @Test(arguments: runbooks) func `a path is drawn once in a tree`(file: String) throws {
    let lines = try plan(file, "--graph").output.split(separator: "\n")
    let paths = lines.compactMap { $0.firstMatch(of: /→ path ([a-z0-9-]+)/)?.1 }
    for path in Set(paths) {
      let drawn = lines.filter { $0.contains("→ path \(path) ") && !$0.hasSuffix("(above)") }
      #expect(drawn.count <= 1, "\(path)")
    }
  }

  @Test(arguments: runbooks) func `a Mermaid graph has only lines that Mermaid reads`(file: String) throws {
    let text = try plan(file, "--graph", "mermaid").output
    let quoted = ##""(?:[^"#&<>`;\n]|#\d+;|<br/>)*""##
    let line = try Regex(
      [
        "flowchart TD", #" +n\d+(?:\(\[Q\]\)|\[Q\]|\{Q\}|\[\[Q\]\]|\(\(Q\)\)|\{\{Q\}\}:::[a-z]+)"#,
        #"  subgraph p\d+\[Q\]"#, "  end", #"  n\d+ (?:-->|-\.->)(?:\|Q\|)? n\d+"#,
        "  classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#000000",
      ].joined(separator: "|").replacing("Q", with: quoted))
    for found in text.split(separator: "\n") { #expect(found.wholeMatch(of: line) != nil, "\(found)") }
    try connected(text, node: /(?m)^ +n(\d+)[(\[{]/, edge: /(?m)^ +n(\d+) -.*?> ?.*?n(\d+)$/)
  }

  @Test(arguments: runbooks) func `a DOT graph has only lines that Graphviz reads`(file: String) throws {
    let text = try plan(file, "--graph", "dot").output
    let quoted = #""(?:[^"\\\n]|\\["\\n])*""#
    let line = try Regex(
      [
        #"digraph runbook \{"#, #" +(?:graph|node|edge) \[A\];"#, #" +n\d+ \[A\];"#,
        #"  subgraph cluster_\d+ \{"#,
        "    label=Q;", #" *\}"#, #"  n\d+ -> n\d+(?: \[A\])?;"#,
      ].joined(separator: "|").replacing("A", with: "[a-z]+=V(?:, [a-z]+=V)*").replacing(
        "V", with: "(?:Q|[a-z0-9]+)"
      )
      .replacing("Q", with: quoted))
    for found in text.split(separator: "\n") { #expect(found.wholeMatch(of: line) != nil, "\(found)") }
    try connected(text, node: /(?m)^ +n(\d+) \[label/, edge: /(?m)^ +n(\d+) -> n(\d+)/)
  }

  /// Every edge joins nodes that are there, every node is there once, and all but the first are led to.
  private func connected(
    _ text: String, node: Regex<(Substring, Substring)>, edge: Regex<(Substring, Substring, Substring)>
  ) throws {
    let nodes = text.matches(of: node).map { String($0.1) }
    #expect(Set(nodes).count == nodes.count && nodes.count > 1)
    let edges = text.matches(of: edge)
    for edge in edges { #expect(nodes.contains(String(edge.1)) && nodes.contains(String(edge.2))) }
    let reached = Set(edges.map { String($0.2) })
    #expect(Set(nodes).subtracting(reached) == ["0"], "\(text)")
  }

  @Test func `a runbook with errors has no plan`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "runbook \"T\"\n\nstep a\n  run true\n  fails → b\n")
    let shown = try program.run("plan", "a.rb")
    #expect(shown.status == 2 && shown.output == "" && shown.errors.contains("a.rb:5:11"), "\(shown.errors)")
  }
}
