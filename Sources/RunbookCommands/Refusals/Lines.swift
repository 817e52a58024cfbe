/// The lines of some bytes, without their ends, colours and what goes beyond a limit.
struct Lines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let limit: Int
  private var at = 0

  init(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard at < bytes.count else { return nil }
    let start = at
    var hasColour = false
    while at < bytes.count, bytes[at] != .newline {
      if bytes[at] == Self.escape { hasColour = true }
      at += 1
    }
    var end = Swift.min(at, start + limit)
    if end > start, bytes[end - 1] == 13 { end -= 1 }
    at += 1
    let line = bytes[start..<end]
    return hasColour ? Self.withoutColours(line) : line
  }

  private static let escape: UInt8 = 27

  /// Without `ESC [ … letter`.
  private static func withoutColours(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var plain: [UInt8] = []
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == escape, index + 1 < line.endIndex, line[index + 1] == .openBracket {
        index += 2
        while index < line.endIndex, !line[index].isLetter { index += 1 }
      } else {
        plain.append(line[index])
      }
      index += 1
    }
    return plain[...]
  }
}
