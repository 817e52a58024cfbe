/// One thing that is not as it was.
package struct Difference: Sendable, Hashable {
  /// What it is that differs.
  package enum Subject: Sendable, Hashable {
    /// How the command ended.
    case ending
    /// A row of a table, by its key; of pings, by the address.
    case row(String)
    case cell(row: String, column: String)
    /// A place in a document: `items[coredns].spec.replicas`.
    case member(String)
    case line
  }

  package let subject: Subject
  /// Nil: it was not there.
  package let before: Marked?
  /// Nil: it is no longer there.
  package let after: Marked?

  init(_ subject: Subject, _ before: Marked?, _ after: Marked?) {
    self.subject = subject
    self.before = before
    self.after = after
  }
}

/// Text in which what changed is marked.
package struct Marked: Sendable, Hashable {
  package struct Piece: Sendable, Hashable {
    package let text: String
    package let isChanged: Bool
  }

  package let pieces: [Piece]

  /// Text of which all or nothing changed.
  package init(_ text: String, isChanged: Bool = true) { pieces = [Piece(text: text, isChanged: isChanged)] }

  init(_ bytes: some Sequence<UInt8>, isChanged: Bool = true) {
    self.init(String(decoding: Array(bytes), as: UTF8.self), isChanged: isChanged)
  }

  init(pieces: [Piece]) { self.pieces = pieces }

  package var text: String { pieces.map(\.text).joined() }
}

extension Difference: Encodable {
  private enum Key: String, CodingKey { case kind, row, column, path, before, after }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch subject {
    case .ending: try container.encode("ending", forKey: .kind)
    case .line: try container.encode("line", forKey: .kind)
    case .row(let row):
      try container.encode("row", forKey: .kind)
      try container.encode(row, forKey: .row)
    case .cell(let row, let column):
      try container.encode("cell", forKey: .kind)
      try container.encode(row, forKey: .row)
      try container.encode(column, forKey: .column)
    case .member(let path):
      try container.encode("member", forKey: .kind)
      try container.encode(path, forKey: .path)
    }
    try container.encodeIfPresent(before?.text, forKey: .before)
    try container.encodeIfPresent(after?.text, forKey: .after)
  }
}
