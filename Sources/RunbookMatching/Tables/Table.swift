/// A table in what a command printed: rows with cells, and the lines they stand in.
package struct Table: Sendable {
  /// The names of the columns that were asked for, or of all.
  package let columns: [String]
  /// The line or lines of each row as they stand, without blanks at their end.
  package fileprivate(set) var lines: [ArraySlice<UInt8>] = []
  private var cells: [ArraySlice<UInt8>] = []

  init(columns: [String]) { self.columns = columns }

  package var rowCount: Int { lines.count }

  /// The cell's text without blanks around it; of a wrapped cell the parts with a blank between them.
  package func cell(row: Int, column: Int) -> ArraySlice<UInt8> { cells[row * columns.count + column] }

  mutating func append(line: ArraySlice<UInt8>, cells: some Sequence<ArraySlice<UInt8>>) {
    lines.append(line)
    self.cells += cells
  }

  /// Appends one cell of a row; a row's cells come in order, then its line.
  @inline(__always)
  mutating func append(cell: ArraySlice<UInt8>) { cells.append(cell) }

  @inline(__always)
  mutating func append(line: ArraySlice<UInt8>) { lines.append(line) }

  /// Joins a line that continues the last row. The line must stand under it in the same text.
  mutating func join(line: ArraySlice<UInt8>, cells more: [ArraySlice<UInt8>], in text: ArraySlice<UInt8>) {
    let row = lines.count - 1
    lines[row] = text[lines[row].startIndex..<max(lines[row].endIndex, line.endIndex)]
    for (column, cell) in more.enumerated() where !cell.isEmpty {
      let index = row * columns.count + column
      cells[index] = cells[index].isEmpty ? cell : (Array(cells[index]) + [32] + cell)[...]
    }
  }
}

extension Table {
  /// The whole of some lines as a table: a header of at least two names in capitals, and nothing but rows under it.
  /// Nil where the lines are something else.
  package init?(whole lines: ArraySlice<UInt8>) {
    let first = lines.prefix { $0 != 10 }
    guard first.count < 4096, LineShape.isCapitals(first), !first.contains(9),
      let read = try? TableReader.read([], in: Excerpt(lines), all: true), read.table.columns.count > 1,
      read.table.columns.allSatisfy({ LineShape.isCapitals($0.utf8) }),
      let last = read.table.lines.last, lines[last.endIndex...].allSatisfy(isBlank)
    else { return nil }
    self = read.table
  }
}

/// Why there is no table with the columns that were asked for.
struct TableProblem: Error {
  let wanted: [String]
  /// The columns of the line that looks most like a header.
  let present: [String]
}
