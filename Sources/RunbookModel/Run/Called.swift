package struct Called: Sendable, Hashable, Codable {
  /// Of the call, as a step.
  package let name: String
  /// The run that it started; that one names this one as its parent.
  package let child: String
  /// `Plan.name` of what runs there.
  package let runbook: String

  package init(name: String, child: String, runbook: String) {
    self.name = name
    self.child = child
    self.runbook = runbook
  }
}
