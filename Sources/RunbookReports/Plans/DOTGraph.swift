package import RunbookModel

/// A plan in the DOT language of Graphviz (graphviz.org/doc/info/lang.html).
package struct DOTGraph: Sendable {
  package let text: String

  package init(_ plan: Plan) {
    let graph = PlanGraph(plan)
    var lines = [
      "digraph runbook {", "  graph [fontname=\"sans-serif\", labeljust=l];",
      "  node [shape=box, fontname=\"sans-serif\"];",
      "  edge [fontname=\"sans-serif\"];",
    ]
    for path in [nil] + graph.paths.indices.map(Optional.some) {
      if let path {
        let title = [graph.paths[path].name, graph.paths[path].title].filter { !$0.isEmpty }.joined(
          separator: ": ")
        lines += ["  subgraph cluster_\(path + 1) {", "    label=\(Self.quoted([title]));"]
      }
      for (index, node) in graph.nodes.enumerated() where node.path == path {
        lines.append(
          (path == nil ? "  " : "    ")
            + "n\(index) [label=\(Self.quoted(node.label))\(Self.shape(node.kind))];")
      }
      if path != nil { lines.append("  }") }
    }
    for edge in graph.edges {
      let label = edge.labels.isEmpty ? [] : ["label=" + Self.quoted([edge.labels.joined(separator: ", ")])]
      let attributes = (label + (edge.isNote ? ["style=dashed"] : [])).joined(separator: ", ")
      lines.append("  n\(edge.from) -> n\(edge.to)" + (attributes.isEmpty ? ";" : " [\(attributes)];"))
    }
    text = (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func shape(_ kind: PlanGraph.Node.Kind) -> String {
    switch kind {
    case .entry: return ""
    case .start, .end: return ", shape=oval"
    case .decide: return ", shape=diamond"
    case .block: return ", shape=box, peripheries=2"
    case .file: return ", shape=folder"
    case .note: return ", shape=circle"
    case .outcome(let severity):
      let colour = GraphColour.of(severity)
      return ", shape=hexagon, style=filled, fillcolor=\"\(colour.fill)\", color=\"\(colour.line)\""
    }
  }

  /// In quotes a backslash begins an escape of the label, and lines are centred by `\n`.
  private static func quoted(_ lines: [String]) -> String {
    let text = lines.map(Visible.text).joined(separator: "\n")
    let escaped = text.map { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: String(character)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
