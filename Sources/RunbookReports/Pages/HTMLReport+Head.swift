import RunbookModel

/// What stands on top: what came of it, in a card; and the way to everything else.
extension HTMLReport {
  func header(_ member: Report.Member) -> Markup {
    let links = [
      ("Way", "way", !member.run.way.isEmpty), ("Difference", "difference", member.comparison != nil),
      ("Timeline", "timeline", true),
      ("Steps", "steps", !member.steps.isEmpty),
      ("Answers", "answers", !member.run.answers.isEmpty),
      ("Changes", "changes", !member.run.changes.isEmpty),
      ("Other runs", "runs", report.members.count > 1),
      ("Text", "text", member.run.started?.sources.isEmpty == false),
    ]
    return tag(
      "header", ["class": "top"], verdictCard(member),
      tag(
        "nav", ["aria-label": "Parts of this report"],
        tag(
          "ul", [:],
          links.filter(\.2).map { title, part, _ in
            tag(
              "li", [:],
              tag("a", ["href": "#" + (part == "runs" ? part : anchor(member, part))], .text(title)))
          })))
  }

  var incidentHeader: Markup {
    let worst = report.members.compactMap(\.summary.verdict).max()
    let style = worst.map { PageClass.of(VerdictWord.style($0)) } ?? "doubt"
    let rows = report.members.map { member in
      tag(
        "tr", [:], tag("td", ["class": "time"], .text(report.time(member.summary.started))),
        tag(
          "td", [:], tag("a", ["href": "#" + anchor(member)], .text(member.summary.title)), " ",
          code(member.summary.id)),
        tag("td", [:], member.chip), tag("td", [:], .text(member.summary.outcome ?? "")),
        tag("td", [:], .text(member.summary.user ?? "")))
    }
    return tag(
      "header", ["class": "top"],
      tag(
        "div", ["class": "card verdict is-\(style)"],
        tag("p", ["class": "kicker"], .text(Written.count(report.members.count, "run"))),
        tag("h1", [:], .text(report.title)), table(["started", "run", "verdict", "outcome", "by"], rows)))
  }

  /// The verdict with its prose, what goes with it, and where, when and by whom it was run.
  func verdictCard(_ member: Report.Member) -> Markup {
    let isMain = member.summary.id == report.main?.summary.id
    let outcome = member.run.end?.outcome.map { Markup.group([" ", code($0)]) } ?? .nothing
    let remarks = member.remarks.map { tag("li", [:], Markup($0)) }
    var facts = report.facts(of: member).map { label, text in
      tag("div", [:], tag("dt", [:], .text(label)), tag("dd", [:], .text(text)))
    }
    if !member.parameters.isEmpty {
      let values = member.parameters.flatMap { [code($0), Markup.text(" ")] }
      facts.append(tag("div", ["class": "long"], tag("dt", [:], "parameters"), tag("dd", [:], values)))
    }
    return tag(
      "div", ["class": "card verdict is-\(member.style)"],
      isMain ? tag("p", ["class": "kicker"], .text(member.summary.title)) : .nothing,
      tag(isMain ? "h1" : "h3", [:], .text(member.headline)), tag("p", [:], member.chip, outcome),
      member.found.map { prose($0.prose) } ?? .nothing,
      remarks.isEmpty ? .nothing : tag("ul", ["class": "notes"], remarks), said(of: nil, member),
      tag("dl", ["class": "facts"], facts))
  }

  /// What people added: to the run as a whole, or to one step of it.
  func said(of step: String?, _ member: Report.Member) -> Markup {
    let labels = member.summary.labels.filter { $0.step == step && $0.key != Label.incident }
    let notes = member.summary.notes.filter { $0.step == step }.map { note in
      tag(
        "blockquote", [:], tag("div", ["class": "words"], .text(note.text)),
        tag("p", ["class": "small faint"], .text("\(note.author ?? "somebody"), \(report.time(note.time))")))
    }
    let line = labels.flatMap {
      [tag("span", ["class": "chip"], .text("\($0.key)=\($0.value)")), Markup.text(" ")]
    }
    return .group([line.isEmpty ? .nothing : tag("p", [:], line), .group(notes)])
  }

  func prose(_ text: String) -> Markup {
    let blocks = Prose(text).blocks.map { block in
      switch block {
      case .paragraph(let lines):
        tag(
          "p", [:],
          lines.enumerated().flatMap { index, line in
            [index > 0 ? tag("br") : .nothing]
              + Prose.pieces(line).map { $0.isCode ? code($0.text) : .text($0.text) }
          })
      case .verbatim(let lines): pre(lines.joined(separator: "\n"))
      }
    }
    return blocks.isEmpty ? .nothing : tag("div", ["class": "prose"], blocks)
  }

  func code(_ text: String) -> Markup { tag("code", [:], .text(text)) }

  func pre(_ text: String, _ style: String = "text") -> Markup {
    tag("pre", ["tabindex": "0"], tag("code", ["class": style], .text(text)))
  }

  /// A short name of a row is not broken at its hyphens.
  func rowHead(_ name: String) -> Markup {
    tag("th", name.utf8.count <= 24 ? ["class": "short", "scope": "row"] : ["scope": "row"], .text(name))
  }

  /// - Parameter rows: `tr` elements.
  func table(_ header: [String], _ rows: [Markup]) -> Markup {
    tag(
      "div", ["class": "wide"],
      tag(
        "table", [:],
        tag("thead", [:], tag("tr", [:], header.map { tag("th", ["scope": "col"], .text($0)) })),
        tag("tbody", [:], rows)))
  }
}
