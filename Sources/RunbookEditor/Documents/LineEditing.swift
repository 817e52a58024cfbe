import RunbookModel

/// A text while several changes are made in it, one after the other.
///
/// Its lines are cut once, and a change cuts only those anew that it touches: the lines of the whole text after each
/// of 2,000 changes would be read 2,000 times.
struct LineEditing {
  private var lines: [ArraySlice<UInt8>]
  let encoding: PositionEncoding

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    lines = Self.lines(of: bytes)
    self.encoding = encoding
  }

  var bytes: [UInt8] { Array(lines.joined()) }

  /// Gives the position that lies within a character, where there is one; then nothing has changed.
  mutating func replace(_ span: Span, with text: String) -> Position? {
    let ends = [span.start, span.end].sorted {
      ($0.line, $0.character) < ($1.line, $1.character)
    }
    guard let start = place(of: ends[0]) else { return ends[0] }
    guard let end = place(of: ends[1]) else { return ends[1] }
    var first = start.line
    // A new LF makes one line end of it and of a CR before it.
    if first > 0, lines[first - 1].last == UInt8(ascii: "\r") { first -= 1 }
    var region = Array(lines[first..<start.line].joined())
    region += lines[start.line].prefix(start.offset)
    region += text.utf8
    region += lines[end.line].dropFirst(end.offset)
    var cut = Self.lines(of: region)
    // Only the text itself may end with an empty line.
    if end.line + 1 < lines.count, cut.last?.isEmpty ?? false { cut.removeLast() }
    lines.replaceSubrange(first...end.line, with: cut)
    return nil
  }

  /// Behind the end of a line is its end, behind the last line the end of the text; nil within a character.
  private func place(of position: Position) -> (line: Int, offset: Int)? {
    guard position.line < lines.count else { return (lines.count - 1, lines[lines.count - 1].count) }
    let line = lines[position.line]
    let content = line.prefix { !$0.isLineEnd }
    let found = encoding.offset(of: position.character, in: content)
    return found.isExact ? (position.line, found.offset - content.startIndex) : nil
  }

  /// Each with its line end; the last has none, and may be empty.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while let end = bytes[start...].firstIndex(where: \.isLineEnd) {
      let isPair =
        bytes[end] == UInt8(ascii: "\r") && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n")
      lines.append(bytes[start...(isPair ? end + 1 : end)])
      start = lines[lines.count - 1].endIndex
    }
    return lines + [bytes[start...]]
  }
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
