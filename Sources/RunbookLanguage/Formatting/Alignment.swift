/// Brings lines that follow each other into columns.
///
/// A cell that is much longer than is usual does not push the others aside: it stands out by itself.
enum Alignment {
  /// The widest cell, and the rightmost comment, that others are aligned with.
  private static let widest = (cell: 48, comment: 100)

  static func cells(_ lines: inout ArraySlice<LaidLine>) {
    for column in 0..<(lines.first?.cells.count ?? 0) {
      let padded = lines.indices.filter { index in
        lines[index].cells[(column + 1)...].contains { !$0.isEmpty }
      }
      let width = padded.map { lines[$0].cells[column].count }.filter { $0 <= widest.cell }.max() ?? 0
      for index in padded { pad(&lines[index].cells[column], to: width) }
    }
    for index in lines.indices { lines[index].cells.removeAll(where: \.isEmpty) }
  }

  static func comments(_ lines: inout ArraySlice<LaidLine>) {
    let widths = lines.map { $0.cells.joined(separator: " ").count }
    let width = widths.filter { $0 <= widest.comment }.max() ?? 0
    for index in lines.indices {
      guard let comment = lines[index].comment else { continue }
      let gap = max(0, width - widths[index - lines.startIndex])
      lines[index].comment = String(repeating: " ", count: gap + 2) + comment
    }
  }

  private static func pad(_ cell: inout String, to width: Int) {
    cell += String(repeating: " ", count: max(0, width - cell.count))
  }
}
