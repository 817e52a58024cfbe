package import RunbookModel

/// Where two runs part that looked at the same things: the first step that was judged otherwise and the
/// expectation that decided, else the first arrow that leads elsewhere, else the outcome that weighs otherwise.
///
/// The runs are those of two versions of a runbook on the same evidence, so what differs is how it was judged.
package struct TurningPoint: Sendable, Hashable, Codable {
  /// What one of the two says.
  package struct Side: Sendable, Hashable, Codable {
    /// Nil: there is no verdict here, but an arrow or an outcome.
    package let verdict: Verdict?
    /// As it is written; nil where no single expectation decided.
    package let expectation: String?
    package let expected: String?
    package let found: String?
    /// In one line, where there is more to say: why the verdict is what it is, or where the arrow leads.
    package let reason: String?
    /// The attempt that decided asks what was never recorded.
    package let isMissing: Bool

    init(
      verdict: Verdict? = nil, judgement: Judgement? = nil, reason: String? = nil, isMissing: Bool = false
    ) {
      self.verdict = verdict
      expectation = judgement?.expectation
      expected = judgement?.expected
      found = judgement?.found
      self.reason = judgement == nil ? reason : judgement?.reason
      self.isMissing = isMissing
    }
  }

  /// The step, with the items of its `each`; nil where a table or an outcome decided.
  package let step: StepKey?
  /// The outcome whose severity differs.
  package let outcome: String?
  /// Nil: the step is not there.
  package let before: Side?
  package let after: Side?

  init(step: StepKey? = nil, outcome: String? = nil, before: Side?, after: Side?) {
    self.step = step
    self.outcome = outcome
    self.before = before
    self.after = after
  }

  /// Nil where both went the same way to the same outcomes.
  package init?(before: Run, after: Run) {
    guard let found = Turning(before: before, after: after).find() else { return nil }
    self = found
  }
}
