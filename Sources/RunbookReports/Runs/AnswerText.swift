import RunbookModel

/// What became of a question, in one line; nil where the line of its step says it all.
enum AnswerText {
  static func line(_ fact: Answered) -> StyledText? {
    let answer: StyledText
    switch (fact.purpose, fact.answer) {
    case (.manual, _), (.fix, nil), (.fix, "no"), (.undo, nil): return nil
    case (.ask, nil), (.confirm, nil): answer = StyledText("nobody answered", .doubt)
    case (.fix, _): answer = "it may run"
    case (.ask, let text?), (.confirm, let text?), (.undo, let text?): answer = StyledText(text, .strong)
    }
    return StyledText("  › ", .place) + StyledText(fact.name, .strong).padded(to: LiveView.nameWidth)
      + StyledText("  \(fact.question)  ") + answer + StyledText(source(fact), .faint)
  }

  private static func source(_ fact: Answered) -> String {
    switch fact.source {
    case .person, .nobody: ""
    case .option: "  (as told on the command line)"
    case .standard: "  (the default)"
    }
  }
}
