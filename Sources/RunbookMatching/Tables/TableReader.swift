/// Reads the rows under a header, line by line.
///
/// A table ends at an empty line, at another header, at a title less indented than its header
/// (`kubectl describe`), and, if it is a box, at the first line that does not fit. The same header
/// once more (a loop over namespaces prints it again and again) only moves the columns. Lines of
/// strokes are no rows. A line that has nothing in its first column and one cell elsewhere
/// continues the row above (cilium), except where the first column is a mark (`CURRENT`).
/// Behind a gap in the evidence another table may stand: there only lines that fit the header
/// exactly are rows.
struct TableReader {
  private var header: TableHeader
  private var cutter: RowCutter
  /// The indexes of the columns that are kept, in the order in which they were asked for.
  private let kept: [Int]
  private var table: Table
  private(set) var isEnded = false
  private var isMarked: Bool
  private var isBehindGap = false
  /// The lines between the rules of a box, made rows in the end, for only all together tell wrapped cells from rows.
  private var groups: [[BoxRow]] = [[]]
  /// The text that is being read, and how many rows there were before it.
  private var text: ArraySlice<UInt8> = []
  private var rowsBefore = 0
  /// The text is ASCII without tabs: a byte is a cell.
  private var isPlain = false
  private let firstWord: [UInt8]

  private typealias BoxRow = (line: ArraySlice<UInt8>, cells: [ArraySlice<UInt8>])

  /// The table with these columns, or with all columns where none is named. What lies behind a gap
  /// belongs to the same table, unless that has ended before the gap.
  /// Returns nil for a text without any line, which is a table without rows; with a table the rows
  /// that stand before a gap, nil where no row is missing.
  static func read(_ wanted: [String], in excerpt: Excerpt, all: Bool = false) throws(TableProblem) -> (
    table: Table, rowsBeforeGap: Int?
  )? {
    let head = Lines.whole(head: excerpt)
    guard let header = TableHeader.find(wanted, in: head) else {
      if LineShape.isBlankLine(excerpt.head), !excerpt.isCut { return nil }
      throw TableProblem(wanted: wanted, present: TableHeader.likely(wanted, in: head))
    }
    var reader = TableReader(header, wanted: all ? header.columns.map(\.name) : wanted)
    reader.read(head[min(header.end + 1, head.endIndex)...])
    guard excerpt.isCut, !reader.isEnded else { return (reader.table, nil) }
    let rowsBeforeGap = reader.table.rowCount
    reader.isBehindGap = true
    reader.read(Lines.whole(tail: excerpt))
    return (reader.table, rowsBeforeGap)
  }

  private init(_ header: TableHeader, wanted: [String]) {
    self.header = header
    cutter = RowCutter(header)
    kept = wanted.map { header.index(of: $0)! }
    table = Table(columns: wanted)
    isMarked = header.columns[0].name == "CURRENT"
    firstWord = Array(header.columns[0].name.utf8.prefix { $0 != 32 })
  }

  private mutating func read(_ text: ArraySlice<UInt8>) {
    self.text = text
    rowsBefore = table.rowCount
    groups = [[]]
    text.withUnsafeBufferPointer { buffer in
      isPlain = Lines.isASCII(buffer) && Lines.first(9, in: buffer) == nil
      Lines.forEach(in: buffer) { range in
        let end = Lines.trimmedEnd(buffer, range)
        let line = text[text.startIndex + range.lowerBound..<text.startIndex + end]
        switch header.form {
        case .boxed: readBox(line)
        case .tabbed: readTabbed(line)
        case .spaced, .tight:
          readSpaced(line, UnsafeBufferPointer(rebasing: buffer[range.lowerBound..<end]))
        }
        return !isEnded
      }
    }
    endBox()
  }

  @inline(__always)
  private mutating func readSpaced(_ line: ArraySlice<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else {
      isEnded = true
      return
    }
    // What is neither letter nor digit may be a stroke.
    if !(first | 0x20 &- 97 < 26 || isDigit(first)), LineShape.isRule(line) { return }
    guard isPlain || Lines.isASCII(bytes) && Lines.first(9, in: bytes) == nil else {
      let display = DisplayLine(line)
      if display.cells.withUnsafeBufferPointer({ isEnd(line, $0) }) { return }
      if isBehindGap, !display.cells.withUnsafeBufferPointer({ cutter.isAligned($0) }) { return }
      let ranges = display.cells.withUnsafeBufferPointer { cutter.cut($0) }
      return append(line, ranges.map { $0.isEmpty ? [] : display.bytes($0) })
    }
    if isEnd(line, bytes) { return }
    // The common case costs no allocation: aligned, and something in the first column.
    if cutter.isAligned(bytes), !cutter.alignedCell(0, bytes).isEmpty {
      for column in kept {
        let cell = cutter.alignedCell(column, bytes)
        table.append(cell: line[line.startIndex + cell.lowerBound..<line.startIndex + cell.upperBound])
      }
      return table.append(line: line)
    }
    if isBehindGap, !cutter.isAligned(bytes) { return }
    let ranges = cutter.cut(bytes)
    func cell(_ range: Range<Int>) -> ArraySlice<UInt8> {
      line[line.startIndex + range.lowerBound..<line.startIndex + range.upperBound]
    }
    guard !ranges[0].isEmpty else { return append(line, ranges.map(cell)) }
    for column in kept { table.append(cell: cell(ranges[column])) }
    table.append(line: line)
  }

  private mutating func append(_ line: ArraySlice<UInt8>, _ cells: [ArraySlice<UInt8>]) {
    if isBehindGap, cells[0].isEmpty, table.rowCount == rowsBefore { return }
    let keptCells = kept.map { cells[$0] }
    if header.form == .spaced, cells[0].isEmpty, !isMarked, table.rowCount > rowsBefore, cells.count > 1,
      cells.count(where: { !$0.isEmpty }) == 1
    {
      table.join(line: line, cells: keptCells, in: text)
    } else {
      table.append(line: line, cells: keptCells)
    }
  }

  /// Whether the line is no row: the same header again, or what ends the table.
  private mutating func isEnd(_ line: ArraySlice<UInt8>, _ cells: UnsafeBufferPointer<UInt8>) -> Bool {
    if let indent = header.columns.first?.start, indent > 0, !isBlank(cells[0]),
      let title = DisplayLine.chunks(cells, gap: 2).first, cells[title.upperBound - 1] == UInt8(ascii: ":")
    {
      isEnded = true
      return true
    }
    // Headers begin with the first name of this one, or with what kubectl's begin with.
    guard begins(cells, with: firstWord) || begins(cells, with: Self.name) else { return false }
    let display = DisplayLine(line)
    let pieces = display.chunks(gap: header.form == .tight ? 1 : 2)
    let names = pieces.map { String(decoding: display.bytes($0), as: UTF8.self) }
    let own = header.columns.map { $0.shortName ?? $0.name }
    let ownWords = header.form == .tight ? own.flatMap { $0.split(separator: " ").map(String.init) } : own
    if names == ownWords {
      if header.form == .spaced {
        for index in pieces.indices {
          header.columns[index].start = pieces[index].lowerBound
          header.columns[index].end = pieces[index].upperBound
        }
        cutter = RowCutter(header)
      }
      return true
    }
    if names.count > 1, own.count > 1, (names + own).allSatisfy({ LineShape.isCapitals($0.utf8) }) {
      isEnded = true
      return true
    }
    return false
  }

  private static let name = Array("NAME".utf8)

  @inline(__always)
  private func begins(_ cells: UnsafeBufferPointer<UInt8>, with word: [UInt8]) -> Bool {
    var start = 0
    while start < cells.count, cells[start] == 32 { start += 1 }
    guard cells.count - start >= word.count else { return false }
    for offset in word.indices where cells[start + offset] != word[offset] { return false }
    return true
  }

  private mutating func readTabbed(_ line: ArraySlice<UInt8>) {
    if line.isEmpty {
      isEnded = true
      return
    }
    var cells = line.split(separator: 9, omittingEmptySubsequences: false).map { trimmed($0) }
    if cells.map({ String(decoding: $0, as: UTF8.self) }) == header.columns.map(\.name) { return }
    while cells.count < header.columns.count { cells.append([]) }
    table.append(line: line, cells: kept.map { cells[$0] })
  }

  private mutating func readBox(_ line: ArraySlice<UInt8>) {
    if LineShape.isRule(line) {
      if !groups[groups.count - 1].isEmpty { groups.append([]) }
      return
    }
    guard let cells = BoxLine.cells(line, header) else {
      isEnded = true
      return
    }
    if cells.map({ String(decoding: $0, as: UTF8.self) }) == header.columns.map({ $0.shortName ?? $0.name }) {
      return
    }
    groups[groups.count - 1].append((line, cells))
  }

  /// Makes rows of the lines of a box.
  private mutating func endBox() {
    if groups[groups.count - 1].isEmpty { groups.removeLast() }
    for group in groups {
      // Rules between the rows: then all lines between two of them are one row, if they look like one.
      let isOneRow = groups.count > 1 && isWrapped(group)
      for (index, line) in group.enumerated() {
        let others = line.cells.dropFirst()
        let isRest = line.cells[0].isEmpty && (others.count == 1 || others.contains { $0.isEmpty })
        let cells = kept.map { line.cells[$0] }
        if index > 0, isOneRow || isRest {
          table.join(line: line.line, cells: cells, in: text)
        } else {
          table.append(line: line.line, cells: cells)
        }
      }
    }
  }

  /// Cells fill from the top: one that is empty in a line is empty in all lines below, and some are.
  private func isWrapped(_ group: [BoxRow]) -> Bool {
    var hasEmpty = false
    for (upper, lower) in zip(group, group.dropFirst()) {
      for (above, below) in zip(upper.cells, lower.cells) {
        if above.isEmpty, !below.isEmpty { return false }
        if !above.isEmpty, below.isEmpty { hasEmpty = true }
      }
    }
    return hasEmpty
  }
}
