import RunbookMatching

/// Compares two texts as what they are: a document, tables, answers to pings, and lines.
///
/// It is used twice. At the first look nothing is reported, but names vote on what was renamed; at the second
/// look the earlier text is read with the names of the later one.
struct TextComparison {
  let renames: Renames
  /// The same for all that one command printed.
  var place = 0
  /// Nil at the second look.
  var votes: RenameVotes?
  private(set) var differences: [Difference] = []

  init(renames: Renames, votes: RenameVotes? = nil) {
    self.renames = renames
    self.votes = votes
  }

  mutating func compare(_ before: [UInt8], _ after: [UInt8]) {
    if before == after { return votes?.keep([after[...]]) ?? () }
    if let left = Self.document(before), let right = Self.document(after) {
      return compare(left.root, right.root, at: "", isReplaced: false)
    }
    let (left, right) = (Parts(before[...]), Parts(after[...]))
    var (leftRest, rightRest) = (left.rest, right.rest)
    var tables = right.tables[...]
    for table in left.tables {
      if let index = tables.firstIndex(where: { $0.columns == table.columns }),
        let key = rowKey(table, tables[index])
      {
        compare(table, tables.remove(at: index), by: key)
      } else {
        leftRest += table.header + table.lines.joined(separator: [10]) + [10]
      }
    }
    for table in tables { rightRest += table.header + table.lines.joined(separator: [10]) + [10] }
    compare(left.pings, right.pings)
    compareLines(leftRest[...], rightRest[...])
  }

  mutating func report(_ subject: Difference.Subject, _ before: Marked?, _ after: Marked?) {
    differences.append(Difference(subject, before, after))
  }

  /// JSON, or YAML as Kubernetes prints it; nil for everything else.
  static func document(_ bytes: [UInt8]) -> JSONDocument? {
    guard let first = bytes.first(where: { !isBlank($0) }) else { return nil }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return try? JSONDocument(bytes[...]) }
    let isYAML = ["apiVersion:", "kind:", "---\n", "- apiVersion:"].contains { bytes.starts(with: $0.utf8) }
    return isYAML ? try? YAMLDocument.read(bytes[...]) : nil
  }

  /// A text taken apart: its paragraphs that are tables, the pings, and the rest.
  private struct Parts {
    var tables: [Table] = []
    var pings: [Ping] = []
    var rest: [UInt8] = []

    init(_ text: ArraySlice<UInt8>) {
      let (pings, others) = Ping.take(from: text)
      self.pings = pings
      var start = others.startIndex
      while start < others.endIndex {
        let last = others.last == 10 ? others.endIndex - 1 : others.endIndex
        let end = Find.first([10, 10], in: others[start...]) ?? last
        let paragraph = others[start..<end]
        if let table = Table(whole: paragraph) {
          tables.append(table)
        } else {
          rest += paragraph
          rest.append(10)
        }
        start = end
        while start < others.endIndex, others[start] == 10 { start += 1 }
      }
    }
  }
}

extension Table {
  /// The names of the columns as a line.
  fileprivate var header: [UInt8] { Array(columns.joined(separator: "   ").utf8) + [10] }
}
