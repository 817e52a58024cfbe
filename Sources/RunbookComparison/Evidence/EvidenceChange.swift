package import RunbookModel

/// What differs in what a command printed or in how it ended.
package struct EvidenceChange: Sendable, Hashable {
  /// Of the first attempt.
  package let attempt: AttemptKey
  /// The items of its `each` for which it changed alike; empty: it has none.
  package private(set) var items: [[String]]
  /// Nil: how it ended.
  package let stream: Stream?
  /// Of a sample: so many of the attempts answered so; nil: all.
  package private(set) var share: Share?
  package let differences: [Difference]

  package struct Share: Sendable, Hashable, Encodable {
    package let attempts: Int
    package let of: Int
  }

  init(
    attempt: AttemptKey, items: [[String]], stream: Stream?, share: Share?, differences: [Difference]
  ) {
    self.attempt = attempt
    self.items = items
    self.stream = stream
    self.share = share
    self.differences = differences
  }

  /// Takes in the same change for another item.
  mutating func take(_ other: EvidenceChange) {
    items = (items + other.items).sorted { $0.lexicographicallyPrecedes($1) }
    if let own = share, let more = other.share {
      share = Share(attempts: own.attempts + more.attempts, of: own.of + more.of)
    }
  }

  /// How many lines differ; cells of one row stand in one line.
  package var lineCount: Int {
    var rows: Set<String> = []
    var lines = 0
    for difference in differences {
      if case .cell(let row, _) = difference.subject { rows.insert(row) } else { lines += 1 }
    }
    return (lines + rows.count) * max(1, items.count)
  }
}

extension EvidenceChange: Encodable {
  private enum Key: String, CodingKey { case purpose, step, items, stream, share, differences }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(attempt.purpose, forKey: .purpose)
    try container.encode(attempt.name, forKey: .step)
    try container.encode(items, forKey: .items)
    try container.encodeIfPresent(stream, forKey: .stream)
    try container.encodeIfPresent(share, forKey: .share)
    try container.encode(differences, forKey: .differences)
  }
}
