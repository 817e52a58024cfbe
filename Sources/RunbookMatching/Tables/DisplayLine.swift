/// A line as a terminal shows it: one byte for each character cell, and the way back to the real bytes.
///
/// Tools pad their columns by counting characters, not bytes. A character that is not ASCII counts
/// as one cell, as Go's tabwriter counts it, and so do bytes that belong to none; tabs reach to the next multiple of eight.
struct DisplayLine {
  /// Characters outside ASCII are 0xff: something, and no blank.
  let cells: [UInt8]
  /// The index of each cell's byte, and of the end; nil: each byte is one cell.
  private let indexes: [Int]?
  let line: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    guard line.contains(where: { $0 >= 0x80 || $0 == 9 }) else {
      cells = Array(line)
      indexes = nil
      return
    }
    var cells: [UInt8] = []
    var indexes: [Int] = []
    var before: UInt8 = 0
    for index in line.indices {
      let byte = line[index]
      if byte == 9 {
        repeat {
          cells.append(32)
          indexes.append(index)
        } while cells.count % 8 != 0
      } else if byte < 0x80 || byte & 0xc0 == 0xc0 || before < 0x80 {
        cells.append(byte < 0x80 ? byte : 0xff)
        indexes.append(index)
      }
      before = byte
    }
    indexes.append(line.endIndex)
    self.cells = cells
    self.indexes = indexes
  }

  /// The bytes behind a range of cells.
  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard let indexes else {
      return line[line.startIndex + range.lowerBound..<line.startIndex + range.upperBound]
    }
    return line[indexes[range.lowerBound]..<indexes[range.upperBound]]
  }

  /// What stands between gaps of at least so many blanks.
  func chunks(gap: Int) -> [Range<Int>] {
    cells.withUnsafeBufferPointer { Self.chunks($0, gap: gap) }
  }

  static func chunks(_ cells: UnsafeBufferPointer<UInt8>, gap: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start: Int?
    var end = 0
    for (index, cell) in cells.enumerated() where !isBlank(cell) {
      if let begin = start, index - end >= gap {
        chunks.append(begin..<end)
        start = index
      }
      if start == nil { start = index }
      end = index + 1
    }
    if let start { chunks.append(start..<end) }
    return chunks
  }
}

/// What a line of a table is by its looks.
enum LineShape {
  /// The upright bars of boxes, ASCII first.
  static let bars: [[UInt8]] = [
    Array("|".utf8), Array("│".utf8), Array("┃".utf8), Array("║".utf8), Array("┆".utf8),
  ]

  static func isBlankLine(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy(isBlank) }

  /// A line that only separates: `+-----+`, `-----  ---`, `=====`, `├────┤`.
  static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    var strokes = 0
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "_"): strokes += 1
      case UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: ":"), 32, 9, 13: break
      case 0xe2:
        // U+2500 to U+257F: box drawing.
        guard index + 2 < line.endIndex, line[index + 1] == 0x94 || line[index + 1] == 0x95 else {
          return false
        }
        strokes += 1
        index += 2
      default: return false
      }
      index += 1
    }
    return strokes >= 3 && !isBarredOnly(line)
  }

  /// Only bars and blanks: an empty row of a box, not a rule.
  private static func isBarredOnly(_ line: ArraySlice<UInt8>) -> Bool {
    for bar in bars.dropFirst() {
      var rest = line
      while let start = rest.firstIndex(of: 0xe2), rest[start...].starts(with: bar) {
        rest = rest[(start + 3)...]
      }
      if rest.firstIndex(of: 0xe2) == nil, rest.allSatisfy({ isBlank($0) || $0 == UInt8(ascii: "|") }) {
        return true
      }
    }
    return false
  }

  /// The bar that a line begins with, blanks aside.
  static func leadingBar(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let text = trimmed(line)
    guard let first = text.first, first == UInt8(ascii: "|") || first == 0xe2 else { return nil }
    return bars.first { text.starts(with: $0) }
  }

  /// Letters in capitals, as headers have them: no small letter outside of brackets, no word that begins with a digit.
  static func isCapitals(_ name: some Sequence<UInt8>) -> Bool {
    var depth = 0
    var hasLetter = false
    var isWordStart = true
    for byte in name {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"): if depth <= 0 { return false }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasLetter = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if isWordStart, depth <= 0 { return false }
      default: break
      }
      isWordStart = byte == 32
    }
    return hasLetter
  }
}
