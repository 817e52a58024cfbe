package import RunbookComparison
package import RunbookModel

/// What another version makes of a recorded run: verdict, outcome and way then and now, and where the two part.
package struct RejudgementView: Sendable {
  private let rejudgement: Rejudgement

  package init(_ rejudgement: Rejudgement) { self.rejudgement = rejudgement }

  /// Under the lines of the run as it is judged now.
  package func lines(before: Run, after: Run) -> [StyledText] {
    var lines = ["", StyledText(Self.word(rejudgement.result), .strong)]
    for (word, diagnosis, run) in [("then", rejudgement.before, before), ("now ", rejudgement.after, after)] {
      lines.append(StyledText("  \(word)  ", .faint) + Self.diagnosis(diagnosis))
      lines.append("        " + WayText.line(run))
    }
    return lines + reasons.map { "  " + $0 }
  }

  /// Where the two part, and what was never recorded.
  var reasons: [StyledText] { (rejudgement.turningPoint.map(Self.lines) ?? []) + evidence }

  /// The first command that was never recorded.
  var evidence: [StyledText] {
    guard let missing = rejudgement.missing else { return [] }
    return [
      StyledText("no evidence: ", .doubt) + StyledText(missing.step, .strong)
        + StyledText(" asks what was never recorded: ") + StyledText(Self.oneLine(missing.command))
    ]
  }

  private static func word(_ result: Rejudgement.Result) -> String {
    switch result {
    case .same: "the same diagnosis"
    case .changed: "another diagnosis"
    case .missing: "evidence is missing"
    }
  }

  static func diagnosis(_ diagnosis: Rejudgement.Diagnosis) -> StyledText {
    StyledText(diagnosis.verdict.rawValue, VerdictWord.style(diagnosis.verdict))
      + StyledText(diagnosis.outcome.map { "  \($0)" } ?? "")
  }

  static func lines(_ point: TurningPoint) -> [StyledText] {
    let place = point.step.map { ([$0.name] + $0.items).joined(separator: " · ") } ?? point.outcome
    return [StyledText("turned at: ", .strong) + StyledText(place ?? "a table", .place)]
      + side("then", point.before) + side("now ", point.after)
  }

  private static func side(_ word: String, _ side: TurningPoint.Side?) -> [StyledText] {
    let head = StyledText("  \(word)  ", .faint)
    guard let side else { return [head + StyledText("not there", .faint)] }
    var line = head
    if let verdict = side.verdict {
      line.append(VerdictWord.word(verdict), VerdictWord.style(verdict))
      if side.expectation != nil || side.reason != nil { line.append(": ") }
    }
    guard let expectation = side.expectation else {
      return [line + StyledText(side.reason.map(oneLine) ?? "")]
    }
    var found = "        "
    if let expected = side.expected, expected != expectation { found += "expected \(oneLine(expected)), " }
    found += "found \(oneLine(side.found ?? "nothing"))"
    if let reason = side.reason { found += ": \(oneLine(reason))" }
    return [line + StyledText(expectation), StyledText(found)]
  }

  static func oneLine(_ text: String) -> String {
    let line = text.split(separator: "\n").joined(separator: " ⏎ ")
    return line.count > 160 ? String(line.prefix(159)) + "…" : line
  }
}
