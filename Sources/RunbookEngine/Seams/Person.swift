package import RunbookModel

/// The seam to whoever sits in front of the run.
package protocol Person: Sendable {
  /// Asks for a secret without echo; nil where nobody answers.
  func secret(_ secret: Secret) async -> String?
}

/// There is nobody to ask: a pipe, a job, a replay.
package struct Nobody: Person {
  package init() {}
  package func secret(_ secret: Secret) async -> String? { nil }
}
