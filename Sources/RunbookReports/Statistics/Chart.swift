/// How numbers rise and fall over time: a row of blocks for each, all to one scale.
struct Chart {
  /// A span of time that one column stands for.
  struct Column {
    /// In hours since 1970, UTC.
    let start: Int
    /// What is counted in it, by the name of its row.
    var counts: [String: Int] = [:]
  }

  /// Hours of one column.
  let hours: Int
  /// Without gaps.
  let columns: [Column]

  private static let spans = [1, 2, 3, 6, 12, 24, 7 * 24, 2 * 7 * 24, 4 * 7 * 24]

  /// - Parameters:
  ///   - counts: by the hour since 1970, UTC, in order.
  ///   - hoursEast: of UTC, where the reader is: there a day begins at midnight, and a week on Monday.
  ///   - most: columns.
  init(_ counts: [(hour: Int, counts: [String: Int])], hoursEast: Int, most: Int) {
    guard let first = counts.first?.hour, let last = counts.last?.hour else {
      (hours, columns) = (1, [])
      return
    }
    // 1970 began on a Thursday.
    func column(_ hour: Int, _ span: Int) -> Int {
      let shifted = hour + hoursEast + (span % (7 * 24) == 0 ? 72 : 0)
      return shifted / span - (shifted % span < 0 ? 1 : 0)
    }
    func width(_ span: Int) -> Int { column(last, span) - column(first, span) + 1 }
    var span = Self.spans.first { width($0) <= most } ?? 4 * 7 * 24
    while width(span) > most { span += 4 * 7 * 24 }
    let start = column(first, span)
    var columns = (0..<width(span)).map {
      Column(start: (start + $0) * span - hoursEast - (span % (7 * 24) == 0 ? 72 : 0))
    }
    for (hour, counts) in counts {
      columns[column(hour, span) - start].counts.merge(counts, uniquingKeysWith: +)
    }
    hours = span
    self.columns = columns
  }

  /// What a column stands for, in words.
  var unit: String {
    switch hours {
    case 1: "an hour"
    case ..<24: "\(hours) hours"
    case 24: "a day"
    case 7 * 24: "a week"
    default: "\(hours / (7 * 24)) weeks"
    }
  }

  /// The most of any row in one column.
  func top(of rows: [String]) -> Int {
    columns.flatMap { column in rows.map { column.counts[$0, default: 0] } }.max() ?? 0
  }

  /// One row, `·` where nothing was counted.
  func row(_ name: String, top: Int) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(
      columns.map { column in
        let count = column.counts[name, default: 0]
        if count == 0 { return "·" }
        return blocks[min(blocks.count - 1, (count * blocks.count - 1) / max(top, 1))]
      })
  }
}
