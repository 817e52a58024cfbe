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
    self.init(
      code: code.rawValue, severity: severity, message: Self.shortened(message), label: Self.shortened(label),
      help: help.map(Self.shortened))
  }

  private init(code: String, severity: Diagnostic.Severity, message: String, label: String, help: String?) {
    self.code = code
    self.severity = severity
    self.message = message
    self.label = label
    self.help = help
  }

  /// What is quoted from a file stands between backticks, and of more than 60 letters only the first are shown.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > 60 else { return text }
    return text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
      let start = part.prefix(61)
      return index % 2 == 1 && start.endIndex < part.endIndex ? start.dropLast() + "…" : part
    }.joined(separator: "`")
  }

  /// The same with another help, where there is one.
  func withHelp(_ help: String?) -> Problem {
    Problem(
      code: code, severity: severity, message: message, label: label,
      help: help.map(Self.shortened) ?? self.help)
  }

  package func diagnostic(
    at range: SourceRange, in source: SourceText, others: [Diagnostic.Mark] = []
  ) -> Diagnostic {
    Diagnostic(
      severity, code: code, message: message,
      mark: Diagnostic.Mark(SourcePlace(file: source.name, range: range), label), others: others, help: help)
  }
}
