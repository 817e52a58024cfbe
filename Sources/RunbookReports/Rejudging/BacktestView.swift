package import RunbookComparison
package import RunbookModel

/// A backtest for people: what changed and why, what lacks evidence, what could not be judged, how much stayed
/// the same, and how much of it is right.
package struct BacktestView {
  private let backtest: Backtest
  private let secondsEast: (Moment) -> Int

  /// - Parameter secondsEast: of UTC, where the reader is, at a moment.
  package init(_ backtest: Backtest, secondsEast: @escaping (Moment) -> Int) {
    self.backtest = backtest
    self.secondsEast = secondsEast
  }

  package var lines: [StyledText] {
    var lines: [StyledText] = []
    for group in backtest.groups(.changed) {
      lines += RejudgementView(group.first).reasons + runs(group) + [""]
    }
    for group in backtest.groups(.missing) {
      lines += RejudgementView(group.first).evidence + runs(group) + [""]
    }
    return lines + unjudged + truth + [summary]
  }

  /// One line each: what it was, what it would be, and what the deciding expectation found.
  private func runs(_ group: Backtest.Group) -> [StyledText] {
    group.runs.map { run in
      var line = StyledText("  ") + StyledText(run.run, .place)
      line.append("  \(Written.moment(run.started, secondsEast: secondsEast(run.started)))  ", .faint)
      line.append(RejudgementView.diagnosis(run.before))
      line.append(" → ", .faint)
      line.append(RejudgementView.diagnosis(run.after))
      if run.result == .changed, group.runs.count > 1, let found = run.turningPoint?.after?.found {
        line.append("  found \(RejudgementView.oneLine(found))", .faint)
      }
      return line
    }
  }

  /// By reason, with the runs of each below it.
  private var unjudged: [StyledText] {
    var reasons: [String] = []
    for one in backtest.unjudged where !reasons.contains(one.reason) { reasons.append(one.reason) }
    return reasons.flatMap { reason in
      [StyledText("not judged: ", .doubt) + StyledText(reason)]
        + backtest.unjudged.filter { $0.reason == reason }.map { "  " + StyledText($0.run, .place) } + [""]
    }
  }

  private var truth: [StyledText] {
    let known = backtest.judged.filter { $0.truth != nil }
    guard !known.isEmpty else { return [] }
    let before = known.count { $0.isRight($0.before) == true }
    let after = known.count { $0.isRight($0.after) == true }
    var lines: [StyledText] = [
      StyledText("right: ", .strong)
        + StyledText("\(before) of \(Written.count(known.count, "labelled run")) then, \(after) now")
    ]
    for run in known where run.isRight(run.before) != run.isRight(run.after) {
      let isRight = run.isRight(run.after) == true
      lines.append(
        StyledText(isRight ? "  now right: " : "  now wrong: ", isRight ? .good : .bad)
          + StyledText(run.run, .place) + StyledText("  \(run.truth ?? "")"))
    }
    return lines + [""]
  }

  private var summary: StyledText {
    let changed = backtest.runs(.changed).count
    let missing = backtest.runs(.missing).count
    let parts = [
      "\(backtest.runs(.same).count) the same", "\(changed) changed",
      missing > 0 ? "\(missing) without evidence" : nil,
      backtest.unjudged.isEmpty ? nil : "\(backtest.unjudged.count) not judged",
    ].compactMap(\.self)
    let count = backtest.judged.count + backtest.unjudged.count
    return StyledText("\(backtest.file) on \(Written.count(count, "recorded run")): ")
      + StyledText(parts.joined(separator: ", "), changed > 0 ? .bad : missing > 0 ? .doubt : .good)
  }
}
