import RunbookModel

/// One line of a file: where it starts, where its content starts and ends.
struct Line: Sendable {
  let start: Int
  /// The first byte that is no blank; `end` in a blank line.
  let content: Int
  /// Without LF or CRLF.
  let end: Int
  /// Where the next line starts.
  let next: Int
  /// Blanks before the content; a tab or a no-break space counts one.
  let indentation: Int
  let isComment: Bool

  var isBlank: Bool { content == end }
  /// Neither blank nor a comment.
  var isStatement: Bool { content != end && !isComment }
  var contentRange: SourceRange { SourceRange(start: content, end: end) }
}

extension Line {
  /// All lines of a file. A file that ends in LF has no line behind it.
  static func all(of source: SourceText) -> [Line] {
    let bytes = source.bytes
    var lines: [Line] = []
    lines.reserveCapacity(source.lineStarts.count)
    for (index, lineStart) in source.lineStarts.enumerated() {
      var start = lineStart
      if index == 0, bytes.starts(with: Bytes.mark) { start = Bytes.mark.count }
      let next = index + 1 < source.lineStarts.count ? source.lineStarts[index + 1] : bytes.count
      if start == next, index > 0 { break }
      var end = next
      if end > start, bytes[end - 1] == Bytes.lineFeed { end -= 1 }
      if end > start, end < next, bytes[end - 1] == Bytes.carriageReturn { end -= 1 }
      var content = start
      var indentation = 0
      while content < end {
        if Bytes.isBlank(bytes[content]) {
          content += 1
        } else if let length = Bytes.noBreakSpace(in: bytes, at: content) {
          content += length
        } else {
          break
        }
        indentation += 1
      }
      lines.append(
        Line(
          start: start, content: content, end: end, next: next, indentation: indentation,
          isComment: content < end && bytes[content] == Bytes.hash))
    }
    return lines
  }
}
