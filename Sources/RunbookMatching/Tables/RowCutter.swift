/// Cuts the lines of a table that is padded with blanks into cells, by the positions of its header.
///
/// Three ways, the first that fits the line:
/// 1. At the starts of the header's names, when each of these places has a blank before it. That is
///    how kubectl and all who use Go's tabwriter align: empty cells and blanks in cells are safe.
/// 2. Each piece of text (pieces are two blanks apart, or one in a tight table) belongs to the one
///    name that it stands under. That is how right-aligned numbers fall (linkerd, ss, df).
/// 3. A cell that is longer than its column has pushed the rest to the right. As many pieces as
///    columns: one each. More: the rest is the last column's, a free text. Fewer: some cells are empty,
///    and the pieces go, in their order, to the names whose starts or ends are nearest in sum.
///
/// Splitting at blanks alone was tried and dropped: it fails on every empty cell. Looking for blank
/// gutters through all rows was dropped too: one long cell closes them.
final class RowCutter {
  // Bare memory: this is read several times for each line, and arrays would be retained each time.
  private let starts: UnsafeMutableBufferPointer<Int>
  private let ends: UnsafeMutableBufferPointer<Int>
  private let gap: Int

  init(_ header: TableHeader) {
    starts = .allocate(capacity: header.columns.count)
    ends = .allocate(capacity: header.columns.count)
    _ = starts.initialize(from: header.columns.map(\.start))
    _ = ends.initialize(from: header.columns.map(\.end))
    gap = header.form == .tight ? 1 : 2
  }

  deinit {
    starts.deallocate()
    ends.deallocate()
  }

  var count: Int { starts.count }

  /// Whether the line can be cut at the starts of the names.
  @inline(__always)
  func isAligned(_ cells: UnsafeBufferPointer<UInt8>) -> Bool {
    var column = 1
    while column < starts.count, starts[column] <= cells.count {
      if !isBlank(cells[starts[column] - 1]) { return false }
      column += 1
    }
    return true
  }

  /// The cell of a column in an aligned line, without blanks around it.
  @inline(__always)
  func alignedCell(_ column: Int, _ cells: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = column == 0 ? 0 : min(starts[column], cells.count)
    var end = column + 1 < starts.count ? min(starts[column + 1], cells.count) : cells.count
    while start < end, isBlank(cells[start]) { start += 1 }
    while end > start, isBlank(cells[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The cells of all columns, empty ranges where a cell is empty.
  func cut(_ cells: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    if isAligned(cells) { return starts.indices.map { alignedCell($0, cells) } }
    let pieces = DisplayLine.chunks(cells, gap: gap)
    if let cut = cutByOverlap(pieces) { return cut }
    if pieces.count >= starts.count { return cutByOrder(pieces) }
    if gap > 1 {
      let words = DisplayLine.chunks(cells, gap: 1)
      if words.count == starts.count { return words }
    }
    return cutByDistance(pieces)
  }

  /// Nil: a piece stands under no name or several, or a name has several pieces (the last name may).
  private func cutByOverlap(_ pieces: [Range<Int>]) -> [Range<Int>]? {
    var result = [Range<Int>](repeating: 0..<0, count: starts.count)
    let last = starts.count - 1
    var column = 0
    for piece in pieces {
      while column < last, ends[column] <= piece.lowerBound { column += 1 }
      guard column == last || starts[column] < piece.upperBound else { return nil }
      if column < last, starts[column + 1] < piece.upperBound { return nil }
      if result[column].isEmpty {
        guard column < last || piece.upperBound > starts[last] else { return nil }
        result[column] = piece
      } else if column == last {
        result[column] = result[column].lowerBound..<piece.upperBound
      } else {
        return nil
      }
    }
    return result
  }

  private func cutByOrder(_ pieces: [Range<Int>]) -> [Range<Int>] {
    var result = Array(pieces.prefix(starts.count))
    result[starts.count - 1] = result[starts.count - 1].lowerBound..<pieces[pieces.count - 1].upperBound
    return result
  }

  /// The assignment in order with the smallest sum of distances, by dynamic programming. Fewer pieces than columns.
  private func cutByDistance(_ pieces: [Range<Int>]) -> [Range<Int>] {
    let columns = starts.count
    var result = [Range<Int>](repeating: 0..<0, count: columns)
    guard !pieces.isEmpty else { return result }
    // best[i][j]: the first i pieces on the first j columns.
    var best = [[Int]](repeating: [Int](repeating: 0, count: columns + 1), count: pieces.count + 1)
    for i in 1...pieces.count {
      for j in 0...columns {
        guard j >= i else {
          best[i][j] = Int.max / 2
          continue
        }
        best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + distance(pieces[i - 1], j - 1))
      }
    }
    var (i, j) = (pieces.count, columns)
    while i > 0 {
      if j > i, best[i][j] == best[i][j - 1] {
        j -= 1
      } else {
        result[j - 1] = pieces[i - 1]
        i -= 1
        j -= 1
      }
    }
    return result
  }

  private func distance(_ piece: Range<Int>, _ column: Int) -> Int {
    min(abs(piece.lowerBound - starts[column]), abs(piece.upperBound - ends[column]))
  }
}
