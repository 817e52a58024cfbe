package import RunbookModel

/// Draws an expectation that does not hold, or could not be judged, as a diagnostic is drawn, with
/// what was found under it.
package struct JudgementRenderer: Sendable {
  private let sources: [String: SourceText]

  package init(sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
  }

  package func lines(for judgement: Judgement) -> [StyledText] {
    let style = VerdictWord.style(judgement.verdict)
    var lines = [
      StyledText(VerdictWord.word(judgement.verdict), style)
        + StyledText(": \(judgement.expectation)", .strong)
    ]
    if let line = line(for: judgement) {
      lines += Excerpt(file: judgement.file, line: line, others: []).drawn(carets: style)
    }
    let gutter = String(repeating: " ", count: String(judgement.line).count)
    for text in judgement.deciding {
      lines.append(StyledText("\(gutter) │ ", .faint) + StyledText(oneLine(text)))
    }
    if judgement.more > 0 { lines.append(StyledText("\(gutter) │ … and \(judgement.more) more", .faint)) }
    if let reason = judgement.reason {
      lines.append(StyledText("\(gutter) = why: ", .faint) + StyledText(reason))
    }
    return lines
  }

  private func line(for judgement: Judgement) -> Excerpt.Line? {
    guard let source = sources[judgement.file], (1...source.lineStarts.count).contains(judgement.line) else {
      return nil
    }
    let text = source.line(judgement.line)
    let before = text.firstRange(of: judgement.expectation)?.lowerBound
    let column = before.map { text.distance(from: text.startIndex, to: $0) + 1 } ?? 1
    return Excerpt.Line(
      number: judgement.line, text: text, column: column,
      width: before == nil ? text.count : judgement.expectation.count, label: judgement.found)
  }

  private func oneLine(_ text: String) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: " ⏎ ")
    return line.count > 160 ? String(line.prefix(159)) + "…" : line
  }
}
