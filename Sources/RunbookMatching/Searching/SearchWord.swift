/// A word or a phrase that is looked for: it stands in a text as it is typed, letters of either case, blanks of any
/// length; where it begins or ends with a letter or digit, no further one follows there.
///
/// An index of words only narrows that down, for it knows no punctuation: to it, `10.96.0.10/32` is five words in a row.
package struct SearchWord: Sendable, Hashable {
  package let text: String
  /// More letters and digits may follow.
  package let isPrefix: Bool
  /// What holds it is not wanted.
  package let isExcluded: Bool
  /// What stands between its blanks, folded.
  private let pieces: [[UInt8]]

  package init(_ text: String, isPrefix: Bool = false, isExcluded: Bool = false) {
    self.text = text
    self.isPrefix = isPrefix
    self.isExcluded = isExcluded
    pieces = FoldedText(Array(text.utf8)).bytes.split(whereSeparator: Self.isBlank).map(Array.init)
  }

  /// An index of words knows something of it.
  package var hasLetters: Bool { text.unicodeScalars.contains(where: Self.isLetter) }

  /// An index of words knows all of it.
  package var isPlain: Bool { !text.isEmpty && text.unicodeScalars.allSatisfy(Self.isLetter) }

  /// Where it stands, in order, none overlapping.
  package func ranges(in text: FoldedText, limit: Int = 10_000) -> [Range<Int>] {
    guard let first = pieces.first else { return [] }
    return text.bytes.withUnsafeBufferPointer { bytes in
      var ranges: [Range<Int>] = []
      var position = 0
      while ranges.count < limit, let start = Self.first(first, in: bytes, from: position) {
        if let end = end(from: start, in: bytes) {
          ranges.append(start..<end)
          position = end
        } else {
          position = start + 1
        }
      }
      return ranges
    }
  }

  /// Where it ends if it begins there.
  private func end(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if start > 0, Self.isLetter(at: start, in: bytes), Self.isLetter(at: start - 1, in: bytes) { return nil }
    var position = start
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        let blank = position
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
        if position == blank { return nil }
      }
      guard position + piece.count <= bytes.count,
        piece.indices.allSatisfy({ bytes[position + $0] == piece[$0] })
      else { return nil }
      position += piece.count
    }
    guard position < bytes.count, !isPrefix else { return position }
    let goesOn = Self.isLetter(at: position - 1, in: bytes) && Self.isLetter(at: position, in: bytes)
    return goesOn ? nil : position
  }

  private static func first(
    _ piece: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard start < bytes.count else { return nil }
    return piece.withUnsafeBufferPointer { piece in
      Find.first(piece, in: UnsafeBufferPointer(rebasing: bytes[start...])).map { start + $0 }
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// What stands in a word for the index: the categories L, N and Co of Unicode, as FTS5's unicode61 has it.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }

  static func isLetter(_ ascii: UInt8) -> Bool {
    switch ascii {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether the character to which a byte belongs is a letter.
  private static func isLetter(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes[index] < 0x80 { return isLetter(bytes[index]) }
    var start = index
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self).unicodeScalars
      .first
    return scalar.map(isLetter) ?? false
  }
}

/// Text in which letters of either case are the same, each byte where it was.
package struct FoldedText: Sendable {
  let bytes: [UInt8]

  package init(_ text: [UInt8]) {
    let isASCII = text.withUnsafeBufferPointer { Lines.isASCII($0) }
    guard !isASCII, let valid = String(validating: text, as: UTF8.self) else {
      bytes = text.map(Self.folded)
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for scalar in valid.unicodeScalars {
      if scalar.isASCII {
        bytes.append(Self.folded(UInt8(scalar.value)))
      } else {
        // A letter whose small form is longer or shorter stays as it is.
        let small = scalar.properties.lowercaseMapping.utf8
        bytes.append(contentsOf: small.count == UTF8.width(scalar) ? Array(small) : Array(scalar.utf8))
      }
    }
    self.bytes = bytes
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension Unicode.Scalar {
  fileprivate var utf8: Unicode.UTF8.EncodedScalar { Unicode.UTF8.encode(self)! }
}
