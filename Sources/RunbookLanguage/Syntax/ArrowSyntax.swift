package import RunbookModel

/// `→ TARGET`.
package struct ArrowSyntax: Sendable {
  package enum Target: Sendable {
    case next
    case stop
    /// A path, an outcome or a later step.
    case name(Spelled)
    case file(StringSyntax, [ArgumentSyntax])
  }

  package let target: Target
  package let targetRange: SourceRange
  /// The `next` of `→ OUTCOME, next`.
  package let goesOn: SourceRange?
  /// From the arrow to its end.
  package let range: SourceRange

  package init(target: Target, targetRange: SourceRange, goesOn: SourceRange?, range: SourceRange) {
    self.target = target
    self.targetRange = targetRange
    self.goesOn = goesOn
    self.range = range
  }
}

/// `key=value` behind a file.
package struct ArgumentSyntax: Sendable {
  package let name: Spelled
  package let value: ValueSyntax

  package init(name: Spelled, value: ValueSyntax) {
    self.name = name
    self.value = value
  }
}
