import RunbookModel

/// Everyone asked about everyone: sources in rows, targets in columns.
///
/// Such a table is long, and what is wrong in it is mostly one line of it: a node that nobody reaches,
/// or one that reaches nobody. A line counts as bad when nothing of it passed (who asks itself does not
/// count) and most of it, two cells at least, is bad in the same way; what is then left is told one by one.
struct Matrix {
  private struct Cell: Hashable {
    let source: String
    let target: String
  }

  private let verdicts: [Cell: Verdict]
  private let order: [Cell]

  /// From the items of two `each`, or from items that are pairs: `a b`, `a → b`. Nil where they are no matrix.
  init?(_ items: [(path: [String], verdict: Verdict)]) {
    var verdicts: [Cell: Verdict] = [:]
    var order: [Cell] = []
    for item in items {
      let ends = item.path.count == 2 ? item.path : item.path.count == 1 ? Self.pair(item.path[0]) : []
      guard ends.count == 2 else { return nil }
      let cell = Cell(source: ends[0], target: ends[1])
      verdicts[cell] = item.verdict
      order.append(cell)
    }
    let (sources, targets) = (Set(order.map(\.source)), Set(order.map(\.target)))
    guard sources.count > 1, targets.count > 1, order.count > max(sources.count, targets.count) else {
      return nil
    }
    self.verdicts = verdicts
    self.order = order
  }

  /// In the order in which they came.
  var sources: [String] { Self.unique(order.map(\.source)) }
  var targets: [String] { Self.unique(order.map(\.target)) }

  /// Nil where they were not asked about each other.
  func verdict(from source: String, to target: String) -> Verdict? {
    verdicts[Cell(source: source, target: target)]
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func pair(_ item: String) -> [String] {
    item.replacing("->", with: " ").replacing("→", with: " ").split(separator: " ").map(String.init)
  }

  /// What is wrong, the larger part first; nil where nothing is.
  var sentence: String? {
    let parts = [
      part {
        $0 == .failed || $0 == .flaky
      } words: {
        "\($0) fails"
      },
      part {
        $0 == .unknown
      } words: {
        "\($0) could not be looked at"
      },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func part(_ isBad: (Verdict) -> Bool, words: (String) -> String) -> String? {
    var rest = order.filter { isBad(verdicts[$0]!) }
    if rest.isEmpty { return nil }
    if rest.count == order.count { return words("everything") }
    let targets = lines(by: \.target, isBad)
    let sources = lines(by: \.source, isBad)
    var told = targets.filter(sources.contains).map { "everything to and from \($0)" }
    told += targets.filter { !sources.contains($0) }.map { "everything to \($0)" }
    told += sources.filter { !targets.contains($0) }.map { "everything from \($0)" }
    rest.removeAll { targets.contains($0.target) || sources.contains($0.source) }
    told += rest.prefix(3).map { "\($0.source) → \($0.target)" }
    if rest.count > 3 { told.append("\(rest.count - 3) more") }
    return words(ItemAnswers.list(told))
  }

  /// The rows or columns that are bad all along.
  private func lines(by end: KeyPath<Cell, String>, _ isBad: (Verdict) -> Bool) -> [String] {
    Self.unique(order.map { $0[keyPath: end] }).filter { name in
      let line = order.filter { $0[keyPath: end] == name && $0.source != $0.target }
      let bad = line.count { isBad(verdicts[$0]!) }
      return bad > 1 && bad * 2 > line.count && line.allSatisfy { verdicts[$0] != .passed }
    }
  }
}
