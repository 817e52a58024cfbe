import RunbookModel

extension Lexer {
  /// Reports the first bytes of a line that are no UTF-8, and NUL, which no shell text can have; five lines at most.
  mutating func checkEncoding() {
    var offset = 0
    var reports = 0
    while offset < bytes.count, reports < 5 {
      let byte = bytes[offset]
      if byte != 0, byte < 0x80 {
        offset += 1
        continue
      }
      let length = byte == 0 ? 0 : Self.sequenceLength(bytes, offset)
      if length > 0 {
        offset += length
        continue
      }
      report(byte == 0 ? .nulByte : .invalidUTF8(byte), offset, offset + 1)
      unreadable.append(offset)
      reports += 1
      while offset < bytes.count, bytes[offset] != Bytes.lineFeed { offset += 1 }
    }
  }

  /// A byte of this line was reported that no text can have: what else is wrong with the line is its consequence.
  func isUnreadable(_ line: Line) -> Bool { unreadable.contains { line.start <= $0 && $0 < line.next } }

  /// The length of the well-formed sequence at a byte of 0x80 or more (Unicode 15, table 3-7); 0 where there is none.
  private static func sequenceLength(_ bytes: [UInt8], _ offset: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch bytes[offset] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for byte in bytes[(offset + 2)..<(offset + length)] where !(0x80...0xBF).contains(byte) { return 0 }
    return length
  }
}
