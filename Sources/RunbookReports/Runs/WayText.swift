package import RunbookModel

/// The way that a run took, in one line: `probe ✓  l3 ✓  dns ✗  → coredns  running ✗  → coredns-down`.
package enum WayText {
  /// Of more steps in a row that ended alike only the ends are named.
  private static let mostAlike = 12
  private static let ends = 3

  package static func line(_ run: Run) -> StyledText {
    var parts: [StyledText] = []
    var alike: [StepEnded] = []
    func settle() {
      parts += stretch(alike)
      alike = []
    }
    for point in run.way {
      switch point {
      case .step(let step) where step.verdict == .skipped: break
      case .step(let step):
        if alike.last?.verdict != step.verdict { settle() }
        alike.append(step)
      case .path(let path):
        settle()
        parts.append(StyledText("→ \(path.path)", .place))
      case .outcome(let outcome):
        settle()
        parts.append(StyledText("→ \(outcome.outcome)", VerdictWord.style(outcome.severity)))
      case .decision: break
      }
    }
    settle()
    return StyledText.joined(parts, separator: "  ")
  }

  /// Steps in a row with one verdict.
  private static func stretch(_ steps: [StepEnded]) -> [StyledText] {
    guard steps.count > mostAlike else { return steps.map(word) }
    let more = StyledText("… \(steps.count - 2 * ends) more ", .faint) + sign(steps[0].verdict)
    return steps.prefix(ends).map(word) + [more] + steps.suffix(ends).map(word)
  }

  private static func word(_ step: StepEnded) -> StyledText {
    StyledText(step.step.name + " ") + sign(step.verdict)
  }

  private static func sign(_ verdict: Verdict) -> StyledText {
    StyledText(VerdictWord.sign(verdict), VerdictWord.style(verdict))
  }
}
