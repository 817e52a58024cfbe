package import RunbookComparison
import RunbookModel

/// Differences as people read them: `-` was, `+` is, the changed words standing out.
package enum EvidenceLines {
  /// Each command with what differs in its output, in its stderr and in how it ended.
  package static func lines(_ changes: [EvidenceChange], limit: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var last: StyledText?
    for change in changes {
      let heading = heading(change)
      if heading != last { lines += ["", heading] }
      last = heading
      if change.stream == .stderr { lines.append(StyledText("  stderr", .faint)) }
      lines += self.lines(change.differences, limit: limit)
    }
    return lines
  }

  /// `ports`, `dns · east and west  17 of 27 attempts`.
  private static func heading(_ change: EvidenceChange) -> StyledText {
    let items = change.items.map { $0.joined(separator: " · ") }
    var line = StyledText(
      (change.attempt.purpose == .finally ? "finally " : "") + change.attempt.name, .strong)
    if !items.isEmpty { line.append(" · " + ItemAnswers.list(items), .place) }
    if change.attempt.number > 1 { line.append("  attempt \(change.attempt.number)", .faint) }
    if let share = change.share { line.append("  \(share.attempts) of \(share.of) attempts", .doubt) }
    return line
  }

  /// At most so many differences, and how many more there are.
  package static func lines(_ differences: [Difference], limit: Int) -> [StyledText] {
    let lines = differences.prefix(limit).flatMap(lines)
    let rest = differences.count - limit
    return rest > 0 ? lines + [StyledText("  … and \(rest) more: --all shows them", .faint)] : lines
  }

  private static func lines(_ difference: Difference) -> [StyledText] {
    switch difference.subject {
    case .cell(let row, let column):
      return [StyledText("  \(row)  ") + StyledText(column, .faint) + change(difference)]
    case .member(let path): return [StyledText("  \(path)") + change(difference)]
    case .ending: return [change(difference)]
    case .row, .line:
      return [
        difference.before.map { ("  - ", $0, Style.bad) }, difference.after.map { ("  + ", $0, Style.good) },
      ]
      .compactMap(\.self).map { sign, text, style in StyledText(sign, style) + marked(text, style) }
    }
  }

  /// `  1/1 → 0/1`, `  + 0/1`, `  - 1/1`.
  private static func change(_ difference: Difference) -> StyledText {
    switch (difference.before, difference.after) {
    case (let before?, let after?):
      StyledText("  ") + marked(before, .bad) + StyledText(" → ", .faint) + marked(after, .good)
    case (let before?, nil): StyledText("  - ", .bad) + marked(before, .bad)
    case (nil, let after?): StyledText("  + ", .good) + marked(after, .good)
    case (nil, nil): ""
    }
  }

  private static func marked(_ text: Marked, _ style: Style) -> StyledText {
    text.pieces.reduce(into: StyledText()) { line, piece in
      line.append(piece.text.replacing("\n", with: " ⏎ "), piece.isChanged ? style : .plain)
    }
  }
}
