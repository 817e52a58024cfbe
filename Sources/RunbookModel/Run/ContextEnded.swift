/// What came of one of several contexts.
package struct ContextEnded: Sendable, Hashable, Codable {
  package let context: String
  /// The run in that context; where others followed it, the one that decided.
  package let run: String
  package let verdict: RunVerdict
  package let outcome: String?
  /// In one line; of the step that led there where the verdict is not healthy.
  package let reason: String

  package init(context: String, run: String, verdict: RunVerdict, outcome: String?, reason: String) {
    self.context = context
    self.run = run
    self.verdict = verdict
    self.outcome = outcome
    self.reason = reason
  }
}
