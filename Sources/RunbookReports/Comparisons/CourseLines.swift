import RunbookComparison
import RunbookModel

/// The end, the verdicts and the decisions of two runs, where they differ.
struct CourseLines {
  private let comparison: Comparison
  private var course: Course { comparison.course }

  init(_ comparison: Comparison) { self.comparison = comparison }

  var lines: [StyledText] { [end] + steps + decisions + only + settings }

  /// `PROBLEM  routes-missing  …  was HEALTHY  not-the-network`, or that both ended alike.
  private var end: StyledText {
    let (before, after) = (comparison.before, comparison.after)
    func verdict(_ side: Comparison.Side) -> StyledText {
      guard let verdict = side.verdict else { return StyledText("NOT ENDED", .doubt) }
      return StyledText(verdict.rawValue.uppercased(), VerdictWord.style(verdict))
    }
    func outcome(_ side: Comparison.Side) -> StyledText {
      StyledText(side.outcome.map { "  \($0)" } ?? "", .strong)
    }
    let now =
      verdict(after) + outcome(after)
      + StyledText((after.outcomeTitle ?? after.reason).map { "  \($0)" } ?? "")
    if before.verdict == after.verdict, before.outcome == after.outcome {
      return now + StyledText("  as before", .faint)
    }
    return now + StyledText("  was ", .faint) + verdict(before) + outcome(before)
  }

  /// What was lost sight of stands out: nobody knows that it still is as it was.
  private var steps: [StyledText] {
    course.steps.filter { !isIdle($0) }.flatMap { change -> [StyledText] in
      var head =
        StyledText("  ") + StyledText(VerdictWord.sign(change.after), VerdictWord.style(change.after))
      head.append(" ")
      head.append(change.step, .strong)
      head.append("  ")
      head.append(VerdictWord.word(change.after), VerdictWord.style(change.after))
      if change.before == change.after {
        head.append(" as before, but not for the same", .faint)
      } else {
        head.append(
          change.isLostSight ? ", was seen to be well" : ", was \(VerdictWord.word(change.before))", .faint)
      }
      if change.title != change.step { head.append("  \(change.title)") }
      let reason = change.after == .passed ? nil : change.reason
      return [head]
        + (change.deciding.isEmpty ? reason.map { [StyledText("      \($0)")] } ?? [] : deciding(change))
    }
  }

  /// What was skipped and passes now, or the other way round, says only which way was taken.
  private func isIdle(_ change: StepChange) -> Bool {
    [change.before, change.after].allSatisfy { $0 == .passed || $0 == .skipped }
  }

  /// Each thing that decided, once, with all items of which it is said.
  private func deciding(_ change: StepChange) -> [StyledText] {
    var said: [(text: StyledText, items: [String])] = []
    for deciding in change.deciding {
      var text = StyledText("\(deciding.expectation): ") + StyledText(deciding.after, .bad)
      if let before = deciding.before, before != deciding.after { text.append("  was \(before)", .faint) }
      for value in deciding.values.prefix(2) where !deciding.after.contains(value) {
        text.append("  │ \(value)", .faint)
      }
      if let index = said.firstIndex(where: { $0.text == text }) {
        said[index].items += [deciding.item].compactMap(\.self)
      } else {
        said.append((text, [deciding.item].compactMap(\.self)))
      }
    }
    let lines = said.prefix(4).map { text, items in
      StyledText("      ") + StyledText(items.isEmpty ? "" : ItemAnswers.list(items) + "  ", .place) + text
    }
    return lines + (said.count > 4 ? [StyledText("      … and \(said.count - 4) more", .faint)] : [])
  }

  private var decisions: [StyledText] {
    course.decisions.map { decision in
      var line =
        StyledText("  ") + StyledText(decision.after, .place) + StyledText(", was \(decision.before)", .faint)
      // What came of a step stands above in full.
      line.append(
        ": " + (decision.step == nil ? decision.because : String(decision.because.prefix { $0 != ":" })))
      for value in decision.values {
        line.append("  \(value.name) is \(Self.short(value.after)), was \(Self.short(value.before))", .faint)
      }
      return line
    }
  }

  private static func short(_ value: String?) -> String {
    guard let value else { return "not captured" }
    let line = value.replacing("\n", with: ", ")
    return line.isEmpty ? "empty" : line.count > 60 ? line.prefix(59) + "…" : line
  }

  private var only: [StyledText] {
    func line(_ title: String, _ names: [String]) -> [StyledText] {
      names.isEmpty ? [] : [StyledText("  \(title): ", .faint) + StyledText(names.joined(separator: ", "))]
    }
    let idle = course.steps.filter { isIdle($0) && $0.before != $0.after }
    return line("not come to any more", course.stepsBefore + idle.filter { $0.after == .skipped }.map(\.step))
      + line("come to only now", idle.filter { $0.after == .passed }.map(\.step) + course.stepsAfter)
  }

  private var settings: [StyledText] {
    course.settings.map {
      StyledText("  \($0.name): ", .strong) + StyledText(Self.short($0.before), .faint)
        + StyledText(" → ", .faint)
        + StyledText(Self.short($0.after))
    }
  }
}
