package import RunbookComparison
import RunbookModel

/// What is different in one run compared with another, the gravest first: the end, verdicts, decisions, then the
/// evidence of the steps whose verdict changed, then all other evidence, then what was only renamed.
package struct ComparisonView {
  private let comparison: Comparison
  private let limit: Int

  /// - Parameter limit: the most differences that are shown of one command's output.
  package init(_ comparison: Comparison, limit: Int = 8) {
    self.comparison = comparison
    self.limit = limit
  }

  package var lines: [StyledText] {
    [heading] + CourseLines(comparison).lines + evidence + sources + renames + ["", summary]
  }

  /// `shop  4f2a1c compared with 9b3d07, 2m05s before it`.
  private var heading: StyledText {
    let (before, after) = (comparison.before, comparison.after)
    var line = StyledText(after.runbook, .strong) + StyledText("  \(after.run.prefix(6))", .place)
    line.append(" compared with ", .faint)
    line.append(String(before.run.prefix(6)), .place)
    if let start = before.started, let other = after.started {
      let between = other.since(start)
      line.append(", \(Written.duration(abs(between))) \(between < 0 ? "after" : "before") it", .faint)
    }
    return line
  }

  private var evidence: [StyledText] { EvidenceLines.lines(comparison.evidence, limit: limit) }

  private var sources: [StyledText] {
    comparison.sources.flatMap { source in
      ["", StyledText(source.file, .strong) + StyledText("  the runbook's own text", .faint)]
        + EvidenceLines.lines(source.differences, limit: limit)
    }
  }

  private var renames: [StyledText] {
    let renames = comparison.renames
    if renames.isEmpty { return [] }
    let width = renames.map { DisplayWidth.of($0.before) }.max() ?? 0
    return ["", StyledText("renamed", .strong) + StyledText("  throughout, and no difference", .faint)]
      + renames.map {
        StyledText("  ") + StyledText($0.before).padded(to: width) + StyledText(" → ", .faint)
          + StyledText($0.after)
      }
  }

  /// How much is real of what looks different.
  private var summary: StyledText {
    let (raw, real) = (comparison.rawLines, comparison.realLines)
    if raw == 0, real == 0 { return StyledText("no line of output differs", .good) }
    let lines =
      "\(Written.count(raw, "line")) of output \(raw == 1 ? "differs as it stands" : "differ as they stand"), "
    return StyledText(lines, .faint) + StyledText("\(real) for real", real == 0 ? .good : .strong)
  }
}
