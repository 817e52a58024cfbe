/// Lines whose cells stand between bars: `| a | b |`, `│ a │ b │`, and psql's `a | b`.
enum BoxLine {
  /// The cells of a line, blanks around them taken away; nil where the line does not fit the header.
  ///
  /// Where all the header's bars have a bar under them, these cut, so that a bar in a cell does no
  /// harm. Else all bars cut, and must give as many cells as the header has.
  static func cells(_ line: ArraySlice<UInt8>, _ header: TableHeader) -> [ArraySlice<UInt8>]? {
    guard case .boxed(let bar, let leading) = header.form, leadingCount(line, bar) == leading else {
      return nil
    }
    let display = DisplayLine(line)
    let bars = positions(of: bar, in: display)
    guard !bars.isEmpty else { return header.columns.count == 1 && leading == 0 ? [trimmed(line)] : nil }
    let inner = header.columns.dropFirst().map { $0.start - 1 }
    if inner.allSatisfy(Set(bars).contains) {
      let hasRight = bars.last == header.columns.last?.end
      let right = hasRight ? header.columns.last!.end : outerEnd(display, bars, leading)
      let first = header.columns[0].start
      guard first <= right, inner.last ?? 0 <= right else { return nil }
      let edges = [first - 1] + inner + [right]
      return zip(edges, edges.dropFirst()).map { trimmed(display.bytes($0 + 1..<max($0 + 1, $1))) }
    }
    let ranges = split(display, bars, leading)
    return ranges.count == header.columns.count ? ranges.map { trimmed(display.bytes($0)) } : nil
  }

  /// The header in a line with bars and in the lines under it up to a rule; nil where the line has no bars.
  static func header(_ line: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> TableHeader? {
    let bar: [UInt8]
    if let leading = LineShape.leadingBar(line) {
      guard !LineShape.isRule(line) else { return nil }
      bar = leading
    } else {
      // psql has no bar at the left, but a rule under the header.
      guard let inner = LineShape.bars.first(where: { Find.contains([32] + $0 + [32], in: line) }),
        let next = TableHeader.line(behind: line.endIndex, in: text), LineShape.isRule(text[next])
      else { return nil }
      bar = inner
    }
    let display = DisplayLine(line)
    let bars = positions(of: bar, in: display)
    let leading = leadingCount(line, bar)
    var header = TableHeader(
      columns: split(display, bars, leading).map {
        TableHeader.Column(
          name: String(decoding: trimmed(display.bytes($0)), as: UTF8.self), start: $0.lowerBound,
          end: $0.upperBound)
      }, form: .boxed(bar: bar, leading: leading), end: line.endIndex)
    guard !header.columns.isEmpty else { return nil }
    joinLines(to: &header, in: text)
    return header
  }

  /// A wrapped header: takes in the names of the next lines, when a rule follows within three of them.
  private static func joinLines(to header: inout TableHeader, in text: ArraySlice<UInt8>) {
    var joined = header
    for _ in 0..<4 {
      guard let next = TableHeader.line(behind: joined.end, in: text) else { return }
      if LineShape.isRule(text[next]) {
        header = joined
        return
      }
      guard let cells = cells(text[next], header) else { return }
      for (index, cell) in cells.enumerated() where !cell.isEmpty {
        let short = header.columns[index].name
        joined.columns[index].shortName = short
        joined.columns[index].name +=
          (joined.columns[index].name.isEmpty ? "" : " ") + String(decoding: cell, as: UTF8.self)
      }
      joined.end = next.upperBound
    }
  }

  private static func leadingCount(_ line: ArraySlice<UInt8>, _ bar: [UInt8]) -> Int {
    var rest = trimmed(line)
    var count = 0
    while rest.starts(with: bar) {
      count += 1
      rest = rest.dropFirst(bar.count)
    }
    return count
  }

  /// The cells in which a bar stands.
  private static func positions(of bar: [UInt8], in display: DisplayLine) -> [Int] {
    display.cells.indices.filter { display.cells[$0] == (bar.count == 1 ? bar[0] : 0xff) }
      .filter { bar.count == 1 || display.bytes($0..<$0 + 1).elementsEqual(bar) }
  }

  /// What lies between the bars, without the outer ones.
  private static func split(_ display: DisplayLine, _ bars: [Int], _ leading: Int) -> [Range<Int>] {
    let right = outerEnd(display, bars, leading)
    let inner = bars.dropFirst(leading).filter { $0 < right }
    let edges = [leading > 0 && bars.count >= leading ? bars[leading - 1] : -1] + inner + [right]
    return zip(edges, edges.dropFirst()).map { $0 + 1..<max($0 + 1, $1) }
  }

  /// Where the last cell ends: at the bars at the end, as many as stand at the start, else at the end of the line.
  private static func outerEnd(_ display: DisplayLine, _ bars: [Int], _ leading: Int) -> Int {
    var end = display.cells.count
    while end > 0, isBlank(display.cells[end - 1]) { end -= 1 }
    guard leading > 0, bars.count > leading else { return display.cells.count }
    var right = end
    for bar in bars.suffix(leading).reversed() {
      guard bar == right - 1 else { break }
      right = bar
    }
    return right
  }
}
