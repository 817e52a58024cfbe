/// What may be looked at from one place of a stream: a little of what lies before it, and so much of what follows.
///
/// Whoever looks where the stream has not come yet starves: the question is asked again when more is there.
/// As looking has the same bounds however the stream is cut, so has the answer.
struct Sight {
  let bytes: UnsafeBufferPointer<UInt8>
  let at: Int
  /// Nothing before it may be looked at.
  let floor: Int
  /// The floor is the start of the stream.
  let isFloorStart: Bool
  private let end: Int
  private let isWhole: Bool
  private(set) var isStarved = false

  static let behind = 256
  static let ahead = 4096

  /// - Parameter begin: the stream began with the first of the bytes.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, ahead: Int = Self.ahead, isLast: Bool, begin: Bool = true
  ) {
    self.bytes = bytes
    self.at = at
    floor = max(0, at - Self.behind)
    isFloorStart = begin && floor == 0
    end = min(bytes.count, at + ahead)
    isBounded = bytes.count >= at + ahead
    isWhole = isLast || bytes.count >= at + ahead
  }

  mutating func byte(_ index: Int) -> UInt8? {
    if index < end { return bytes[index] }
    if !isWhole { isStarved = true }
    return nil
  }

  func before(_ index: Int) -> UInt8? { index > floor ? bytes[index - 1] : nil }

  mutating func starts(with text: [UInt8], at start: Int) -> Bool {
    for (offset, byte) in text.enumerated() where self.byte(start + offset) != byte { return false }
    return true
  }

  mutating func starts(with text: StaticString, at start: Int, isFolded: Bool = false) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount {
      guard let byte = byte(start + offset) else { return false }
      guard (isFolded ? lowered(byte) : byte) == text.utf8Start[offset] else { return false }
    }
    return true
  }

  /// Where the bytes of a set end.
  mutating func end(of set: ByteSet, from start: Int, atMost count: Int = .max) -> Int {
    var index = start
    while index - start < count, let byte = byte(index), set.contains(byte) { index += 1 }
    return index
  }

  /// Where it reached the end of what may be looked at.
  func isAtEnd(_ index: Int) -> Bool { index >= end }

  /// The stream may go on behind what may be looked at.
  let isBounded: Bool

  /// The bytes from a place up to the first of a set, at most so many.
  mutating func text(from start: Int, upTo stops: ByteSet, atMost count: Int = 256) -> ArraySlice<UInt8> {
    let end = end(of: stops.inverted, from: start, atMost: count)
    return Array(bytes[start..<max(start, end)])[...]
  }

  /// A quote, with the backslashes before it where the text is quoted in something else.
  struct Quote: Sendable, Equatable {
    let mark: UInt8
    var backslashes = 0
    var length: Int { backslashes + 1 }
  }

  mutating func quote(at start: Int) -> Quote? {
    var index = start
    while index - start < 8, byte(index) == UInt8(ascii: "\\") { index += 1 }
    guard let mark = byte(index), isQuote(mark) else { return nil }
    return Quote(mark: mark, backslashes: index - start)
  }

  /// The quote that ends right before a place.
  func quote(endingAt end: Int) -> Quote? {
    guard let mark = before(end), isQuote(mark) else { return nil }
    var start = end - 1
    while end - start < 9, before(start) == UInt8(ascii: "\\") { start -= 1 }
    return Quote(mark: mark, backslashes: end - 1 - start)
  }

  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// Only white space, signs of lists and of quoting lie between the start of the line and a place.
  func isLineStart(_ place: Int) -> Bool {
    var index = place
    while let byte = before(index) {
      if byte == 10 || byte == 13 { return true }
      guard Self.leading.contains(byte) else { return false }
      index -= 1
    }
    return isFloorStart
  }

  private static let leading = ByteSet(" \t\"'-*+<>|\\")

  /// Blanks before a place in its line, with the `- ` of a list; nil where something else lies there.
  func indentation(of place: Int) -> Int? {
    var index = place
    while let byte = before(index), byte == 32 || byte == UInt8(ascii: "-") { index -= 1 }
    let before = before(index)
    return before == 10 || (before == nil && isFloorStart) ? place - index : nil
  }
}

/// A letter of ASCII in lower case.
@inline(__always) func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
