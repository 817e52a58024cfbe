/// Bytes as text, per RFC 4648.
package enum Base64 {
  package struct Alphabet: Sendable {
    fileprivate let letters: [UInt8]

    private init(last: String) {
      letters = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
    }

    package static let standard = Alphabet(last: "+/")
    /// Section 5.
    package static let urlSafe = Alphabet(last: "-_")
  }

  /// With padding.
  package static func text(of bytes: [UInt8]) -> String {
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: (3 - bytes.count % 3) % 3)
    return String(decoding: letters(of: bytes) + padding, as: UTF8.self)
  }

  /// Without padding.
  package static func letters(of bytes: [UInt8], _ alphabet: Alphabet = .standard) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count * 4 + 2) / 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        result.append(alphabet.letters[Int(bits >> UInt32(count) & 63)])
      }
      bits &= (1 << UInt32(count)) - 1
    }
    if count > 0 { result.append(alphabet.letters[Int(bits << UInt32(6 - count) & 63)]) }
    return result
  }

  /// What `text(of:)` gave; nil where the text is none of that.
  package static func bytes(of text: String) -> [UInt8]? {
    let bytes = decoded(text.utf8)
    return self.text(of: bytes) == text ? bytes : nil
  }

  /// What the letters stand for, of both alphabets, up to padding or a foreign byte.
  package static func decoded(_ letters: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for letter in letters {
      guard let value = value(of: letter) else { break }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
      bits &= 0xff
    }
    return bytes
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
