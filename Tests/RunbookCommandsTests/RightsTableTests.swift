import Foundation
import RunbookCommands
import RunbookModel
import Testing

/// `rights.tsv`: commands, and what each asks an API server to allow.
@Suite struct RightsTableTests {
  struct Entry: CustomTestStringConvertible {
    let command: String
    /// One right each; `?` for what cannot be told.
    let expected: Set<String>
    var testDescription: String { command }
  }

  static let entries: [Entry] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "rights.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t", maxSplits: 1)
      precondition(cells.count == 2, "no entry: \(line)")
      return Entry(
        command: String(cells[1]).replacing("⏎", with: "\n"), expected: rights(of: String(cells[0])))
    }
  }()

  /// `get,list pods@shop; ?` as one right each.
  private static func rights(of cell: String) -> Set<String> {
    if cell == "-" { return [] }
    var rights: Set<String> = []
    for part in cell.split(separator: ";") {
      let words = part.split(separator: " ")
      if words == ["?"] {
        rights.insert("?")
      } else {
        for verb in words[0].split(separator: ",") { rights.insert("\(verb) \(words[1])") }
      }
    }
    return rights
  }

  private static func written(_ right: AccessRight) -> String {
    let parts = right.resource.split(separator: "/", maxSplits: 1)
    let resource =
      right.isPath || right.group.isEmpty
      ? right.resource : "\(parts[0]).\(right.group)" + (parts.count > 1 ? "/\(parts[1])" : "")
    let scope =
      switch right.scope {
      case .own: ""
      case .cluster: "@*"
      case .namespace(let name): "@" + name
      }
    return "\(right.verb) \(resource)" + (right.object.map { "=" + $0 } ?? "") + scope
  }

  @Test func `the table is long enough to mean something, and holds nothing twice`() {
    #expect(Self.entries.count >= 150)
    #expect(Set(Self.entries.map(\.command)).count == Self.entries.count)
  }

  @Test(arguments: entries) func `a command needs these rights and no others`(entry: Entry) {
    let reading = RightsReading(entry.command, values: ["namespace": "shop", "kinds": "svc,ep"])
    var found = Set(reading.rights.map { Self.written($0.right) })
    if !reading.gaps.isEmpty { found.insert("?") }
    #expect(found == entry.expected, "\(reading.gaps)")
  }

  @Test func `what a runbook gives on standard input is read, with its parameters`() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a-$run\", namespace: $namespace}\n"
    let stdin = Template([
      .text(String(text.prefix { $0 != "$" })), .variable(VariableReference("run")),
      .text("\", namespace: "), .variable(VariableReference("namespace")), .text("}\n"),
    ])
    let known = RightsReading("kubectl create -f -", stdin: stdin, values: ["namespace": "shop"])
    #expect(known.rights.map { Self.written($0.right) } == ["create pods@shop"])
    let unknown = RightsReading("kubectl create -f -", stdin: stdin, values: [:])
    #expect(unknown.rights.map { Self.written($0.right) } == ["create pods@*"])
    #expect(unknown.rights.first?.reason == "in which namespace is known only at run time")
  }

  @Test func `what changes the cluster asks for more than looking, or says that it cannot tell`() {
    let looking: Set<String> = ["get", "list", "watch"]
    for entry in EffectTableTests.entries where entry.expected == .change {
      let effect = CommandReading(entry.command).effect
      guard effect.program.hasPrefix("kubectl "), effect.reason != "writes a file that stays",
        !effect.program.contains("config"), !effect.program.contains("kuberc")
      else { continue }
      let reading = RightsReading(entry.command, values: [:])
      let writes = reading.rights.contains { !looking.contains($0.right.verb) }
      #expect(writes || !reading.gaps.isEmpty, "\(entry.command)")
    }
  }

  @Test func `every use of kubectl asks for something, or says that it cannot tell`() {
    let free = [
      "config", "version", "api-", "explain", "kustomize", "help", "completion", "plugin", "auth", "kuberc",
      "dry-run=client", "--local", "/readyz", "/healthz", "/livez", " -h",
    ]
    for entry in EffectTableTests.entries
    where entry.command.hasPrefix("kubectl ") && !free.contains(where: entry.command.contains) {
      let reading = RightsReading(entry.command, values: [:])
      #expect(!reading.rights.isEmpty || !reading.gaps.isEmpty, "\(entry.command)")
    }
  }
}
