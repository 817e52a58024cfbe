import RunbookModel

/// A `decide`: rows read from the top, the first that holds is taken.
///
/// A table never swallows a verdict. So `otherwise` is taken only when all steps before the table
/// passed or were skipped, and where no row holds the first step that did neither ends the run as it
/// would without an arrow. A row that cannot be judged (it names a variable that was never captured)
/// does not hold; but after it neither `otherwise` nor the end of the table may pass for an answer,
/// since that row might have been the one: the run is inconclusive.
extension Walk {
  mutating func decide(_ table: Decide) -> Move {
    let reader = ConditionReader(
      verdicts: verdicts, steps: table.steps, bindings: walked.bindings, veil: stage.veil)
    let bad = table.steps.first { ![.passed, .skipped].contains(verdicts[$0] ?? .skipped) }
    var rejected: [DecisionTaken.Rejected] = []
    var unclear: String?
    for row in table.rows {
      guard let condition = row.condition else {
        if let reason = bad.map(because) ?? unclear {
          rejected.append(.init(row: row.text, reason: reason))
          continue
        }
        return follow(
          row.arrow, led: .passed, origin: .table, because: EngineProblems.allPassed(table.steps, verdicts),
          rejected: rejected)
      }
      switch reader.read(condition) {
      case .holds(let because):
        return follow(
          row.arrow, led: led(by: condition, table), origin: .table, because: because, rejected: rejected)
      case .holdsNot(let reason): rejected.append(.init(row: row.text, reason: reason))
      case .unknown(let reason):
        rejected.append(.init(row: row.text, reason: reason))
        unclear = unclear ?? reason
      }
    }
    if let bad { return end(without: bad, verdicts[bad] ?? .skipped, rejected: rejected, at: table.place) }
    guard let unclear else { return .onward }
    walked.doubt()
    let because = EngineProblems.rowUnclear(unclear)
    stage.decide(.end, target: "end", because: because, rejected: rejected, at: table.place)
    return .end(.verdict(.unknown, because: because))
  }

  /// The verdict that leads along a row: the gravest that it names; where it names variables only,
  /// the gravest before the table.
  private func led(by condition: Condition, _ table: Decide) -> Verdict {
    let named = condition.checks.compactMap { check -> Verdict? in
      if case .verdict(_, let verdict) = check { verdict } else { nil }
    }
    let weighed = named.isEmpty ? table.steps.map { verdicts[$0] ?? .skipped } : named
    return [.failed, .flaky, .unknown].first(where: weighed.contains) ?? .passed
  }
}
