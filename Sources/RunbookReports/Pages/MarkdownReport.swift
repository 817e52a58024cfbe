import RunbookModel

/// A report as Markdown, for tickets and chats: short where all is well, with the evidence where it is not.
package struct MarkdownReport {
  let report: Report
  /// Bytes of a stream that are shown: a comment holds 65,536 characters where most tickets are kept.
  private static let share = 2 << 10

  package init(_ report: Report) { self.report = report }

  package var text: String {
    var blocks: [String] = []
    if report.main == nil {
      blocks += [
        "# " + MarkdownText.escaped(report.title), "## Timeline", Self.timeline(report, report.members),
      ]
    }
    for member in report.members { blocks += self.blocks(of: member) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func blocks(of member: Report.Member) -> [String] {
    let isMain = member.summary.id == report.main?.summary.id
    let mark = isMain ? "#" : "##"
    let outcome = member.run.end?.outcome.map { " " + MarkdownText.code($0) } ?? ""
    let sentence = "**\(member.state)**\(outcome) · \(MarkdownText.escaped(member.summary.title))"
    return [
      "\(mark) \(MarkdownText.escaped(member.headline))", sentence,
      MarkdownText.prose(member.found?.prose ?? ""),
      Self.list(member.remarks), Self.said(of: member, report), way(member), facts(member),
      Self.difference(member, report, mark + "#"),
      "\(mark)# Timeline",
      Self.timeline(report, [member]),
      member.steps.isEmpty ? "" : "\(mark)# Steps",
    ] + steps(member, mark + "##") + answers(member, mark + "#") + changes(member, mark + "#")
  }

  private func facts(_ member: Report.Member) -> String {
    let facts = report.facts(of: member).map { "- \($0.label): \(MarkdownText.code($0.text))" }
    let parameters = member.parameters.map(MarkdownText.code).joined(separator: " ")
    return (facts + (parameters.isEmpty ? [] : ["- parameters: " + parameters])).joined(separator: "\n")
  }

  private func way(_ member: Report.Member) -> String {
    let rows = WayGraph(member).rows.map { _, row in
      switch row {
      case .steps(let nodes):
        nodes.map { MarkdownText.code($0.name) + " " + VerdictWord.sign($0.verdict) }.joined(separator: ", ")
      case .table: ""
      case .path(let name, _): "→ " + MarkdownText.code(name)
      case .outcome(let found): "→ **\(MarkdownText.escaped(found.outcome))**"
      case .end(let text): "→ " + MarkdownText.escaped(text)
      }
    }
    return rows.isEmpty ? "" : "The way taken: " + rows.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Each step in a line; under those that did not pass, why.
  private func steps(_ member: Report.Member, _ mark: String) -> [String] {
    var blocks: [String] = []
    var lines: [String] = []
    for record in member.steps {
      let verdict = record.ended?.verdict
      let took = record.ended.map { verdict == .skipped ? "" : ", " + Written.duration($0.duration) } ?? ""
      let tally = record.ended?.tally.map { $0.made > 1 ? ", " + TallyText.short($0) : "" } ?? ""
      let title = record.title == record.key.name ? "" : " " + MarkdownText.escaped(record.title)
      let word = verdict.map { "\(VerdictWord.sign($0)) \(VerdictWord.word($0))" } ?? "… did not end"
      let line = "\(MarkdownText.code(record.key.name))\(title): \(word)\(tally)\(took)"
      if verdict == .passed || verdict == .skipped {
        lines.append("- " + line)
        continue
      }
      if !lines.isEmpty { blocks.append(lines.joined(separator: "\n")) }
      lines = []
      blocks += ["\(mark) " + line] + evidence(record, member)
    }
    return blocks + (lines.isEmpty ? [] : [lines.joined(separator: "\n")])
  }

  private func evidence(_ record: Run.StepRecord, _ member: Report.Member) -> [String] {
    let answers = ItemAnswers(of: record.key, in: member.run)
    let reason = answers?.sentence ?? record.ended?.reason
    var blocks = [
      reason.map { MarkdownText.code($0.clipped(to: 600)) } ?? "",
      Self.list(answers?.differences ?? []),
      record.ended?.hint.map { "Hint: " + MarkdownText.escaped($0) } ?? "",
      record.called.map { "It called run \(MarkdownText.code($0))." } ?? "",
    ]
    let bad = member.attempts(of: record.key.name).filter { $0.verdict?.verdict != .passed }
    for attempt in AttemptChoice(bad, most: 2).shown { blocks += self.blocks(of: attempt) }
    if bad.count > 2 { blocks.append("\(Written.count(bad.count - 2, "more attempt")) did not pass.") }
    return blocks
  }

  private func blocks(of attempt: Run.AttemptRecord) -> [String] {
    let ending = attempt.end.map { AttemptText.ending($0.ending).plain } ?? "did not end"
    let command = attempt.start.command
    let judged = attempt.judgements.filter { $0.verdict != .passed }.flatMap { judgement in
      [
        "- \(VerdictWord.word(judgement.verdict)): \(MarkdownText.code(judgement.expectation)), "
          + "found \(MarkdownText.code(judgement.found.clipped(to: 300))) (\(MarkdownText.code("\(judgement.file):\(judgement.line)")))"
      ]
        + judgement.deciding.prefix(5).map { "  - " + MarkdownText.code($0.clipped(to: 200)) }
    }
    return [
      "\(MarkdownText.escaped(AttemptText.label(attempt.start.attempt))): \(MarkdownText.escaped(ending))",
      command.isEmpty ? "" : MarkdownText.fenced(command.clipped(to: 4000), "sh"),
      judged.joined(separator: "\n"),
      stream("output", attempt.end?.output), stream("errors", attempt.end?.stderr),
    ]
  }

  private func stream(_ name: String, _ evidence: Evidence?) -> String {
    guard let evidence, evidence.content.size > 0, let excerpt = report.excerpt(evidence, most: Self.share)
    else {
      return ""
    }
    return "\(name), \(Written.bytes(evidence.content.size)):\n\n" + MarkdownText.fenced(excerpt.text, "text")
  }

  private func answers(_ member: Report.Member, _ mark: String) -> [String] {
    let lines = member.run.answers.map { answer in
      "- \(MarkdownText.code(answer.name)) \(MarkdownText.escaped(answer.question)) "
        + "\(answer.answer.map { MarkdownText.code($0.clipped(to: 300)) } ?? "nobody answered") (\(answer.source.said))"
        + (answer.remark.map { ": " + MarkdownText.code($0.clipped(to: 300)) } ?? "")
    }
    return lines.isEmpty ? [] : ["\(mark) Questions and answers", lines.joined(separator: "\n")]
  }

  private func changes(_ member: Report.Member, _ mark: String) -> [String] {
    let blocks = member.run.changes.flatMap { Self.blocks(of: $0, report) }
    return blocks.isEmpty ? [] : ["\(mark) Changes"] + blocks
  }

  static func blocks(of change: Run.ChangeRecord, _ report: Report) -> [String] {
    let changed = change.changed
    let name = ([changed.fix.name] + changed.fix.items).joined(separator: " · ")
    let undo = changed.undo.map {
      "What takes it back:\n\n" + MarkdownText.fenced($0.command.clipped(to: 4000), "sh")
    }
    return [
      "\(MarkdownText.code(name)) \(MarkdownText.escaped(changed.title)): \(change.said.0), begun \(report.time(change.time))",
      MarkdownText.fenced(changed.command.clipped(to: 4000), "sh"),
      undo ?? "Nothing takes it back" + (changed.noUndo.map { ": " + MarkdownText.escaped($0) } ?? "."),
    ]
  }

  /// What is different from the last healthy run.
  static func difference(_ member: Report.Member, _ report: Report, _ mark: String) -> String {
    guard let comparison = member.comparison else { return "" }
    let lines = member.differences.prefix(120).map { String($0.plain.prefix(300)) }
    let head =
      "\(mark) What is different from the last healthy run\n\n"
      + MarkdownText.escaped(comparison.said(report))
    return lines.isEmpty ? head : head + "\n\n" + MarkdownText.fenced(lines.joined(separator: "\n"), "text")
  }

  /// What people added.
  static func said(of member: Report.Member, _ report: Report) -> String {
    let labels = member.summary.labels.filter { $0.key != Label.incident }.map {
      MarkdownText.code($0.written)
    }
    let notes = member.summary.notes.map { note in
      let head =
        "\(note.author ?? "somebody"), \(report.time(note.time))" + (note.step.map { ", on \($0)" } ?? "")
      let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        MarkdownText.escaped(String($0))
      }
      return "> " + lines.joined(separator: "  \n> ") + "\n>\n> — " + MarkdownText.escaped(head)
    }
    return ((labels.isEmpty ? [] : ["Labels: " + labels.joined(separator: " ")]) + notes).joined(
      separator: "\n\n")
  }

  static func list(_ lines: [StyledText]) -> String {
    lines.map { "- " + MarkdownText.escaped($0.plain.clipped(to: 600)) }.joined(separator: "\n")
  }

  /// With the day where there are several, and the run where there are several.
  static func timeline(_ report: Report, _ members: [Report.Member]) -> String {
    let entries = Timeline(members).entries
    let rows = entries.map { entry in
      let took = entry.took.map(Written.duration) ?? ""
      let run = members.count > 1 ? " | \(entry.run)" : ""
      return
        "| \(report.time(entry.time))\(run) | \(MarkdownText.escaped(entry.text.plain, inTable: true)) | \(took) |"
    }
    if rows.isEmpty { return "" }
    let head =
      members.count > 1
      ? "| time (UTC\(report.zone)) | run | what | took |\n|---|---|---|---|"
      : "| time (UTC\(report.zone)) | what | took |\n|---|---|---|"
    return ([head] + rows).joined(separator: "\n")
  }
}
