/// The bytes that the language knows, by name.
enum Bytes {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let backslash = UInt8(ascii: "\\")
  static let equals = UInt8(ascii: "=")
  static let less = UInt8(ascii: "<")
  static let more = UInt8(ascii: ">")
  static let underscore = UInt8(ascii: "_")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  /// The byte-order mark in UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  static func isLowercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
  static func isUppercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  static func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) }
  /// A byte of a variable's name behind its first.
  static func isNameByte(_ byte: UInt8) -> Bool { isLowercase(byte) || isDigit(byte) || byte == underscore }
  /// A byte of any shell's or environment's variable name.
  static func isIdentifierByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == underscore
  }

  /// The length of `→` at a place, or nil.
  static func arrow(in bytes: [UInt8], at offset: Int) -> Int? {
    starts(bytes, offset, 0xE2, 0x86, 0x92) ? 3 : nil
  }

  /// The length of a no-break space (U+00A0, U+2007, U+202F) or of a stray byte-order mark, or nil.
  static func noBreakSpace(in bytes: [UInt8], at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0xA0 ? 2 : nil
    case 0xE2: starts(bytes, offset, 0xE2, 0x80, 0x87) || starts(bytes, offset, 0xE2, 0x80, 0xAF) ? 3 : nil
    case 0xEF: starts(bytes, offset, 0xEF, 0xBB, 0xBF) ? 3 : nil
    default: nil
    }
  }

  /// A curly quote at a place: all of them have three bytes.
  enum CurlyQuote { case single, double }

  static func curlyQuote(in bytes: [UInt8], at offset: Int) -> CurlyQuote? {
    guard offset + 2 < bytes.count, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 else { return nil }
    return switch bytes[offset + 2] {
    case 0x98...0x9B: .single
    case 0x9C...0x9F: .double
    default: nil
    }
  }

  private static func starts(_ bytes: [UInt8], _ offset: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    offset + 2 < bytes.count && bytes[offset] == a && bytes[offset + 1] == b && bytes[offset + 2] == c
  }
}
