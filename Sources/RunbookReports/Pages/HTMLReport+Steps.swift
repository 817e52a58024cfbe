import RunbookModel

/// Each step: what came of it, who answered what, and every execution of its command.
extension HTMLReport {
  func steps(_ member: Report.Member) -> Markup {
    if member.steps.isEmpty { return .nothing }
    return section("Steps", anchor(member, "steps"), .group(member.steps.map { step($0, member) }))
  }

  private func step(_ record: Run.StepRecord, _ member: Report.Member) -> Markup {
    let verdict = record.ended?.verdict
    let style = verdict.map { $0 == .skipped ? "faint" : PageClass.of(VerdictWord.style($0)) } ?? "doubt"
    let isOpen = verdict != .passed && verdict != .skipped
    let name = record.key.name
    var facts: [String] = []
    if let tally = record.ended?.tally, tally.made > 1 { facts.append(TallyText.short(tally)) }
    if let ended = record.ended, verdict != .skipped {
      facts.append(ended.takenFrom.map { "taken over from \($0)" } ?? Written.duration(ended.duration))
    }
    let heading = tag(
      "summary", [:],
      tag(
        "span", ["class": "strong \(style)", "aria-hidden": "true"],
        .text(verdict.map(VerdictWord.sign) ?? "…")),
      tag(
        "span", [:],
        tag("h3", [:], code(name), tag("span", [:], .text(record.title == name ? "" : "  " + record.title))),
        tag(
          "span", ["class": verdict == .passed ? "hidden" : "small \(style)"],
          .text("  " + (verdict.map(VerdictWord.word) ?? "did not end")))),
      tag("span", ["class": "small faint"], .text(facts.joined(separator: " · "))))
    let id = anchor(member, "step-" + name)
    return tag(
      "details",
      isOpen
        ? ["class": "step is-\(style)", "id": id, "open": "open"] : ["class": "step is-\(style)", "id": id],
      heading,
      tag(
        "div", ["class": "inside"], about(record, member) + [items(record, member)] + attempts(record, member)
      ))
  }

  /// What is said of the step as a whole.
  private func about(_ record: Run.StepRecord, _ member: Report.Member) -> [Markup] {
    var parts: [Markup] = []
    let answers = ItemAnswers(of: record.key, in: member.run)
    let style = PageClass.of(record.ended.map { VerdictWord.style($0.verdict) } ?? .doubt)
    if let sentence = answers?.sentence ?? (record.ended?.verdict == .passed ? nil : record.ended?.reason) {
      parts.append(tag("p", ["class": style], .text(sentence.inOneLine.clipped(to: 1000))))
    }
    let differences = answers?.differences ?? []
    if !differences.isEmpty { parts.append(tag("ul", [:], differences.map { tag("li", [:], Markup($0)) })) }
    if let tally = record.ended?.tally, tally.made > 1 || tally.planned > 1 {
      parts.append(tag("p", ["class": "small faint"], .text(TallyText.long(tally))))
    }
    if let hint = record.ended?.hint {
      parts.append(tag("p", [:], tag("span", ["class": "place"], "Hint: "), .text(hint)))
    }
    if let called = record.called {
      let inner = report.members.first { $0.summary.id == called }
      let link = inner.map { tag("a", ["href": "#" + anchor($0)], .text("run \(called)")) } ?? code(called)
      parts.append(
        tag("p", [:], "It called ", link, inner.map { .text(": \($0.summary.title)") } ?? .nothing))
    }
    if let taken = record.ended?.takenFrom {
      parts.append(
        tag(
          "p", ["class": "small"], "Its evidence is that of an earlier run: ",
          code("runbook show \(taken) \(record.key.name)")))
    }
    return parts + [said(of: record.key.name, member)]
  }

  /// Who answered what: everyone about everyone as a grid, else one line for each.
  private func items(_ record: Run.StepRecord, _ member: Report.Member) -> Markup {
    let items = member.run.items(of: record.key)
    if items.isEmpty { return .nothing }
    if let matrix = Matrix(items.compactMap { item in item.ended.map { (item.key.items, $0.verdict) } }),
      matrix.targets.count <= 40
    {
      let rows = matrix.sources.map { source in
        tag(
          "tr", [:], rowHead(source),
          .group(matrix.targets.map { cell(matrix.verdict(from: source, to: $0)) }))
      }
      return table(["from \\ to"] + matrix.targets, rows)
    }
    let most = 200
    let bad = items.filter { $0.ended?.verdict != .passed }
    let shown =
      items.count <= most ? items : Array((bad + items.filter { $0.ended?.verdict == .passed }).prefix(most))
    let rows = shown.map { item in
      tag(
        "tr", [:], rowHead(item.key.items.joined(separator: " · ")),
        cell(item.ended?.verdict),
        tag("td", ["class": "number"], .text(item.ended.map { Written.duration($0.duration) } ?? "")),
        tag(
          "td", [:],
          .text((item.ended?.verdict == .passed ? nil : item.ended?.reason)?.inOneLine.clipped(to: 300) ?? "")
        ))
    }
    let left = items.count - shown.count
    return .group([
      table([record.item?.replacing("_", with: " ") ?? "item", "verdict", "took", "why"], rows),
      left > 0 ? tag("p", ["class": "mark"], .text("\(left) more are not shown here")) : .nothing,
    ])
  }

  private func cell(_ verdict: Verdict?) -> Markup {
    guard let verdict else { return tag("td", ["class": "sign"]) }
    let style = verdict == .skipped ? "faint" : PageClass.of(VerdictWord.style(verdict))
    return tag(
      "td", ["class": "sign \(style)"],
      tag("span", ["aria-hidden": "true"], .text(VerdictWord.sign(verdict) + " ")),
      .text(VerdictWord.word(verdict)))
  }

  private func attempts(_ record: Run.StepRecord, _ member: Report.Member) -> [Markup] {
    let all = member.attempts(of: record.key.name)
    guard all.count > 1 else { return all.map { .group(inside($0, member, withCommand: true)) } }
    let choice = AttemptChoice(all, most: 30)
    let commands = Set(all.map(\.start.command))
    var opened = 0
    let list = choice.shown.map { attempt in
      let isBad = attempt.verdict?.verdict != .passed
      if isBad { opened += 1 }
      return folded(attempt, member, isOpen: isBad && opened <= 2, withCommand: commands.count > 1)
    }
    return [
      commands.count == 1 ? command(all[0]) : .nothing, .group(list),
      choice.rest.map {
        tag(
          "p", ["class": "mark"], .text($0), ". ",
          code("runbook show \(member.summary.id) \(record.key.name)"))
      }
        ?? .nothing,
    ]
  }
}
