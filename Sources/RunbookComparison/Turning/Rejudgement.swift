package import RunbookModel

/// A recorded run, and what another version of its runbook makes of it.
package struct Rejudgement: Sendable, Hashable {
  package struct Diagnosis: Sendable, Hashable, Codable {
    package let verdict: RunVerdict
    package let outcome: String?

    package init(_ ended: RunEnded) {
      verdict = ended.verdict
      outcome = ended.outcome
    }
  }

  /// A command that the record has no answer to.
  package struct Unanswered: Sendable, Hashable, Codable {
    /// The step that asks it, or the tool where the engine does.
    package let step: String
    package let command: String

    package init(step: String, command: String) {
      self.step = step
      self.command = command
    }
  }

  package enum Result: String, Sendable, Codable, CaseIterable {
    /// The same verdict and outcome, on evidence that was all there.
    case same
    /// Another verdict or outcome, because recorded evidence is judged otherwise.
    case changed
    /// It asks what was never recorded before anything is judged otherwise: nobody knows what would have come of it.
    case missing
  }

  package let run: String
  package let started: Moment
  package let before: Diagnosis
  package let after: Diagnosis
  package let result: Result
  /// Where the two part; nil where they do not.
  package let turningPoint: TurningPoint?
  /// The first that was asked.
  package let missing: Unanswered?
  /// What people say the cause really was.
  package let truth: String?

  /// Where both agree the runs need not be looked at: `runs` folds them only when they do not.
  package init(
    run: String, started: Moment, before: RunEnded, after: RunEnded, missing: Unanswered?,
    truth: String? = nil, runs: () -> (before: Run, after: Run)?
  ) {
    self.run = run
    self.started = started
    self.before = Diagnosis(before)
    self.after = Diagnosis(after)
    self.missing = missing
    self.truth = truth
    if self.before == self.after, missing == nil {
      (result, turningPoint) = (.same, nil)
      return
    }
    turningPoint = runs().flatMap { TurningPoint(before: $0.before, after: $0.after) }
    let isBlind = missing != nil && (turningPoint == nil || turningPoint?.after?.isMissing == true)
    result = isBlind || self.before == self.after ? .missing : .changed
  }

  /// What it says, with or without people's word on it.
  package func isRight(_ diagnosis: Diagnosis) -> Bool? { truth.map { $0 == diagnosis.outcome } }
}
