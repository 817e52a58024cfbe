/// A situation that a runbook is tried in, without a shell: what commands answer, what people say, and what
/// must come of it.
package struct Case: Sendable, Hashable {
  package var title: String
  /// What `$run` is.
  package var mark: String?
  /// The kubeconfig context.
  package var context: String?
  /// `--only STEP` or `--from STEP`.
  package var only: String?
  package var from: String?
  /// As they are written on a command line.
  package var parameters: [Named] = []
  /// To an ask, confirm, manual or fix.
  package var answers: [Named] = []
  package var expectations: [Expected] = []
  package var commands: [CommandAnswer] = []

  package init(title: String) { self.title = title }

  /// `name = text`.
  package struct Named: Sendable, Hashable {
    package let name: String
    package let text: String
    /// Where it stands in the file, line from 1; 0 where it stands in none.
    package let line: Int

    package init(_ name: String, _ text: String, line: Int = 0) {
      self.name = name
      self.text = text
      self.line = line
    }

    package static func == (a: Self, b: Self) -> Bool { a.name == b.name && a.text == b.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// What must come of it.
  package struct Expected: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case verdict(RunVerdict)
      /// Nil: none is found.
      case outcome(String?)
      /// The paths that are entered, in order.
      case way([String])
      case step(String, Verdict)
    }

    package let kind: Kind
    package let line: Int

    package init(_ kind: Kind, line: Int = 0) {
      self.kind = kind
      self.line = line
    }

    package static func == (a: Self, b: Self) -> Bool { a.kind == b.kind }
    package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
  }
}
