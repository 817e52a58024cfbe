/// An arrow of a runbook, told apart by what stays when its file is edited elsewhere: not by its line.
package struct ArrowTaken: Sendable, Hashable {
  package let origin: DecisionTaken.Origin
  /// The step whose arrow it is.
  package let step: String?
  /// The verdict of that step.
  package let verdict: String?
  /// Of a table: how many rows stand above its own.
  package let row: Int?
  /// `→ coredns`.
  package let target: String

  package init(
    origin: DecisionTaken.Origin, step: String? = nil, verdict: String? = nil, row: Int? = nil, target: String
  ) {
    self.origin = origin
    self.step = step
    self.verdict = verdict
    self.row = row
    self.target = target
  }
}
