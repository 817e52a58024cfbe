import RunbookMatching

/// Tables: rows belong together by their key, and are compared cell by cell.
extension TextComparison {
  /// Columns that always differ.
  private static let noisy: Set<String> = [
    "AGE", "LAST SEEN", "FIRST SEEN", "LAST SCHEDULE", "DURATION", "UPTIME", "UID", "CONTAINER ID", "POD ID",
    "CONTAINER-ID", "RESOURCEVERSION", "GENERATION",
  ]

  /// Columns that tell where a pod is and what it is called: of one that was replaced they are new.
  private static let places: Set<String> = ["IP", "POD IP", "PODIP", "NODE", "HOST IP", "NOMINATED NODE"]

  private struct Row {
    let cells: [ArraySlice<UInt8>]
    let key: TextLine
    let line: ArraySlice<UInt8>
    /// It stands for something that the later run knows by another name.
    let isReplaced: Bool
  }

  /// The columns whose cells tell the rows of both tables apart, and mostly the same rows: NAME with
  /// NAMESPACE, else the one that both tables agree most about. Nil: none; empty: there is only one row.
  func rowKey(_ before: Table, _ after: Table) -> [Int]? {
    if let name = after.columns.firstIndex(of: "NAME") {
      return (after.columns.firstIndex(of: "NAMESPACE").map { [$0] } ?? []) + [name]
    }
    if before.rowCount == 1, after.rowCount == 1 { return [] }
    func cells(_ table: Table, _ column: Int) -> Set<ByteKey>? {
      let cells = Set(
        (0..<table.rowCount).map {
          ByteKey(TextLine(renames.translated(table.cell(row: $0, column: column))).shape[...])
        })
      return cells.count == table.rowCount ? cells : nil
    }
    var best: (column: Int, common: Int)?
    for column in after.columns.indices where !Self.noisy.contains(after.columns[column]) {
      guard let left = cells(before, column), let right = cells(after, column) else { continue }
      let common = left.intersection(right).count
      if common * 2 >= min(left.count, right.count), common > best?.common ?? -1 { best = (column, common) }
    }
    return best.map { [$0.column] }
  }

  mutating func compare(_ before: Table, _ after: Table, by key: [Int]) {
    let (equal, leftOnly, rightOnly) = equalRows(before, after)
    votes?.keep(equal.map { after.lines[$0.1] })
    let left = rows(leftOnly, of: before, key, translating: true)
    let right = rows(rightOnly, of: after, key, translating: false)
    let (same, gone, new) = Self.pair(left.map(\.key.key), right.map(\.key.key))
    if votes != nil {
      let pairs = same + successors(gone.map { (left[$0], $0) }, new.map { (right[$0], $0) }, after.columns)
      for (a, b) in pairs {
        let isTied = left[a].key.key != right[b].key.key
        for column in after.columns.indices where !Self.noisy.contains(after.columns[column]) {
          votes?.vote(left[a].cells[column], right[b].cells[column], place: place, isTied: isTied)
        }
      }
      return
    }
    for index in gone { report(.row(name(left[index])), Marked(left[index].line), nil) }
    let partners = Dictionary(uniqueKeysWithValues: same.map { ($1, $0) })
    for index in right.indices {
      guard let partner = partners[index] else {
        report(.row(name(right[index])), nil, Marked(right[index].line))
        continue
      }
      for column in after.columns.indices where !Self.noisy.contains(after.columns[column]) {
        compareCells(left[partner], right[index], column, after.columns[column])
      }
    }
  }

  private mutating func compareCells(_ before: Row, _ after: Row, _ column: Int, _ name: String) {
    let (one, other) = (TextLine(before.cells[column]), TextLine(after.cells[column]))
    if one.key == other.key { return }
    if before.isReplaced {
      if Self.places.contains(name) { return }
      // A new pod begins to count at nothing.
      if name == "RESTARTS", Self.number(other.bytes) <= Self.number(one.bytes) { return }
    }
    report(
      .cell(row: self.name(after), column: name), Marked(before.cells[column]), Marked(after.cells[column]))
  }

  /// Rows that are the same to the byte, and are cut alike.
  private func equalRows(_ before: Table, _ after: Table) -> (pairs: [(Int, Int)], left: [Int], right: [Int])
  {
    let (pairs, left, right) = Self.pair(before.lines.map(ByteKey.init), after.lines.map(ByteKey.init))
    func isCutAlike(_ a: Int, _ b: Int) -> Bool {
      after.columns.indices.allSatisfy { before.cell(row: a, column: $0) == after.cell(row: b, column: $0) }
    }
    let others = pairs.filter { !isCutAlike($0, $1) }
    if others.isEmpty { return (pairs, left, right) }
    return (
      pairs.filter(isCutAlike), (left + others.map(\.0)).sorted(), (right + others.map(\.1)).sorted()
    )
  }

  private func rows(_ rows: [Int], of table: Table, _ key: [Int], translating: Bool) -> [Row] {
    rows.map { row in
      let originals = table.columns.indices.map { table.cell(row: row, column: $0) }
      let cells = translating ? originals.map { renames.translated($0) } : originals
      return Row(
        cells: cells, key: TextLine(Array(key.map { cells[$0] }.joined(separator: [UInt8(ascii: "/")]))[...]),
        line: table.lines[row], isReplaced: key.contains { cells[$0] != originals[$0] })
    }
  }

  /// Who may have come in the place of whom: those of the same name but for its end, and of them first those that are
  /// alike in all cells.
  private func successors(
    _ gone: [(row: Row, index: Int)], _ new: [(row: Row, index: Int)], _ columns: [String]
  ) -> [(Int, Int)] {
    func shape(_ row: Row) -> [UInt8] {
      let telling = columns.indices.filter { !Self.noisy.contains(columns[$0]) }
      return Array(telling.map { TextLine(row.cells[$0]).shape }.joined(separator: [9]))
    }
    let (alike, left, right) = Self.pair(gone.map { shape($0.row) }, new.map { shape($0.row) })
    let (others, _, _) = Self.pair(left.map { gone[$0].row.key.shape }, right.map { new[$0].row.key.shape })
    return (alike + others.map { (left[$0], right[$1]) }).map { (gone[$0].index, new[$1].index) }
  }

  private func name(_ row: Row) -> String {
    row.key.bytes.isEmpty
      ? String(decoding: row.cells[0], as: UTF8.self) : String(decoding: row.key.bytes, as: UTF8.self)
  }

  private static func number(_ cell: ArraySlice<UInt8>) -> Int {
    Int(String(decoding: cell.prefix { $0 &- 48 < 10 }, as: UTF8.self)) ?? .max
  }

  mutating func compare(_ before: [Ping], _ after: [Ping]) {
    func key(_ ping: Ping, _ translating: Bool) -> TextLine {
      TextLine(translating ? renames.translated(ping.address) : ping.address)
    }
    let (left, right) = (before.map { key($0, true) }, after.map { key($0, false) })
    var (same, gone, new) = Self.pair(left.map(\.key), right.map(\.key))
    if votes != nil {
      for (a, b) in same { votes?.vote(left[a], right[b], place: place) }
      if gone.count == new.count {
        for (a, b) in zip(gone, new) { votes?.vote(left[a], right[b], place: place) }
      }
      return
    }
    // Which pods of several are asked is a matter of their names: what counts is whether all say the same.
    let common = gone.map { before[$0] } + new.map { after[$0] }
    if let first = common.first, common.allSatisfy({ $0.saysTheSame(as: first) }) {
      if gone.isEmpty
        ? before.contains(where: first.saysTheSame)
        : new.isEmpty ? after.contains(where: first.saysTheSame) : true
      {
        (gone, new) = ([], [])
      }
    }
    while !gone.isEmpty, !new.isEmpty { same.append((gone.removeFirst(), new.removeFirst())) }
    for index in gone { report(.row("ping " + left[index].text), Marked(before[index].summary), nil) }
    for index in new { report(.row("ping " + right[index].text), nil, Marked(after[index].summary)) }
    for (a, b) in same.sorted(by: { $0.1 < $1.1 }) {
      for name in Self.unique(before[a].facts.map(\.name) + after[b].facts.map(\.name)) {
        let values = [before[a], after[b]].map { ping in ping.facts.filter { $0.name == name }.map(\.value) }
        // Where nothing came back there is no time to live.
        if values[0] == values[1] || name == Ping.life && values.contains([[]]) { continue }
        let texts = values.map { $0.isEmpty ? nil : Marked($0.joined(separator: Array("; ".utf8))) }
        report(.cell(row: "ping " + right[b].text, column: name), texts[0], texts[1])
      }
    }
  }

  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension TextLine {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Ping {
  fileprivate var summary: [UInt8] {
    let facts = facts.map { $0.value + [32] + $0.name.utf8 }
    return Array("ping ".utf8) + address + Array(": ".utf8) + facts.joined(separator: Array(", ".utf8))
  }
}
