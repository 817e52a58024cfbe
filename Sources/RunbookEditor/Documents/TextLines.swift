import RunbookModel

/// Translates between bytes of a text and positions. A line ends with LF, CRLF or CR, as the protocol has it.
struct TextLines {
  let bytes: [UInt8]
  let encoding: PositionEncoding
  /// The first byte of each line.
  private let starts: [Int]

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      } else if byte == UInt8(ascii: "\r"),
        offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n")
      {
        starts.append(offset + 1)
      }
    }
    self.starts = starts
  }

  func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return Position(line: low, character: encoding.units(in: bytes[starts[low]..<offset]))
  }

  func span(_ range: SourceRange) -> Span {
    Span(start: position(of: range.start), end: position(of: range.end))
  }

  /// The byte at a position. Behind the end of a line is its end, behind the last line the end of the text; in the
  /// middle of a character is its start.
  func offset(of position: Position) -> Int {
    guard position.line < starts.count else { return bytes.count }
    return encoding.offset(of: position.character, in: bytes[starts[position.line]..<lineEnd(position.line)])
      .offset
  }

  func range(of span: Span) -> SourceRange {
    let (a, b) = (offset(of: span.start), offset(of: span.end))
    return SourceRange(start: min(a, b), end: max(a, b))
  }

  /// The line of an offset, from its first byte to its line end.
  func line(at offset: Int) -> Range<Int> {
    let line = position(of: offset).line
    return starts[line]..<lineEnd(line)
  }

  private func lineEnd(_ line: Int) -> Int {
    guard line + 1 < starts.count else { return bytes.count }
    var end = starts[line + 1] - 1
    if end > starts[line], bytes[end] == UInt8(ascii: "\n"), bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }
}
