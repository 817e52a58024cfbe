/// One thing that is wrong, or doubtful, in a runbook, with its place and its remedy.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, Codable {
    /// The runbook cannot be run as it stands.
    case error
    /// It can be run, but is probably not what was meant.
    case warning
  }

  /// A range of the source with a few words beside the caret.
  package struct Mark: Sendable, Hashable {
    package let place: SourcePlace
    package let label: String

    package init(_ place: SourcePlace, _ label: String) {
      self.place = place
      self.label = label
    }
  }

  package let severity: Severity
  /// The stable name of the rule, for `runbook explain` (`undefined-step`).
  package let code: String
  /// The rule and what was found instead: lower case, no period.
  package let message: String
  /// Where it is. The caret stands here.
  package let mark: Mark
  /// Other places that explain it (the first definition of a name defined twice …).
  package let others: [Mark]
  /// What to do about it.
  package let help: String?

  package init(
    _ severity: Severity, code: String, message: String, mark: Mark, others: [Mark] = [], help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.mark = mark
    self.others = others
    self.help = help
  }
}
