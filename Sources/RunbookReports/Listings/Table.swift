/// Rows under a header, columns two blanks apart, nothing cut off: listings are grepped.
package struct Table {
  private let header: [String]
  private var rows: [[StyledText]] = []

  package init(_ header: String...) { self.init(header) }
  package init(_ header: [String]) { self.header = header }

  package mutating func add(_ row: [StyledText]) { rows.append(row) }

  package var lines: [StyledText] {
    let all = [header.map { StyledText($0, .faint) }] + rows
    let widths = header.indices.map { column in all.map { $0[column].width }.max() ?? 0 }
    return all.map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell.padded(to: widths[index])
      }
      return StyledText.joined(cells, separator: "  ")
    }
  }
}
