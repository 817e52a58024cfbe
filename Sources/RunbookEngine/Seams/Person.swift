package import RunbookModel

/// The seam to whoever sits in front of the run.
package protocol Person: Sendable {
  /// Asks for a secret without echo; nil where nobody answers.
  func secret(_ secret: Secret) async -> String?
  /// Asks a question; nil where nobody answers: no terminal, the end of what is typed, a run that is told to stop.
  func answer(_ question: Question) async -> Response?
}

/// What was said to a question, as it was said.
package struct Response: Sendable {
  package let text: String
  package let source: Answered.Source

  package init(_ text: String, source: Answered.Source = .person) {
    self.text = text
    self.source = source
  }
}

/// There is nobody to ask: a pipe, a job.
package struct Nobody: Person {
  package init() {}
  package func secret(_ secret: Secret) async -> String? { nil }
  package func answer(_ question: Question) async -> Response? { nil }
}
