package import RunbookModel

/// A plan as text: all that would run, its limits, and where every arrow leads.
package struct PlanView: Sendable {
  private let plan: Plan

  package init(_ plan: Plan) { self.plan = plan }

  package var lines: [StyledText] {
    var lines = [StyledText(plan.title.onOneLine, .strong) + StyledText("  " + plan.source.name, .faint)]
    if !plan.about.isEmpty {
      lines += plan.about.split(separator: "\n", omittingEmptySubsequences: false).map {
        indented(1, String($0))
      }
    }
    lines += [""] + head
    lines += section("PARAMETERS", parameters) + section("SECRETS", secrets) + section("LETS", lets)
    lines += section("FLOW", sequence(plan.flow))
    for path in plan.orderedPaths {
      let head = StyledText("PATH ", .faint) + StyledText(path.name, .place)
      lines += ["", head + TargetText.title(path.title, besides: path.name)] + sequence(path.flow)
    }
    lines += section("FINALLY", plan.finally.flatMap(finally))
    lines += section("OUTCOMES", plan.orderedOutcomes.flatMap(outcome))
    lines += section("OTHER RUNBOOKS", files)
    return lines
  }

  private func section(_ name: String, _ lines: [StyledText]) -> [StyledText] {
    lines.isEmpty ? [] : ["", StyledText(name, .faint)] + lines
  }

  private func indented(_ depth: Int, _ text: String, _ style: Style = .plain) -> StyledText {
    text.isEmpty ? StyledText() : StyledText(String(repeating: "  ", count: depth) + text, style)
  }

  private var head: [StyledText] {
    var rows: [(String, String)] = []
    if !plan.tags.isEmpty { rows.append(("tags", plan.tags.joined(separator: ", "))) }
    if let owner = plan.owner { rows.append(("owner", owner)) }
    if !plan.needs.isEmpty { rows.append(("needs", plan.needs.map(\.written).joined(separator: ", "))) }
    let tools = PlanTools.of(plan)
    if !tools.isEmpty { rows.append(("tools", tools.joined(separator: ", "))) }
    let limits = plan.defaults
    rows.append(
      (
        "limits",
        "\(limits.budget.written) a run, \(limits.finally.written) for cleaning up, "
          + "\(limits.finallyLine.written) for each command of it"
      ))
    rows.append(("shell", limits.shell.rawValue))
    return rows.map { StyledText("  " + $0.0.padded(to: 7), .faint) + StyledText($0.1) }
  }

  private var parameters: [StyledText] {
    table(
      plan.parameters.map { parameter in
        let type = parameter.type.map { " as " + $0.rawValue } ?? ""
        return [parameter.name + type, parameter.given, parameter.description ?? ""]
      })
  }

  private var secrets: [StyledText] {
    table(
      plan.secrets.map { [$0.name, "from $\($0.name.uppercased()), or asked for", $0.description ?? ""] })
  }

  private var lets: [StyledText] { table(plan.lets.map { [$0.name, "= " + $0.value.written] }) }

  private func table(_ rows: [[String]]) -> [StyledText] {
    let widest = 48
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.filter { $0 <= widest }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map {
        $0.offset + 1 < row.count ? $0.element.padded(to: widths[$0.offset]) : $0.element
      }
      return indented(1, cells.joined(separator: "  ").trimmed.onOneLine)
    }
  }

  private func sequence(_ flow: [FlowNode]) -> [StyledText] {
    let entries = flow.map { lines(of: PlanEntry($0, in: plan), depth: 1) }
    return Array(entries.joined(separator: [""]))
  }

  private func lines(of entry: PlanEntry, depth: Int) -> [StyledText] {
    if entry.word == "→" {
      return entry.arrows.map { indented(depth, "→ ") + TargetText(plan: plan).text($0.arrow) }
    }
    var head = indented(depth, entry.word)
    if let name = entry.name { head.append(" " + name, .strong) }
    if !entry.title.isEmpty { head.append((entry.name == nil ? " " : "  ") + entry.title.onOneLine) }
    var lines = [head]
    for command in entry.commands { lines += self.lines(of: command, depth: depth + 1) }
    for clause in entry.clauses { lines += keyed(clause.word, StyledText(), clause.text, depth + 1) }
    let width = max(9, entry.arrows.map { DisplayWidth.of($0.label) }.max() ?? 0)
    for arrow in entry.arrows {
      let label = indented(depth + 1, arrow.label.padded(to: width), .faint)
      lines.append(label + StyledText(" → ") + TargetText(plan: plan).text(arrow.arrow))
    }
    return lines + entry.steps.flatMap { self.lines(of: $0, depth: depth + 1) }
  }

  private func lines(of command: PlanCommand, depth: Int) -> [StyledText] {
    let effect = StyledText(command.effect.rawValue, command.effect.style).padded(to: 8)
    let lines = keyed(command.word, effect, command.command.text, depth)
    return lines + (command.reason.map { keyed("effect", StyledText(), $0, depth) } ?? [])
  }

  /// A word and what it says, further lines under the first.
  private func keyed(_ word: String, _ mark: StyledText, _ text: String, _ depth: Int) -> [StyledText] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = indented(depth, word.padded(to: 10), .faint) + mark
    return lines.enumerated().map { index, line in
      if index == 0 { return first + StyledText(line) }
      return line.isEmpty ? StyledText() : StyledText(String(repeating: " ", count: first.width) + line)
    }
  }

  private func finally(_ entry: FinallyEntry) -> [StyledText] {
    switch entry {
    case .run(let command): lines(of: PlanCommand(word: "run", command: command, declared: nil), depth: 1)
    case .step(let step): lines(of: PlanEntry(step), depth: 1)
    }
  }

  private func outcome(_ outcome: Outcome) -> [StyledText] {
    let severity = StyledText("  " + outcome.severity.rawValue.padded(to: 9), .faint)
    let follow = outcome.follow.map { ["           → " + StyledText(TargetText.file($0), .place)] } ?? []
    return [severity + TargetText.outcome(outcome)] + follow
  }

  private var files: [StyledText] {
    plan.files.sorted { $0.key < $1.key }.map { path, reference in
      indented(1, path, .place) + TargetText.title(reference.plan.title, besides: path)
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }

  fileprivate var trimmed: String {
    String(decoding: utf8.reversed().drop { $0 == 32 }.reversed(), as: UTF8.self)
  }
}

extension Effect {
  var style: Style {
    switch self {
    case .read: .good
    case .probe: .place
    case .change: .bad
    case .unknown: .doubt
    }
  }
}
