/// What a command does to the world, by gravity: of several parts the gravest counts.
package enum Effect: String, Sendable, Codable, CaseIterable, Comparable {
  /// It only looks.
  case read
  /// Runs something in the cluster and leaves nothing.
  case probe
  /// Could not be worked out.
  case unknown
  case change

  package static func < (a: Self, b: Self) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}

/// The effect of a command as reading its text tells it, and the part of the text that decides.
package struct CommandEffect: Sendable, Hashable {
  package let effect: Effect
  /// The program with its verbs, or what else decides: `kubectl delete`, `> file`.
  package let program: String
  /// What that does, in a few words: `changes the cluster`.
  package let reason: String
  /// Bytes of the command's text.
  package let range: Range<Int>

  package init(_ effect: Effect, program: String, reason: String, range: Range<Int>) {
    self.effect = effect
    self.program = program
    self.reason = reason
    self.range = range
  }

  /// Nobody has read the command.
  package static let notRead = CommandEffect(.unknown, program: "", reason: "", range: 0..<0)
}

extension Step {
  /// What counts: what the author declares, else what reading the command tells; nil without a command.
  package var settledEffect: Effect? { effect ?? command?.effect.effect }
}
