/// A content as it is searched: without what a terminal would not show, and of a very large one only both ends.
package struct SearchText: Sendable {
  /// Its lines.
  package let bytes: [UInt8]
  /// Bytes from its middle that are not searched.
  package let leftOut: Int
  /// Where in `bytes` they are missing, and how many lines.
  private let gap: (place: Int, lines: Int)

  /// Kept of each end of a content that is larger than twice that.
  package static let largestEnd = 1 << 20

  /// Nil where it is binary: a NUL byte stands among the first 8 KiB, as for grep.
  package init?(_ content: [UInt8], largestEnd: Int = Self.largestEnd) {
    if content.prefix(8192).contains(0) { return nil }
    guard content.count > 2 * largestEnd else {
      bytes = Cleaning.cleaned(content)
      (leftOut, gap) = (0, (bytes.count, 0))
      return
    }
    // Only whole lines, where there are any.
    let head = content[..<largestEnd].lastIndex(of: 10).map { $0 + 1 } ?? largestEnd
    let start = content.count - largestEnd
    let tail = content[start...].firstIndex(of: 10).map { $0 + 1 } ?? start
    let first = Cleaning.cleaned(Array(content[..<head]))
    bytes = first + Cleaning.cleaned(Array(content[tail...]))
    leftOut = tail - head
    gap = (first.count, content[head..<tail].count { $0 == 10 })
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
    (leftOut, gap) = (0, (bytes.count, 0))
  }

  /// The lines in which something was found, each range clipped to its first line.
  ///
  /// - Parameters:
  ///   - found: for each thing that was looked for, where it was found, in order.
  ///   - limit: the most lines.
  /// - Returns: those that hold the most different things, in order, and how many more there are.
  package func lines(with found: [[Range<Int>]], limit: Int) -> (lines: [FoundLine], more: Int) {
    var lines: [FoundLine] = []
    let starts = found.enumerated().flatMap { thing, ranges in ranges.map { (range: $0, thing: thing) } }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    var number = 1
    var counted = 0
    for (range, thing) in starts {
      if let last = lines.last, range.lowerBound < last.range.upperBound {
        lines[lines.count - 1].add(range, thing)
        continue
      }
      let start = bytes[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let end = bytes[range.lowerBound...].firstIndex(of: 10) ?? bytes.count
      number += bytes[counted..<start].count { $0 == 10 }
      counted = start
      var line = FoundLine(number: start >= gap.place ? number + gap.lines : number, range: start..<end)
      line.add(range, thing)
      lines.append(line)
    }
    let best = lines.indices.sorted {
      let (a, b) = (lines[$0].things.count, lines[$1].things.count)
      return a == b ? $0 < $1 : a > b
    }
    return (best.prefix(limit).sorted().map { lines[$0] }, max(0, lines.count - limit))
  }
}

/// A line in which something was found.
package struct FoundLine: Sendable {
  /// From 1, in the content.
  package let number: Int
  /// In the text, without the line end.
  package let range: Range<Int>
  /// In order, none overlapping, inside `range`.
  package private(set) var marks: [Range<Int>] = []
  fileprivate var things: Set<Int> = []

  fileprivate init(number: Int, range: Range<Int>) {
    self.number = number
    self.range = range
  }

  fileprivate mutating func add(_ found: Range<Int>, _ thing: Int) {
    things.insert(thing)
    let mark =
      max(
        found.lowerBound, marks.last?.upperBound ?? 0)..<max(
        found.lowerBound, marks.last?.upperBound ?? 0, min(found.upperBound, range.upperBound))
    if !mark.isEmpty { marks.append(mark) }
  }
}
