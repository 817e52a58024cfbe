package import RunbookModel

/// A plan as a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html), for Markdown documents.
///
/// Every text stands in quotes. Inside them Mermaid knows no backslash but the codes of characters, and reads
/// Markdown and HTML; so all that could be either is written as a code.
package struct MermaidGraph: Sendable {
  package let text: String

  package init(_ plan: Plan) {
    let graph = PlanGraph(plan)
    var lines = ["flowchart TD"]
    for path in [nil] + graph.paths.indices.map(Optional.some) {
      if let path {
        let title = [graph.paths[path].name, graph.paths[path].title].filter { !$0.isEmpty }.joined(
          separator: ": ")
        lines.append("  subgraph p\(path + 1)[\(Self.quoted([title]))]")
      }
      for (index, node) in graph.nodes.enumerated() where node.path == path {
        lines.append((path == nil ? "  " : "    ") + Self.node(node, index))
      }
      if path != nil { lines.append("  end") }
    }
    for edge in graph.edges { lines.append("  " + Self.edge(edge)) }
    for (severity, style) in Self.styles where graph.nodes.contains(where: { $0.kind == .outcome(severity) })
    {
      lines.append("  classDef \(severity.rawValue) \(style)")
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The colours of severities, readable on light and dark pages.
  private static let styles: [(Outcome.Severity, String)] = Outcome.Severity.allCases.map { severity in
    let colour = GraphColour.of(severity)
    return (severity, "fill:\(colour.fill),stroke:\(colour.line),color:#000000")
  }

  private static func node(_ node: PlanGraph.Node, _ index: Int) -> String {
    let label = quoted(node.label)
    return switch node.kind {
    case .start, .end: "n\(index)([\(label)])"
    case .entry: "n\(index)[\(label)]"
    case .decide: "n\(index){\(label)}"
    case .block, .file: "n\(index)[[\(label)]]"
    case .note: "n\(index)((\(label)))"
    case .outcome(let severity): "n\(index){{\(label)}}:::\(severity.rawValue)"
    }
  }

  private static func edge(_ edge: PlanGraph.Edge) -> String {
    let arrow = edge.isNote ? "-.->" : "-->"
    let label = edge.labels.isEmpty ? "" : "|\(quoted([edge.labels.joined(separator: ", ")]))|"
    return "n\(edge.from) \(arrow)\(label) n\(edge.to)"
  }

  private static func quoted(_ lines: [String]) -> String {
    "\"" + lines.map(escaped).joined(separator: "<br/>") + "\""
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Visible.text(text).unicodeScalars {
      switch scalar {
      case "\n": escaped += "<br/>"
      case "\t": escaped += " "
      case "\"", "#", "&", "<", ">", "`", ";": escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// How outcomes are filled in documents, by their severity.
enum GraphColour {
  static func of(_ severity: Outcome.Severity) -> (fill: String, line: String) {
    switch severity {
    case .ok: ("#c8e6c9", "#2e7d32")
    case .info: ("#bbdefb", "#1565c0")
    case .warning: ("#ffe0b2", "#ef6c00")
    case .critical: ("#ffcdd2", "#c62828")
    case .unknown: ("#e0e0e0", "#616161")
    }
  }
}
