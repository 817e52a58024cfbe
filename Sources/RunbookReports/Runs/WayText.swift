package import RunbookModel

/// The way that a run took, in one line: `probe ✓  l3 ✓  dns ✗  → coredns  running ✗  → coredns-down`.
package enum WayText {
  package static func line(_ run: Run) -> StyledText {
    let parts = run.way.compactMap { point -> StyledText? in
      switch point {
      case .step(let step) where step.verdict == .skipped: nil
      case .step(let step):
        StyledText(step.step.name + " ")
          + StyledText(VerdictWord.sign(step.verdict), VerdictWord.style(step.verdict))
      case .path(let path): StyledText("→ \(path.path)", .place)
      case .outcome(let outcome): StyledText("→ \(outcome.outcome)", VerdictWord.style(outcome.severity))
      case .decision: nil
      }
    }
    return StyledText.joined(parts, separator: "  ")
  }
}
