/// A set of bytes.
struct ByteSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ letters: String) { for byte in letters.utf8 { insert(byte) } }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(byte & 63) & 1 == 1
  }

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  var inverted: ByteSet {
    var copy = self
    copy.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return copy
  }

  func union(_ letters: String) -> ByteSet {
    var copy = self
    for byte in letters.utf8 { copy.insert(byte) }
    return copy
  }
}

extension ByteSet {
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let digits = "0123456789"

  static let digit = ByteSet(digits)
  static let hexadecimal = ByteSet(digits + "abcdef")
  static let upperOrDigit = ByteSet(upper + digits)
  static let lowerOrDigit = ByteSet(lower + digits)
  static let letterOrDigit = ByteSet(lower + upper + digits)
  static let word = letterOrDigit.union("_")
  /// The kind of a pseudonym.
  static let kind = lowerOrDigit.union("-")
  /// The name of a variable.
  static let name = lowerOrDigit.union("_")
  /// What the name of a value is made of: `spring.datasource.password`, `--db-password`.
  static let key = word.union("-.")
  static let base64Letter = letterOrDigit.union("+/-_")
  static let base64 = base64Letter.union("=")
  static let urlBase64 = letterOrDigit.union("-_")
  /// RFC 6750, and what else is written without quotes.
  static let bearer = letterOrDigit.union("-._~+/=:")
  static let crypt = letterOrDigit.union("./$+=")
  static let blank = ByteSet(" \t")
  static let space = ByteSet(" \t\r\n")
  static let lineEnd = ByteSet("\r\n")
  /// A value without quotes goes on to one of these, where others may follow it in its line.
  static let plain = ByteSet(" \t\r\n\"'`&;,)}]<>").inverted
  static let unspaced = space.inverted
  static let pem = letterOrDigit.union("+/= \t\r\n\\:-,")
}
