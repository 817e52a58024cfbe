import RunbookModel

/// One execution of a command: what ran, what was expected of it and found, what was captured, what it printed.
extension HTMLReport {
  func folded(_ attempt: Run.AttemptRecord, _ member: Report.Member, isOpen: Bool, withCommand: Bool)
    -> Markup
  {
    let line = StyledText(AttemptText.label(attempt.start.attempt), .strong) + "  " + ending(attempt)
    return tag(
      "details", isOpen ? ["class": "attempt", "open": "open"] : ["class": "attempt"],
      tag("summary", [:], Markup(line)),
      .group(inside(attempt, member, withCommand: withCommand, isTold: true)))
  }

  private func ending(_ attempt: Run.AttemptRecord, withReason: Bool = true) -> StyledText {
    var parts: [StyledText] = []
    if let verdict = attempt.verdict {
      let reason = verdict.reason.map { ": " + $0.inOneLine.clipped(to: 200) } ?? ""
      parts.append(
        StyledText(VerdictWord.word(verdict.verdict), VerdictWord.style(verdict.verdict))
          + StyledText(verdict.verdict == .passed || !withReason ? "" : reason))
    }
    if let end = attempt.end {
      parts += [AttemptText.ending(end.ending), StyledText(Written.duration(end.duration), .faint)]
    } else {
      parts.append(StyledText("did not end", .doubt))
    }
    return .joined(parts, separator: StyledText(" · ", .faint))
  }

  /// - Parameter isTold: how it ended stands above.
  func inside(_ attempt: Run.AttemptRecord, _ member: Report.Member, withCommand: Bool, isTold: Bool = false)
    -> [Markup]
  {
    [
      withCommand ? command(attempt) : .nothing, variables(attempt),
      isTold || attempt.start.command.isEmpty
        ? .nothing : tag("p", ["class": "small"], Markup(ending(attempt, withReason: false))),
      expectations(attempt, member), captures(attempt), stdin(attempt),
      stream(attempt, .output, isOpen: attempt.verdict?.verdict != .passed),
      stream(attempt, .stderr, isOpen: attempt.verdict?.verdict != .passed),
    ]
  }

  func command(_ attempt: Run.AttemptRecord) -> Markup {
    if attempt.start.command.isEmpty { return .nothing }
    return .group([
      pre(attempt.start.command.clipped(to: 20_000), "command"),
      AttemptText.effect(attempt).map { tag("p", ["class": "small faint"], .text($0)) } ?? .nothing,
    ])
  }

  private func variables(_ attempt: Run.AttemptRecord) -> Markup {
    let lines = attempt.start.variables.sorted { $0.key < $1.key }.map { name, value in
      "\(name)=\(value.inOneLine.clipped(to: 300))"
    }
    let context = attempt.start.context.map { ["context \($0)"] } ?? []
    if lines.isEmpty, context.isEmpty { return .nothing }
    return tag(
      "details", ["class": "stream"],
      tag(
        "summary", ["class": "faint"],
        .text(
          (context + (lines.isEmpty ? [] : [Written.count(lines.count, "variable")])).joined(separator: " · ")
        )),
      lines.isEmpty ? .nothing : pre(lines.joined(separator: "\n")))
  }

  private func expectations(_ attempt: Run.AttemptRecord, _ member: Report.Member) -> Markup {
    if attempt.judgements.isEmpty { return .nothing }
    return .group([
      tag("h4", [:], "Expected"),
      tag("ul", ["class": "expectations"], attempt.judgements.map { expectation($0, member) }),
    ])
  }

  private func expectation(_ judgement: Judgement, _ member: Report.Member) -> Markup {
    let style = PageClass.of(VerdictWord.style(judgement.verdict))
    let sign = tag(
      "span", ["class": "sign \(style)"],
      tag("span", ["aria-hidden": "true"], .text(VerdictWord.sign(judgement.verdict))),
      tag("span", ["class": "hidden"], .text(VerdictWord.word(judgement.verdict) + ": ")))
    let head: [Markup] = [sign, code(judgement.expectation.clipped(to: 500)), "  ", place(judgement, member)]
    if judgement.verdict == .passed {
      return tag(
        "li", [:], head + [tag("span", ["class": "faint"], .text("  " + judgement.found.clipped(to: 300)))])
    }
    var facts: [(String, Markup)] = []
    if judgement.expected != judgement.expectation {
      facts.append(("expected", code(judgement.expected.clipped(to: 500))))
    }
    facts.append(("found", .text(judgement.found.clipped(to: 500))))
    if let reason = judgement.reason { facts.append(("why", .text(reason.clipped(to: 500)))) }
    if !judgement.deciding.isEmpty {
      let more = judgement.more > 0 ? ["… and \(judgement.more) more"] : []
      facts.append(
        (
          "decided by",
          pre((judgement.deciding.map { $0.inOneLine.clipped(to: 400) } + more).joined(separator: "\n"))
        ))
    }
    let list = tag("dl", [:], facts.flatMap { [tag("dt", [:], .text($0)), tag("dd", [:], $1)] })
    return tag("li", [:], head + [list])
  }

  /// Where it is written, with a link to that line where the text is in this report.
  private func place(_ judgement: Judgement, _ member: Report.Member) -> Markup {
    let words = "\(judgement.file):\(judgement.line)"
    let source = member.run.started?.sources.first { $0.name == judgement.file }
    guard let source, judgement.line > 0 else { return tag("span", ["class": "faint small"], .text(words)) }
    return tag("a", ["class": "small", "href": "#" + line(judgement.line, of: source)], .text(words))
  }

  private func captures(_ attempt: Run.AttemptRecord) -> Markup {
    if attempt.captures.isEmpty { return .nothing }
    let lines = attempt.captures.map { "\($0.name) = \($0.value.written.clipped(to: 400).inOneLine)" }
    return .group([tag("h4", [:], "Captured"), pre(lines.joined(separator: "\n"))])
  }

  private func stdin(_ attempt: Run.AttemptRecord) -> Markup {
    guard let content = attempt.start.stdin else { return .nothing }
    return evidence(Evidence(content), "standard input", isOpen: false)
  }

  private func stream(_ attempt: Run.AttemptRecord, _ stream: Stream, isOpen: Bool) -> Markup {
    let name = stream == .output ? "output" : "errors"
    guard let end = attempt.end else {
      return .group(
        attempt.arrived.filter { $0.stream == stream }.map {
          evidence(Evidence($0.content), name + ", as far as it came", isOpen: isOpen)
        })
    }
    return evidence(stream == .output ? end.output : end.stderr, name, isOpen: isOpen)
  }

  /// Nothing for a stream on which nothing came.
  private func evidence(_ evidence: Evidence, _ name: String, isOpen: Bool) -> Markup {
    let size = evidence.content.size
    if size == 0, evidence.cut == nil { return .nothing }
    guard let excerpt = report.excerpt(evidence, most: report.share) else {
      return tag("p", ["class": "mark"], .text("\(name): \(Written.bytes(size)) that are no longer stored"))
    }
    let text = excerpt.parts.flatMap { part -> [Markup] in
      switch part {
      case .lines(let lines): [.text(lines.joined(separator: "\n") + "\n")]
      case .mark(let text): [tag("span", ["class": "mark"], .text("… \(text) …")), "\n"]
      }
    }
    let summary =
      "\(name) · \(Written.count(excerpt.lines, "line")) · \(Written.bytes(size))"
      + (evidence.cut == nil ? "" : " · cut")
    return tag(
      "details", isOpen && excerpt.lines <= 40 ? ["class": "stream", "open": "open"] : ["class": "stream"],
      tag("summary", [:], .text(summary)), tag("pre", ["tabindex": "0"], tag("code", [:], text)))
  }
}
