import RunbookModel

/// What was asked of people, what was changed, what the tool did on its own account, and the text that ran.
extension HTMLReport {
  func answers(_ member: Report.Member) -> Markup {
    let rows = member.events.compactMap { event -> Markup? in
      guard case .answered(let fact) = event.fact else { return nil }
      return tag(
        "tr", [:], tag("td", ["class": "time"], .text(report.time(event.time))),
        tag("td", [:], code(fact.name), "  ", .text(fact.question.clipped(to: 500))),
        tag(
          "td", [:],
          tag("span", ["class": "strong"], .text((fact.answer ?? "nobody answered").clipped(to: 500))),
          .text(fact.remark.map { " " + $0.clipped(to: 500) } ?? "")),
        tag("td", [:], .text(fact.source.said)))
    }
    if rows.isEmpty { return .nothing }
    return section(
      "Questions and answers", anchor(member, "answers"), table(["time", "question", "answer", "from"], rows))
  }

  func changes(_ member: Report.Member) -> Markup {
    if member.run.changes.isEmpty { return .nothing }
    let open = member.run.changes.contains {
      $0.changed.state != .unchanged && !$0.isUndone && $0.changed.undo != nil
    }
    return section(
      "Changes", anchor(member, "changes"), .group(member.run.changes.map(change)),
      open ? tag("p", [:], "To take them back: ", code("runbook undo \(member.summary.id)")) : .nothing)
  }

  private func change(_ record: Run.ChangeRecord) -> Markup {
    let changed = record.changed
    let (state, style) = record.said
    let name = ([changed.fix.name] + changed.fix.items).joined(separator: " · ")
    var parts: [Markup] = [
      tag(
        "h3", [:], code(name), .text("  " + changed.title + "  "),
        tag("span", ["class": "chip is-\(style)"], .text(state))),
      tag(
        "p", ["class": "small faint"],
        .text(
          (["\(report.time(record.time))", "effect \(changed.effect.rawValue)"]
            + (changed.context.map { ["context \($0)"] } ?? [])).joined(separator: " · "))),
      pre(changed.command.clipped(to: 20_000), "command"),
    ]
    if let undo = changed.undo {
      let values = undo.variables.sorted { $0.key < $1.key }.map { "\($0)=\($1.inOneLine.clipped(to: 300))" }
      let hidden = undo.hidden.map { "\($0) held a secret" } + undo.missing.map { "\($0) had no value" }
      parts += [tag("h4", [:], "What takes it back"), pre(undo.command.clipped(to: 20_000), "command")]
      if !(values + hidden).isEmpty { parts.append(pre((values + hidden).joined(separator: "\n"))) }
    } else {
      parts.append(tag("p", [:], .text("Nothing takes it back" + (changed.noUndo.map { ": " + $0 } ?? ""))))
    }
    return tag("div", ["class": "card"], parts)
  }

  /// What ran besides the steps: what the tool asked, and what cleaned up.
  func others(_ member: Report.Member) -> Markup {
    let all = member.run.attempts.filter { $0.start.attempt.purpose != .step }
    if all.isEmpty { return .nothing }
    let choice = AttemptChoice(all, most: 60)
    let list = choice.shown.map { attempt in
      let key = attempt.start.attempt
      let isBad = attempt.verdict?.verdict != .passed && attempt.verdict != nil
      return tag(
        "details", isBad ? ["class": "step is-bad"] : ["class": "step"],
        tag(
          "summary", [:],
          tag(
            "span", ["class": "strong", "aria-hidden": "true"],
            .text(attempt.verdict.map { VerdictWord.sign($0.verdict) } ?? "…")),
          tag("span", [:], code(key.name), .text("  " + key.purpose.said)),
          tag(
            "span", ["class": "small faint"], .text(attempt.end.map { Written.duration($0.duration) } ?? ""))),
        tag("div", ["class": "inside"], inside(attempt, member, withCommand: true)))
    }
    return section(
      "Besides the steps", anchor(member, "others"),
      tag(
        "details", [:],
        tag(
          "summary", [:],
          .text(
            "\(Written.count(all.count, "command")) that the tool ran to know where it is, and to clean up")),
        .group(list), choice.rest.map { tag("p", ["class": "mark"], .text($0)) } ?? .nothing))
  }

  /// The text that ran, once for all runs that it is the same for.
  func sources(_ member: Report.Member) -> Markup {
    let index = report.members.firstIndex { $0.summary.id == member.summary.id } ?? 0
    let told = Set(report.members[..<index].flatMap { $0.run.started?.sources.map(\.text.digest) ?? [] })
    let sources = (member.run.started?.sources ?? []).filter { !told.contains($0.text.digest) }
    if sources.isEmpty { return .nothing }
    return section("The text that ran", anchor(member, "text"), .group(sources.map(source)))
  }

  private func source(_ source: RunStarted.Source) -> Markup {
    guard let bytes = report.content(source.text.digest) else {
      return tag("p", ["class": "mark"], .text("\(source.name) is no longer stored"))
    }
    let excerpt = EvidenceExcerpt(bytes, most: 1 << 20)
    var number = 0
    let lines = excerpt.parts.flatMap { part -> [Markup] in
      switch part {
      case .lines(let lines):
        return lines.map { text in
          number += 1
          return tag("span", ["class": "l", "id": line(number, of: source)], .text(text + "\n"))
        }
      case .mark(let text): return [tag("span", ["class": "mark"], .text("… \(text) …\n"))]
      }
    }
    return tag(
      "details", [:],
      tag("summary", [:], code(source.name), .text(" · \(Written.count(excerpt.lines, "line"))")),
      tag("pre", ["class": "source", "tabindex": "0"], tag("code", [:], lines)))
  }

  func line(_ number: Int, of source: RunStarted.Source) -> String {
    "text-\(source.text.digest.description.prefix(12))-\(number)"
  }
}

extension Run.ChangeRecord {
  /// What came of it, and how grave that is.
  var said: (String, style: String) {
    if isUndone { return ("taken back", "faint") }
    return switch changed.state {
    case .started: ("its end is not recorded", "doubt")
    case .changed: ("changed", "good")
    case .unchanged: ("nothing to change", "faint")
    }
  }
}

extension AttemptKey.Purpose {
  /// Why a command ran, in words.
  var said: String {
    switch self {
    case .step: "the step itself"
    case .need: "is it here, in which version?"
    case .identity: "which cluster is this?"
    case .reach: "does the API server still answer?"
    case .ready: "is it ready?"
    case .cleanup: "cleaning up after it"
    case .finally: "at the end, whatever happens"
    case .undo: "taking it back"
    }
  }
}
