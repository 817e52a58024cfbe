import RunbookComparison
import RunbookMatching
import RunbookModel

/// Traits in plain words, those of the same step in one phrase.
struct TraitPhrases {
  private let reasons: [SimilarRun.Reason]

  /// - Parameter reasons: the weightiest first.
  init(_ reasons: [SimilarRun.Reason]) { self.reasons = reasons }

  /// What two runs have in common: ``` `dns` failed, with the same text: `connection timed out` ```.
  func phrases(_ limit: Int) -> [String] {
    told(limit) { step, verdict, text in
      switch (verdict, text) {
      case (let verdict?, let text?): "`\(step)` \(verdict), with the same text: \(text)"
      case (let verdict?, nil): "`\(step)` \(verdict)"
      case (nil, let text?): "the same text at `\(step)`: \(text)"
      case (nil, nil): nil
      }
    }
  }

  /// What only one of them has: ``` `limit` failed: nothing ```.
  func differences(_ limit: Int) -> [String] {
    told(limit) { step, verdict, text in
      switch (verdict, text) {
      case (let verdict?, let text?): "`\(step)` \(verdict): \(text)"
      case (let verdict?, nil): "`\(step)` \(verdict)"
      case (nil, let text?): "another text at `\(step)`: \(text)"
      case (nil, nil): nil
      }
    }
  }

  /// - Parameter phrase: of a step, how it ended, and what it found; each where the traits tell.
  private func told(_ limit: Int, _ phrase: (String, String?, String?) -> String?) -> [String] {
    var phrases: [String] = []
    var steps: Set<String> = []
    for reason in reasons where phrases.count < limit {
      if let step = reason.step, Self.isOfStep(reason.kind) {
        guard steps.insert(step).inserted else { continue }
        let verdict = reasons.first { $0.kind == .step && $0.step == step }.map { Self.verdict($0.text) }
        let text = reasons.first { Self.isText($0.kind) && $0.step == step }?.text
        let expectation = reasons.first { $0.kind == .expectation && $0.step == step }?.text
        if let told = phrase(step, verdict, (text ?? expectation).map { "`\($0)`" }) { phrases.append(told) }
      } else if let told = Self.phrase(reason) {
        phrases.append(told)
      }
    }
    return phrases
  }

  private static func verdict(_ word: String) -> String {
    switch Verdict(rawValue: word) {
    case .flaky: "is flaky"
    case .unknown: "could not look"
    case let verdict: verdict.map(VerdictWord.word) ?? word
    }
  }

  private static func isText(_ kind: Trait.Kind) -> Bool {
    switch kind {
    case .found, .reason, .refusal, .evidence: true
    case .outcome, .step, .expectation, .decision, .share, .runbook, .ending, .passed: false
    }
  }

  private static func isOfStep(_ kind: Trait.Kind) -> Bool {
    isText(kind) || kind == .step || kind == .expectation
  }

  /// Of what belongs to no step; nil where it says nothing that the head of a run does not.
  private static func phrase(_ reason: SimilarRun.Reason) -> String? {
    switch reason.kind {
    case .outcome: "outcome \(reason.text)"
    case .decision: (reason.step.map { "`\($0)` " } ?? "") + reason.text
    case .refusal, .found, .reason, .evidence: "`\(reason.text)`"
    case .runbook: "runbook \(reason.text)"
    case .share, .ending, .passed, .step, .expectation: nil
    }
  }
}
