/// A place in a text as editors count: lines from 0, and units of the agreed encoding from 0.
struct Position: Codable, Hashable {
  let line: Int
  let character: Int

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// The protocol has no negative numbers.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    line = Int(try container.decode(UInt32.self, forKey: .line))
    character = Int(try container.decode(UInt32.self, forKey: .character))
  }
}

/// From one position up to another.
struct Span: Codable, Hashable {
  let start: Position
  let end: Position
}

/// A span of a file.
struct Location: Codable, Hashable {
  let uri: String
  let range: Span
}

/// New text for a span.
struct TextEdit: Codable, Hashable {
  let range: Span
  let newText: String
}

/// How `Position.character` counts.
enum PositionEncoding: String, Codable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The byte of a line that so many units lead to: its end where they are too many, and not exact within a
  /// character, whose start is given.
  func offset(of units: Int, in line: ArraySlice<UInt8>) -> (offset: Int, isExact: Bool) {
    var (offset, left) = (line.startIndex, units)
    while offset < line.endIndex, left > 0 {
      var next = offset + 1
      while next < line.endIndex, line[next] & 0xC0 == 0x80 { next += 1 }
      left -= self.units(in: line[offset..<next])
      if left < 0 { return (offset, false) }
      offset = next
    }
    return (offset, true)
  }

  /// In UTF-16 a character is told from its first byte.
  func units(in text: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8: text.count
    case .utf16: text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
  }
}
