import RunbookModel

/// What came of several contexts: the sentence, then a line for each with the run to look at.
struct ContextsEnd {
  let end: RunEnded
  let contexts: [ContextEnded]

  var lines: [StyledText] {
    let head =
      StyledText(end.verdict.rawValue.uppercased(), VerdictWord.style(end.verdict))
      + StyledText("  " + end.reason) + StyledText("  " + Written.duration(end.duration), .faint)
    let name = contexts.map { DisplayWidth.of($0.context) }.max() ?? 0
    let verdict = contexts.map(\.verdict.rawValue.count).max() ?? 0
    let outcome = contexts.map { DisplayWidth.of($0.outcome ?? "-") }.max() ?? 0
    return ["", head]
      + contexts.map { one in
        StyledText("  ") + StyledText(one.context, .place).padded(to: name) + StyledText("  ")
          + StyledText(one.verdict.rawValue, VerdictWord.style(one.verdict)).padded(to: verdict)
          + StyledText("  ") + StyledText(one.outcome ?? "-").padded(to: outcome)
          + StyledText("  runbook show \(one.run.prefix(6))", .faint)
      }
  }
}
