import RunbookComparison
import RunbookModel

/// What is different from the last time it worked: the lines of `runbook diff`.
extension HTMLReport {
  func difference(_ member: Report.Member) -> Markup {
    guard let comparison = member.comparison else { return .nothing }
    let lines = member.differences.flatMap { line -> [Markup] in [Markup(line), "\n"] }
    return section(
      "What is different from the last healthy run", anchor(member, "difference"),
      tag("p", ["class": "kicker"], .text(comparison.said(report))),
      lines.isEmpty
        ? .nothing : tag("pre", ["class": "wrapped", "tabindex": "0"], tag("code", [:], lines)))
  }
}

extension Report.Member {
  /// At most so much that it stays an overview; `runbook diff` tells all.
  var differences: [StyledText] {
    guard let comparison, !comparison.isSame else { return [] }
    // The first line names the two runs.
    let lines = ComparisonView(comparison).lines.dropFirst().map { $0.clipped(to: 300) }
    let most = 300
    return lines.count <= most
      ? lines
      : lines.prefix(most) + [
        StyledText("… \(lines.count - most) more lines: runbook diff \(summary.id)", .doubt)
      ]
  }
}

extension Comparison {
  /// Which run it is compared with, and how much is different.
  func said(_ report: Report) -> String {
    let when = before.started.map { " of " + report.time($0) } ?? ""
    return "run \(before.run)\(when): "
      + (isSame
        ? "nothing differs but what always does"
        : "\(Written.count(realLines, "line")) of output really differ")
  }
}
