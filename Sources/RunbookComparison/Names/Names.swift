import RunbookMatching

/// The words of a text by which things go that may be replaced: the names of pods, and addresses.
struct Name {
  let range: Range<Int>
  let isAddress: Bool

  /// In order; `noise` are the spans of the same bytes.
  static func all(in bytes: ArraySlice<UInt8>, noise: [Noise.Span]) -> [Name] {
    var names: [Name] = []
    var position = bytes.startIndex
    for span in noise {
      addresses(in: bytes[position..<max(position, span.range.lowerBound)], of: bytes, to: &names)
      if span.rule == .suffix {
        var start = span.range.lowerBound
        while start > bytes.startIndex, isOfName(bytes[start - 1]) { start -= 1 }
        names.append(Name(range: start..<span.range.upperBound, isAddress: false))
      }
      position = span.range.upperBound
    }
    addresses(in: bytes[position...], of: bytes, to: &names)
    return names
  }

  private static func addresses(
    in part: ArraySlice<UInt8>, of bytes: ArraySlice<UInt8>, to names: inout [Name]
  ) {
    var index = part.startIndex
    while index < part.endIndex {
      guard isHexadecimal(part[index]) || part[index] == UInt8(ascii: ":") else {
        index += 1
        continue
      }
      let start = index
      while index < part.endIndex, isOfAddress(part[index]) { index += 1 }
      // A full stop or colon behind an address is none of it.
      var end = index
      while end > start, part[end - 1] == UInt8(ascii: ".") { end -= 1 }
      let isAtWord =
        start > bytes.startIndex && (isOfName(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_"))
      let isInWord = end < bytes.endIndex && isOfName(bytes[end]) && bytes[end] != UInt8(ascii: ".")
      guard !isAtWord, !isInWord else {
        // It is a part of a word: behind the word is the next chance.
        while index < part.endIndex, isOfName(part[index]) { index += 1 }
        continue
      }
      if let length = addressLength(bytes[start..<end]) {
        names.append(Name(range: start..<start + length, isAddress: true))
      }
    }
  }

  /// Of `10.1.2.3` or `fd00::1`, without the port behind it; nil where there is no address.
  private static func addressLength(_ text: ArraySlice<UInt8>) -> Int? {
    var groups = 0
    var digits = 0
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte &- 48 < 10 {
        digits += 1
      } else if byte == UInt8(ascii: "."), (1...3).contains(digits) {
        groups += 1
        digits = 0
      } else {
        break
      }
      index += 1
    }
    if groups == 3, (1...3).contains(digits), index == text.endIndex || text[index] == UInt8(ascii: ":") {
      return index - text.startIndex
    }
    let colons = text.count { $0 == UInt8(ascii: ":") }
    let isDoubled = zip(text, text.dropFirst()).contains {
      $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: ":")
    }
    guard text.count > 3, !text.contains(UInt8(ascii: ".")), colons == 7 || colons > 1 && isDoubled else {
      return nil
    }
    return text.count
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 0x20) &- 97 < 6
  }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    isHexadecimal(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
