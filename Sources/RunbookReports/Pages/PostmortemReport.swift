import RunbookModel

/// A post-mortem, begun: what the record knows is filled in, what only people know stands as a question.
package struct PostmortemReport {
  let report: Report

  package init(_ report: Report) { self.report = report }

  package var text: String {
    let first = report.members[0]
    let subject = report.main.map { MarkdownText.escaped($0.headline) } ?? MarkdownText.escaped(report.title)
    let blocks =
      ["# Post-mortem: \(subject)", "Status: draft", facts(first)]
      + ["## Summary", open("What happened, in two or three sentences? Who noticed it, and how?")]
      + ["## Impact", open("Who was affected, for how long, and how much of it?")]
      + ["## What was found"] + report.members.flatMap(findings)
      + ["## Timeline", MarkdownReport.timeline(report, report.members)]
      + [open("What happened before the first and after the last of these?")] + changes
      + ["## Root cause", open("Why did it break? Why could it?")]
      + ["## What went well", open("What helped to find it, or to keep it small?")]
      + ["## What went badly", open("What took too long, or was missing?" + blind)]
      + ["## Where we were lucky", open("What could have made it worse?")]
      + ["## What we will do", "| what | who | until |\n|---|---|---|\n| | | |"] + ["## Evidence", evidence]
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func open(_ question: String) -> String { "_\(question)_" }

  private func facts(_ first: Report.Member) -> String {
    let last = report.members.compactMap(\.run.lastTime).max() ?? first.summary.started
    let people = Set(report.members.compactMap(\.summary.user)).sorted()
    let contexts = Set(report.members.compactMap(\.summary.context)).sorted()
    func line(_ label: String, _ values: [String]) -> [String] {
      values.isEmpty ? [] : ["- \(label): " + values.map(MarkdownText.code).joined(separator: ", ")]
    }
    return
      (line("from", [report.time(first.summary.started) + " UTC" + report.zone])
      + line("to", [report.time(last) + " UTC" + report.zone]) + line("looked at by", people)
      + line("clusters", contexts)
      + line("runs", report.members.map(\.summary.id))).joined(separator: "\n")
  }

  private func findings(_ member: Report.Member) -> [String] {
    let outcome = member.run.end?.outcome.map { " " + MarkdownText.code($0) } ?? ""
    let bad = member.steps.filter { ![.passed, .skipped].contains($0.ended?.verdict) }.map { record in
      let reason = ItemAnswers(of: record.key, in: member.run)?.sentence ?? record.ended?.reason
      let word = record.ended.map { VerdictWord.word($0.verdict) } ?? "did not end"
      return "- \(MarkdownText.code(record.key.name)) \(word)"
        + (reason.map { ": " + MarkdownText.code($0.clipped(to: 300)) } ?? "")
    }
    return [
      "### \(MarkdownText.escaped(member.headline))",
      "\(MarkdownText.escaped(member.summary.title)), run \(MarkdownText.code(member.summary.id)): **\(member.state)**\(outcome)",
      MarkdownText.prose(member.found?.prose ?? ""), bad.joined(separator: "\n"),
      MarkdownReport.list(member.remarks),
      MarkdownReport.said(of: member, report), MarkdownReport.difference(member, report, "####"),
    ]
  }

  private var changes: [String] {
    let changes = report.members.flatMap { member in
      member.run.changes.filter { $0.changed.state != .unchanged }.flatMap {
        MarkdownReport.blocks(of: $0, report)
      }
    }
    return ["## What was changed"]
      + (changes.isEmpty
        ? ["No runbook changed anything.", open("What did people change by hand?")]
        : changes + [open("What else did people change by hand?")])
  }

  /// Where the runbooks were blind, in a question.
  private var blind: String {
    let names = report.members.flatMap {
      $0.steps.filter { $0.ended?.verdict == .unknown }.map { MarkdownText.code($0.key.name) }
    }
    return names.isEmpty ? "" : " Why could it not be looked at: \(ItemAnswers.list(names))?"
  }

  private var evidence: String {
    report.members.map { "- " + MarkdownText.code("runbook report \($0.summary.id)") }.joined(separator: "\n")
  }
}
