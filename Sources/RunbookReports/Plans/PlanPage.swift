package import RunbookModel

/// A runbook as a Markdown document, for people who want to read it and not to run it: what it can find, the way
/// through it, each step with its commands in the words of its author, and what to do.
package struct PlanPage: Sendable {
  private let plan: Plan

  package init(_ plan: Plan) { self.plan = plan }

  package var text: String {
    var blocks = ["# " + MarkdownText.escaped(plan.title), MarkdownText.prose(plan.about), facts]
    blocks += section("What can be given", parameters)
    blocks += section("What stands for what", lets)
    blocks += section("The way", MarkdownText.fenced(MermaidGraph(plan).text, "mermaid"))
    blocks += ["## Step by step", Self.otherwise] + sequence(plan.flow)
    for path in plan.orderedPaths {
      blocks += [anchor("path", path.name), "## " + MarkdownText.escaped(path.title)] + sequence(path.flow)
    }
    if !plan.finally.isEmpty { blocks += ["## Whatever happens, at the end"] + plan.finally.flatMap(finally) }
    if !plan.outcomes.isEmpty { blocks += ["## What it can find"] + plan.orderedOutcomes.flatMap(outcome) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ title: String, _ block: String) -> [String] {
    block.isEmpty ? [] : ["## " + title, block]
  }

  private func anchor(_ kind: String, _ name: String) -> String { "<a id=\"\(kind)-\(name)\"></a>" }

  private var facts: String {
    var facts = ["- Run it: " + MarkdownText.code("runbook run \(plan.name)")]
    if !plan.needs.isEmpty {
      facts.append("- Needs: " + plan.needs.map { MarkdownText.code($0.written) }.joined(separator: ", "))
    }
    if let owner = plan.owner { facts.append("- Owner: " + MarkdownText.escaped(owner)) }
    if !plan.tags.isEmpty {
      facts.append("- Tags: " + MarkdownText.escaped(plan.tags.joined(separator: ", ")))
    }
    return facts.joined(separator: "\n")
  }

  private var parameters: String {
    let given = plan.parameters.map {
      ($0.name, $0.given.hasPrefix("= ") ? String($0.given.dropFirst(2)) : $0.given, $0.description ?? "")
    }
    let secrets = plan.secrets.map { ($0.name, "a secret, asked for", $0.description ?? "") }
    let rows = (given + secrets).map { name, value, about in
      "| \(MarkdownText.cell(name)) | \(MarkdownText.cell(value)) | \(MarkdownText.escaped(about, inTable: true)) |"
    }
    return rows.isEmpty
      ? "" : (["| name | value | what it is |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }

  private var lets: String {
    plan.lets.map { "- \(MarkdownText.code("$" + $0.name)): \(MarkdownText.code($0.value.written))" }
      .joined(separator: "\n")
  }

  // MARK: Entries

  private static let otherwise =
    "Where nothing else is said, the next step follows one that passes, and any other answer is the end."

  private func sequence(_ flow: [FlowNode]) -> [String] {
    flow.flatMap { blocks(of: PlanEntry($0, in: plan)) }
  }

  private func blocks(of entry: PlanEntry) -> [String] {
    switch entry.word {
    case "→": return entry.arrows.map { "Then: " + target($0.arrow) }
    case "decide":
      return [
        "### What that means", "The first line that holds is taken.",
        list(entry.arrows) { MarkdownText.code($0) },
      ]
    case "parallel": return ["### All at once"] + entry.steps.flatMap { self.blocks(of: $0) }
    case "each":
      return ["### For each " + MarkdownText.escaped(entry.title)]
        + entry.steps.flatMap { self.blocks(of: $0) }
    default: break
    }
    let name = entry.name.map { MarkdownText.code($0) } ?? ""
    let title = entry.title.isEmpty ? name : MarkdownText.escaped(entry.title.onOneLine)
    var blocks = [
      "### " + [Self.kinds[entry.word] ?? "", title].filter { !$0.isEmpty }.joined(separator: " ")
    ]
    if !entry.title.isEmpty { blocks[0] += " (\(name))" }
    blocks += entry.commands.flatMap(self.blocks)
    let (inputs, clauses) = (
      entry.clauses.filter { $0.word == "stdin" }, entry.clauses.filter { $0.word != "stdin" }
    )
    blocks += inputs.flatMap { ["It is given:", MarkdownText.fenced($0.text)] }
    for clause in clauses where clause.word == "prose" { blocks.append(MarkdownText.prose(clause.text)) }
    blocks.append(clauses.compactMap(line).map { "- " + $0 }.joined(separator: "\n"))
    return blocks + [list(entry.arrows) { Self.verdicts[$0] ?? MarkdownText.code($0) }]
  }

  private func blocks(of command: PlanCommand) -> [String] {
    let effect = command.reason.map { "\(command.effect.rawValue): \($0)" }
    let lead: String? =
      switch command.word {
      case "undo": "Taken back by:"
      case "cleanup": "At the end of the run:"
      default: effect.map { "It does more than look (\(MarkdownText.escaped($0))):" }
      }
    return (lead.map { [$0] } ?? []) + [MarkdownText.fenced(command.command.text, "sh")]
  }

  /// A clause in words; nil where a reader need not know.
  private func line(_ clause: PlanClause) -> String? {
    switch clause.word {
    case "expect", "ready": "Expected: " + MarkdownText.code(clause.text)
    case "when": "Only when " + MarkdownText.code(clause.text)
    case "each": "For each " + MarkdownText.code(clause.text)
    case "on": "In the context " + MarkdownText.code(clause.text)
    case "capture": "Remembers " + MarkdownText.code(clause.text)
    case "hint": "Hint: " + MarkdownText.escaped(clause.text)
    case "verify": "Then tried again: " + MarkdownText.code(clause.text)
    case "undo": "Taken back: " + MarkdownText.escaped(clause.text)
    case "runs": "Runs " + MarkdownText.code(clause.text)
    case "limits":
      clause.text.hasPrefix("30s an attempt, ") && !clause.text.dropFirst(16).contains(",")
        ? nil : "Limits: " + MarkdownText.escaped(clause.text)
    case "as", "default", "one of": "\(clause.word): " + MarkdownText.code(clause.text)
    default: nil
    }
  }

  private static let kinds = [
    "fix": "Fix, asked for first:", "manual": "By hand:", "ask": "Question:", "confirm": "Question:",
    "call": "Another runbook:", "start": "In the background:",
  ]

  private static let verdicts = [
    "passes": "It passes", "fails": "It fails", "flaky": "It holds only sometimes",
    "unknown": "It cannot be looked at",
    "otherwise": "Otherwise", "yes": "Yes", "no": "No",
  ]

  // MARK: Targets

  private func list(_ arrows: [PlanArrow], _ label: (String) -> String) -> String {
    arrows.map { "- \(label($0.label)) → \(target($0.arrow))" }.joined(separator: "\n")
  }

  private func target(_ arrow: Arrow) -> String {
    target(arrow.target) + (arrow.goesOn ? ", and it goes on" : "")
  }

  private func target(_ target: Target) -> String {
    switch target {
    case .next: "it goes on"
    case .stop: "the end"
    case .step(let name): "step " + MarkdownText.code(name)
    case .path(let name): "[\(MarkdownText.escaped(plan.paths[name]?.title ?? name))](#path-\(name))"
    case .outcome(let name):
      "**[\(MarkdownText.escaped(plan.outcomes[name]?.title ?? name))](#outcome-\(name))**"
    case .file(let file): "the runbook " + MarkdownText.code(TargetText.file(file))
    }
  }

  private func finally(_ entry: FinallyEntry) -> [String] {
    switch entry {
    case .run(let command): [MarkdownText.fenced(command.text, "sh")]
    case .step(let step): blocks(of: PlanEntry(step))
    }
  }

  private func outcome(_ outcome: Outcome) -> [String] {
    let severity = "\(outcome.severity.rawValue), \(MarkdownText.code(outcome.name))"
    return [
      anchor("outcome", outcome.name), "### \(MarkdownText.escaped(outcome.title)) (\(severity))",
      MarkdownText.prose(outcome.prose),
      outcome.follow.map { "Then: the runbook " + MarkdownText.code(TargetText.file($0)) } ?? "",
    ]
  }
}
