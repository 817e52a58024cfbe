package import RunbookModel

/// A question as it is put on a terminal: what it is, what should be known, and the line to type into.
package struct QuestionView: Sendable {
  private let question: Question

  package init(_ question: Question) { self.question = question }

  /// All but the last line, broken where the terminal ends.
  package func lines(columns: Int) -> [StyledText] {
    var lines: [StyledText] = [
      StyledText("  ? ", .place) + StyledText(question.name, .strong) + StyledText("  \(question.text)")
    ]
    let width = question.details.map { $0.label?.count ?? 0 }.max() ?? 0
    for detail in question.details {
      for (index, line) in detail.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let label = index == 0 ? detail.label ?? "" : ""
        let indent = StyledText("      " + label, .faint).padded(to: 6 + width)
        lines.append(indent + StyledText((width > 0 ? "  " : "") + line))
      }
    }
    if let problem = question.problem { lines.append(StyledText("      \(problem)", .doubt)) }
    return [""] + lines.flatMap { $0.wrapped(to: columns - 1) }
  }

  /// The last line with what was typed so far, and the column of the cursor.
  package func input(_ editor: LineEditor, columns: Int) -> (line: StyledText, cursor: Int) {
    var line = StyledText("  " + wanted, .faint)
    if let standard = question.standard { line.append(" [\(standard)]", .faint) }
    line = line.clipped(to: columns * 2 / 3) + StyledText(" › ", .place)
    let (text, cursor) = editor.window(columns: columns - line.width)
    return (line + StyledText(text), line.width + cursor)
  }

  /// What may be typed.
  private var wanted: String {
    switch question.kind {
    case .text(let type): type.map { "a \($0.rawValue)" } ?? "your answer"
    case .choice(let choices): "one of " + choices.joined(separator: ", ")
    case .yesOrNo: question.purpose == .fix ? "let it run: yes or no" : "yes or no"
    case .verdict: "passed, failed, unknown, skipped or flaky, and a remark"
    }
  }
}
