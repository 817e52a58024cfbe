package import RunbookModel

/// A plan as a tree for the terminal: what follows what, and where each verdict leads. A path is drawn where an
/// arrow first leads to it, and named where others do.
package struct PlanTree: Sendable {
  private let plan: Plan

  package init(_ plan: Plan) { self.plan = plan }

  package var lines: [StyledText] {
    var drawing = Drawing(plan: plan)
    let branches = drawing.branches(of: plan.flow)
    return [StyledText(plan.title.onOneLine, .strong)] + Self.drawn(branches, behind: "")
  }

  private struct Branch {
    let text: StyledText
    var branches: [Branch] = []
  }

  private static func drawn(_ branches: [Branch], behind margin: String) -> [StyledText] {
    branches.enumerated().flatMap { index, branch in
      let isLast = index + 1 == branches.count
      return [StyledText(margin + (isLast ? "└─ " : "├─ "), .faint) + branch.text]
        + drawn(branch.branches, behind: margin + (isLast ? "   " : "│  "))
    }
  }

  private struct Drawing {
    let plan: Plan
    var drawn: Set<String> = []

    mutating func branches(of flow: [FlowNode]) -> [Branch] {
      flow.flatMap { branches(of: PlanEntry($0, in: plan)) }
    }

    private mutating func branches(of entry: PlanEntry) -> [Branch] {
      if entry.word == "→" { return entry.arrows.map { branch(of: $0) } }
      var text = StyledText()
      if let name = entry.name {
        if entry.word != "step" { text.append(entry.word + " ", .faint) }
        text.append(name, .strong)
        text.append(TargetText.title(entry.title, besides: name))
      } else {
        text.append(entry.word + (entry.title.isEmpty ? "" : " " + entry.title), .faint)
      }
      var branches: [Branch] = []
      for step in entry.steps { branches += self.branches(of: step) }
      for arrow in entry.arrows { branches.append(branch(of: arrow)) }
      return [Branch(text: text, branches: branches)]
    }

    private mutating func branch(of arrow: PlanArrow) -> Branch {
      let label = arrow.label.isEmpty ? StyledText("→ ") : StyledText(arrow.label, .faint) + " → "
      let text = label + TargetText(plan: plan).text(arrow.arrow)
      guard case .path(let name) = arrow.arrow.target, let path = plan.paths[name] else {
        return Branch(text: text)
      }
      guard drawn.insert(name).inserted else { return Branch(text: text + StyledText("  (above)", .faint)) }
      return Branch(text: text, branches: branches(of: path.flow))
    }
  }
}
