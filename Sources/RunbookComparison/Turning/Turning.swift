import RunbookModel

/// Follows the way of the new run until something differs from the old one.
struct Turning {
  let before: Run
  let after: Run

  func find() -> TurningPoint? {
    var tables = 0
    for point in after.way {
      switch point {
      case .step(let ended):
        if let found = at(ended) { return found }
      case .decision(let decision):
        let old: DecisionTaken?
        if let step = decision.step {
          old = before.decisions.first { $0.step == step && $0.origin == decision.origin }
        } else {
          old = before.decisions.filter { $0.step == nil }.dropFirst(tables).first
          tables += 1
        }
        if let old, old.target != decision.target { return between(old, decision) }
      case .outcome(let outcome):
        let old = before.outcomes.first { $0.outcome == outcome.outcome }
        if let old, old.severity != outcome.severity { return between(old, outcome) }
      case .path: break
      }
    }
    return before.settled.first { isGone($0) }.map { point(at: $0.step) }
  }

  private func between(_ old: DecisionTaken, _ new: DecisionTaken) -> TurningPoint {
    func side(_ decision: DecisionTaken) -> TurningPoint.Side {
      TurningPoint.Side(reason: "\(decision.because) \(decision.target)")
    }
    return TurningPoint(step: new.step.map { StepKey($0) }, before: side(old), after: side(new))
  }

  private func between(_ old: OutcomeFound, _ new: OutcomeFound) -> TurningPoint {
    func side(_ found: OutcomeFound) -> TurningPoint.Side {
      TurningPoint.Side(reason: "severity \(found.severity.rawValue)")
    }
    return TurningPoint(outcome: new.outcome, before: side(old), after: side(new))
  }

  /// A step that only the new run has turned nothing where it passed or was skipped.
  private func at(_ ended: StepEnded) -> TurningPoint? {
    if let old = before.settled.first(where: { $0.step == ended.step }) {
      return old.verdict == ended.verdict ? nil : point(at: ended.step)
    }
    return ended.verdict == .passed || ended.verdict == .skipped ? nil : point(at: ended.step)
  }

  /// It led the old run somewhere, and the new one passed by its place without it.
  private func isGone(_ old: StepEnded) -> Bool {
    guard old.verdict != .passed, old.verdict != .skipped,
      !after.settled.contains(where: { $0.step == old.step }),
      let index = before.settled.firstIndex(of: old)
    else { return false }
    return index == 0 || after.settled.contains { $0.step == before.settled[index - 1].step }
  }

  /// The step, or the first item of it that was judged otherwise.
  private func point(at step: StepKey) -> TurningPoint {
    let item = after.items(of: step).first { item in
      item.ended != nil && before.ended(item.key)?.verdict != item.ended?.verdict
    }
    let key = item?.key ?? step
    let (old, new) = attempts(before.attempts(of: key), after.attempts(of: key))
    let (was, became) = judgements(old?.judgements ?? [], new?.judgements ?? [])
    func side(_ run: Run, _ attempt: Run.AttemptRecord?, _ judgement: Judgement?) -> TurningPoint.Side? {
      run.ended(key).map { ended in
        TurningPoint.Side(
          verdict: ended.verdict, judgement: judgement, reason: ended.reason,
          isMissing: attempt?.end?.ending == .notRecorded)
      }
    }
    return TurningPoint(step: key, before: side(before, old, was), after: side(after, new, became))
  }

  /// The first attempts that were judged otherwise; else of each run the one that tells most.
  private func attempts(
    _ old: [Run.AttemptRecord], _ new: [Run.AttemptRecord]
  ) -> (Run.AttemptRecord?, Run.AttemptRecord?) {
    let pairs = zip(old, new)
    if let pair = pairs.first(where: { $0.verdict?.verdict != $1.verdict?.verdict }) { return pair }
    func telling(_ attempts: [Run.AttemptRecord]) -> Run.AttemptRecord? {
      attempts.last { $0.verdict?.verdict != .passed } ?? attempts.last
    }
    return (telling(old), telling(new))
  }

  /// The expectation that decided, as it was judged then and now: the first that does not hold on one side and
  /// does on the other.
  private func judgements(_ old: [Judgement], _ new: [Judgement]) -> (Judgement?, Judgement?) {
    if let (became, was) = decided(new, old) { return (was, became) }
    if let (was, became) = decided(old, new) { return (was, became) }
    return (nil, nil)
  }

  /// It is found again on the other side by its text, else by its place.
  private func decided(_ ones: [Judgement], _ others: [Judgement]) -> (Judgement, Judgement?)? {
    for (index, one) in ones.enumerated() where one.verdict != .passed {
      var other = others.first { $0.expectation == one.expectation }
      if other == nil, others.indices.contains(index),
        !ones.contains(where: { $0.expectation == others[index].expectation })
      {
        other = others[index]
      }
      if other?.verdict != one.verdict { return (one, other) }
    }
    return nil
  }
}

extension Run {
  /// The steps of the way, in order.
  fileprivate var settled: [StepEnded] {
    way.compactMap { if case .step(let ended) = $0 { ended } else { nil } }
  }

  fileprivate var decisions: [DecisionTaken] {
    way.compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
  }

  fileprivate func ended(_ key: StepKey) -> StepEnded? { record(of: key)?.ended }
}
