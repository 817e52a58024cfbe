/// The text of one runbook file: its name as people typed it and its bytes as they stand.
///
/// Offsets are bytes from the start. A byte-order mark is part of the bytes; the lexer skips it.
package struct SourceText: Sendable, Hashable {
  /// The path as it was given or found, used in diagnostics and in the history.
  package let name: String
  package let bytes: [UInt8]
  /// The offset of the first byte of each line; a line ends with LF.
  package let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    self.lineStarts = starts
  }

  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The line and column of an offset, both from 1; the column counts characters, as editors do.
  package func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: offset)
    let column = String(decoding: bytes[lineStarts[line]..<offset], as: UTF8.self).count
    return SourcePosition(line: line + 1, column: column + 1)
  }

  /// The text of a line (from 1) without its line end.
  package func line(_ number: Int) -> String { String(decoding: bytes[lineRange(number)], as: UTF8.self) }

  /// The bytes of a line (from 1) without its LF or CRLF.
  package func lineRange(_ number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  package func text(in range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The index from 0 of the line that holds an offset, by bisection.
  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A line and a column, both from 1.
package struct SourcePosition: Sendable, Hashable, Codable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A half-open range of bytes of a `SourceText`.
package struct SourceRange: Sendable, Hashable {
  package let start: Int
  package let end: Int

  package init(start: Int, end: Int) {
    precondition(start <= end, "a source range ends before it starts")
    self.start = start
    self.end = end
  }

  /// From the start of this range to the end of the other.
  package func through(_ other: SourceRange) -> SourceRange {
    SourceRange(start: min(start, other.start), end: max(end, other.end))
  }
}

/// A place in one of the files that a plan was made from.
package struct SourcePlace: Sendable, Hashable {
  /// The `SourceText.name` of the file.
  package let file: String
  package let range: SourceRange

  package init(file: String, range: SourceRange) {
    self.file = file
    self.range = range
  }
}
