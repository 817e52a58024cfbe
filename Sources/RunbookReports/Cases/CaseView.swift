package import RunbookModel

/// What came of one case: a line where it passed; else what was expected, what came, and what decided.
package struct CaseView {
  /// An expectation that was not met.
  package struct Miss {
    private let expected: String
    private let came: String?

    /// In the words of the case; `came` is nil where there is nothing to compare.
    package init(expected: String, came: String?) {
      self.expected = expected
      self.came = came
    }

    fileprivate var line: StyledText {
      StyledText("    expected ", .faint) + StyledText(expected) + StyledText(", came ", .faint)
        + StyledText(came ?? "nothing of it", .strong)
    }
  }

  private let name: String
  private let title: String
  private let misses: [Miss]
  private let deciding: (step: StepEnded, judgements: [Judgement])?
  private let missing: [String]
  private let unused: [String]

  /// - Parameters:
  ///   - name: of the case's file, without its ending.
  ///   - deciding: the step that decided.
  ///   - missing: the text of each answer that is not there, as it is added to the case.
  ///   - unused: what of the case nobody asked for, in a few words each.
  package init(
    name: String, title: String, misses: [Miss], deciding: (step: StepEnded, judgements: [Judgement])?,
    missing: [String], unused: [String]
  ) {
    self.name = name
    self.title = title
    self.misses = misses
    self.deciding = deciding
    self.missing = missing
    self.unused = unused
  }

  package var lines: [StyledText] {
    let isPassed = misses.isEmpty
    let verdict: Verdict = isPassed ? .passed : .failed
    var lines = [
      StyledText("  \(VerdictWord.sign(verdict)) ", VerdictWord.style(verdict))
        + StyledText(name, .strong).padded(to: LiveView.nameWidth) + StyledText("  \(title)")
    ]
    lines += misses.map(\.line)
    if !isPassed, let deciding { lines += decided(deciding.step, deciding.judgements) }
    if let answer = missing.first, !isPassed {
      lines.append(StyledText("    no answer; to add:", .doubt))
      lines += answer.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
        StyledText("      \($0)")
      }
    }
    return lines + rest(isPassed)
  }

  /// What a case that passed says that nobody needs, and how much more is amiss.
  private func rest(_ isPassed: Bool) -> [StyledText] {
    let told = isPassed ? unused.prefix(5) : []
    var lines = told.map {
      StyledText("    not used: ", .doubt) + StyledText(RejudgementView.oneLine($0))
    }
    let more = [
      missing.count > (isPassed ? 0 : 1)
        ? Written.count(missing.count - (isPassed ? 0 : 1), isPassed ? "command" : "more command")
          + " without an answer"
        : nil,
      unused.count > told.count ? Written.count(unused.count - told.count, "answer") + " not used" : nil,
    ].compactMap(\.self)
    if !more.isEmpty { lines.append(StyledText("    " + more.joined(separator: ", "), .doubt)) }
    return lines
  }

  private func decided(_ step: StepEnded, _ judgements: [Judgement]) -> [StyledText] {
    let head = StyledText("    decided at ", .faint) + StyledText(step.step.name, .place)
    var lines = [
      head + StyledText(": ") + StyledText(VerdictWord.word(step.verdict), VerdictWord.style(step.verdict))
        + StyledText(step.reason.map { ": \(RejudgementView.oneLine($0))" } ?? "")
    ]
    let doubtful = judgements.filter { $0.verdict != .passed }
    for judgement in (doubtful.isEmpty ? judgements : doubtful).prefix(3) {
      lines.append(
        StyledText("      \(judgement.file):\(judgement.line)  ", .place) + StyledText(judgement.expectation))
      lines.append(
        StyledText(
          "        expected \(RejudgementView.oneLine(judgement.expected)), found \(RejudgementView.oneLine(judgement.found))"
        ))
    }
    return lines
  }
}
