import RunbookModel

/// The way taken, drawn and in words; and what happened when.
extension HTMLReport {
  func way(_ member: Report.Member) -> Markup {
    let graph = WayGraph(member)
    if graph.rows.isEmpty { return .nothing }
    let decisions = decisions(member)
    return section(
      "The way taken", anchor(member, "way"),
      tag(
        "div", ["class": "two"], tag("div", [:], WayDrawing.svg(graph)),
        tag(
          "div", [:],
          decisions.isEmpty ? .nothing : tag("h4", [:], "Why it went this way"),
          decisions.isEmpty ? .nothing : tag("ol", ["class": "decisions"], decisions),
          tag(
            "p", ["class": "small faint"],
            "Solid arrows were taken; dashed ones stand in the text, and were not."))))
  }

  private func decisions(_ member: Report.Member) -> [Markup] {
    member.run.way.compactMap { point in
      guard case .decision(let decision) = point, decision.origin != .flow else { return nil }
      let rejected = decision.rejected.map { rejected in
        tag("li", [:], "not ", code(rejected.row), ": ", .text(rejected.reason.inOneLine.clipped(to: 300)))
      }
      return tag(
        "li", [:], why(decision, member), " ", tag("span", ["class": "place"], .text(decision.target)),
        rejected.isEmpty ? .nothing : tag("ul", [:], rejected))
    }
  }

  /// Of a step its verdict, and in short who or what decided; the step itself tells the rest.
  private func why(_ decision: DecisionTaken, _ member: Report.Member) -> Markup {
    guard let name = decision.step,
      let ended = member.run.record(of: StepKey(name))?.ended
    else {
      return .text(decision.because.inOneLine.clipped(to: 300))
    }
    let reason = ItemAnswers(of: ended.step, in: member.run)?.sentence ?? ended.reason
    return .group([
      code(name), " ", Markup(StyledText(VerdictWord.word(ended.verdict), VerdictWord.style(ended.verdict))),
      .text(reason.map { ": " + $0.inOneLine.clipped(to: 160) } ?? ""),
    ])
  }

  func timelineSection(_ member: Report.Member) -> Markup {
    section("Timeline", anchor(member, "timeline"), timeline([member]))
  }

  /// Times of the day, with a bar for what takes time; the day stands in the facts, and where it changes.
  func timeline(_ members: [Report.Member]) -> Markup {
    let entries = Timeline(members).entries
    if entries.isEmpty { return .nothing }
    // Notes come hours later, and runs of an incident hours apart: then nothing would be left of a bar.
    let times = members.count > 1 ? [] : entries.filter { $0.kind != .note }.map(\.time)
    let (first, length) = (times.min(), max(1, (times.max()?.since(times.min()!)) ?? 1))
    var day = Substring()
    let rows = entries.map { entry in
      let (date, clock) = split(report.time(entry.time))
      defer { day = date }
      let tenth = entry.time.milliseconds % 1000 / 100
      return tag(
        "tr", [:],
        tag(
          "td", ["class": "time"],
          day == date || day.isEmpty ? .nothing : .group([.text(String(date)), tag("br")]),
          .text("\(clock).\(max(0, tenth))")),
        tag("td", [:], Markup(entry.text), members.count > 1 ? who(entry, members) : .nothing),
        tag("td", ["class": "number"], .text(entry.took.map(Written.duration) ?? "")),
        first.map { tag("td", ["class": "bar"], bar(entry, from: $0, length)) } ?? .nothing)
    }
    let header = ["time", "what", "took"].map { tag("th", ["scope": "col"], .text($0)) }
    return tag(
      "div", ["class": "card"],
      tag(
        "table", [:],
        tag(
          "thead", [:],
          tag("tr", [:], header + (first == nil ? [] : [tag("th", ["class": "bar", "aria-hidden": "true"])]))),
        tag("tbody", [:], rows)))
  }

  private func who(_ entry: Timeline.Entry, _ members: [Report.Member]) -> Markup {
    let member = members.first { $0.summary.id == entry.run }
    return tag(
      "span", ["class": "faint small"], .text("  \(member?.summary.runbook ?? "") · run \(entry.run)"))
  }

  private func split(_ time: String) -> (Substring, Substring) {
    let parts = time.split(separator: " ")
    return (parts[0], parts[1])
  }

  /// Where in the whole it lies, in thousandths.
  private func bar(_ entry: Timeline.Entry, from first: Moment, _ length: Int) -> Markup {
    guard let took = entry.took else { return .nothing }
    let end = entry.time.since(first) * 1000 / length
    let start = max(0, (entry.time.since(first) - took) * 1000 / length)
    return tag(
      "svg", ["viewBox": "0 0 1000 10", "preserveAspectRatio": "none", "aria-hidden": "true"],
      tag("rect", ["class": "track", "width": "1000", "height": "10"]),
      tag(
        "rect",
        [
          "class": entry.verdict?.rawValue ?? "skipped", "x": "\(min(start, 994))",
          "width": "\(max(6, end - start))", "height": "10",
        ]))
  }

  /// What came of each of several contexts, and the steps side by side.
  func contexts(_ member: Report.Member) -> Markup {
    guard let contexts = member.run.started?.contexts else { return .nothing }
    let rows = (member.run.end?.contexts ?? []).map { one in
      let inner = report.members.first { $0.summary.id == one.run }
      let link =
        inner.map { tag("a", ["href": "#" + anchor($0)], .text("run \(one.run)")) } ?? .text("run \(one.run)")
      let style = PageClass.of(VerdictWord.style(one.verdict))
      return tag(
        "tr", [:], rowHead(one.context),
        tag("td", [:], tag("span", ["class": "chip is-\(style)"], .text(one.verdict.rawValue))),
        tag("td", [:], .text(one.outcome ?? "")),
        tag("td", [:], .text(one.reason.inOneLine.clipped(to: 300))),
        tag("td", [:], link))
    }
    var side = ContextTable(run: member.summary.id, contexts: contexts)
    let events = report.members.flatMap(\.events).enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    for (_, event) in events { _ = side.apply(event) }
    let steps = side.grid.map { row in
      tag(
        "tr", [:], tag("th", ["scope": "row"], Markup(row.head)),
        .group(row.cells.map { tag("td", ["class": "sign"], Markup($0)) }))
    }
    return .group([
      section(
        "Contexts", anchor(member, "contexts"), table(["context", "verdict", "outcome", "why", ""], rows)),
      steps.isEmpty ? .nothing : tag("h3", [:], "Step by step"),
      steps.isEmpty ? .nothing : table(["step"] + contexts, steps),
    ])
  }
}
