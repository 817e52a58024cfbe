package import RunbookModel

/// How much of a history is to stay; what goes beyond any of them goes.
package struct PruneLimits: Sendable, Hashable {
  /// Families whose newest run started before.
  package var before: Moment?
  /// All but the families of so many newest runs.
  package var keep: Int?
  /// The oldest, until the file has at most so many bytes.
  package var size: Int?

  package init(before: Moment? = nil, keep: Int? = nil, size: Int? = nil) {
    self.before = before
    self.keep = keep
    self.size = size
  }
}

/// What pruning would delete, and what it would keep though it is beyond the limits.
package struct Pruning: Sendable, Hashable {
  /// Why a family stays.
  package enum Reason: Sendable, Hashable, CaseIterable {
    /// A run of it still runs.
    case running
    case labelled, noted
    /// It was run for an incident.
    case incident
  }

  /// The newest first; whole families.
  package internal(set) var runs: [RunSummary] = []
  package internal(set) var kept: [Reason: Int] = [:]
  /// How many runs there are in all.
  package internal(set) var total = 0
  /// Of the file as it is, and about how much of it would be given back, in bytes.
  package internal(set) var size = 0
  package internal(set) var freed = 0
}
