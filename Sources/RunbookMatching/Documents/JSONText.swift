/// The text of JSON values: escapes decoded, white space taken out, strings written.
enum JSONText {
  /// The inside of a string that was read without complaint. A lone surrogate becomes U+FFFD.
  static func decoded(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var position = raw.startIndex
    while position < raw.endIndex {
      guard raw[position] == UInt8(ascii: "\\") else {
        result.append(raw[position])
        position += 1
        continue
      }
      let letter = raw[position + 1]
      position += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "u"): result += scalar(in: raw, at: &position).utf8
      default: result.append(letter)
      }
    }
    return result
  }

  /// The character written with four digits at the position, or with two times four.
  private static func scalar(in raw: ArraySlice<UInt8>, at position: inout Int) -> Character {
    let first = unit(in: raw, at: position)
    position += 4
    if first & 0xfc00 == 0xd800, raw.endIndex - position >= 6, raw[position] == UInt8(ascii: "\\"),
      raw[position + 1] == UInt8(ascii: "u")
    {
      let second = unit(in: raw, at: position + 2)
      if second & 0xfc00 == 0xdc00 {
        position += 6
        return Character(Unicode.Scalar(0x10000 + (first & 0x3ff) << 10 + (second & 0x3ff))!)
      }
    }
    return Unicode.Scalar(first).map { Character($0) } ?? "\u{fffd}"
  }

  private static func unit(in raw: ArraySlice<UInt8>, at position: Int) -> UInt32 {
    raw[position..<position + 4].reduce(0) { $0 << 4 | UInt32(hexadecimal($1) ?? 0) }
  }

  @inline(__always) static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    default: nil
    }
  }

  /// Valid JSON without the white space between its tokens; the same slice where there is none.
  static func compact(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var isInString = false
    var isEscaped = false
    for byte in raw {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == 32 || byte == 10 || byte == 13 || byte == 9 {
        continue
      }
      result.append(byte)
    }
    return result.count == raw.count ? raw : result[...]
  }

  /// Appends a string with its quotes.
  static func write(_ text: String, to target: inout [UInt8]) {
    target.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): target += [UInt8(ascii: "\\"), byte]
      case 10: target += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 9: target += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 13: target += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        target += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: target.append(byte)
      }
    }
    target.append(UInt8(ascii: "\""))
  }
}
