package import RunbookModel

/// A rule of the language that can be broken, with the text that `runbook explain` prints.
package protocol DiagnosticCode: RawRepresentable<String>, CaseIterable, Sendable {
  /// The rule, why there is one, and how to follow it: a few plain sentences.
  var explanation: String { get }
}

/// The wording of a diagnostic, without its place. All of them are named statics in the `…Problems` files.
package struct Problem: Sendable {
  package let code: String
  package let severity: Diagnostic.Severity
  /// The rule and what was found instead: lower case, no period.
  package let message: String
  /// A few words beside the caret.
  package let label: String
  package let help: String?

  package init(
    _ code: some DiagnosticCode, _ severity: Diagnostic.Severity = .error, message: String, label: String,
    help: String? = nil
  ) {
    self.code = code.rawValue
    self.severity = severity
    self.message = message
    self.label = label
    self.help = help
  }

  private init(code: String, severity: Diagnostic.Severity, message: String, label: String, help: String?) {
    self.code = code
    self.severity = severity
    self.message = message
    self.label = label
    self.help = help
  }

  /// The same with another help, where there is one.
  func withHelp(_ help: String?) -> Problem {
    Problem(code: code, severity: severity, message: message, label: label, help: help ?? self.help)
  }

  package func diagnostic(
    at range: SourceRange, in source: SourceText, others: [Diagnostic.Mark] = []
  ) -> Diagnostic {
    Diagnostic(
      severity, code: code, message: message,
      mark: Diagnostic.Mark(SourcePlace(file: source.name, range: range), label), others: others, help: help)
  }
}
