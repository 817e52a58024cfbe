import RunbookComparison
import RunbookMatching
import RunbookModel

/// Traits in plain words, those of the same step in one phrase.
struct TraitPhrases {
  private let reasons: [SimilarRun.Reason]

  /// - Parameter reasons: the weightiest first.
  init(_ reasons: [SimilarRun.Reason]) { self.reasons = reasons }

  /// What two runs have in common: ``` `dns` failed, with the same text: `connection timed out` ```.
  func phrases(_ limit: Int) -> [String] { told(limit, text: "with the same text", at: "the same text") }

  /// What only one of them has: ``` `dns` failed: `connection timed out` ```.
  func differences(_ limit: Int) -> [String] { told(limit, text: nil, at: "another text") }

  /// - Parameters:
  ///   - text: what stands before the text of a step that did not pass.
  ///   - at: what stands before the name of a step of which nothing but a text is told.
  private func told(_ limit: Int, text intro: String?, at: String) -> [String] {
    var phrases: [String] = []
    var steps: Set<String> = []
    for reason in reasons where phrases.count < limit {
      guard let step = reason.step, Self.isOfStep(reason.kind) else {
        if let phrase = Self.phrase(reason) { phrases.append(phrase) }
        continue
      }
      guard steps.insert(step).inserted else { continue }
      let own = reasons.filter { $0.step == step }
      let verdict = own.first { $0.kind == .step }.map { "`\(step)` " + Self.verdict($0.text) }
      // A text without a word says nothing by itself.
      let text = own.first { Self.isText($0.kind) && $0.text.contains { $0.isLetter } }?.text
      let expectation = own.first { $0.kind == .expectation }?.text
      switch (verdict, text, expectation) {
      case (let verdict?, let text?, _):
        phrases.append(verdict + (intro.map { ", \($0)" } ?? "") + ": `\(text)`")
      case (let verdict?, nil, let expectation?): phrases.append("\(verdict) at `expect \(expectation)`")
      case (let verdict?, nil, nil): phrases.append(verdict)
      case (nil, let text?, _): phrases.append("\(at) at `\(step)`: `\(text)`")
      case (nil, nil, let expectation?): phrases.append("`\(step)`: `expect \(expectation)` does not hold")
      case (nil, nil, nil): break
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
