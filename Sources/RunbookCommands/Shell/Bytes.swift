/// The bytes that mean something to a shell, by name.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let bang = UInt8(ascii: "!")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let at = UInt8(ascii: "@")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let caret = UInt8(ascii: "^")
  static let underscore = UInt8(ascii: "_")
  static let backtick = UInt8(ascii: "`")
  static let openBrace = UInt8(ascii: "{")
  static let bar = UInt8(ascii: "|")
  static let closeBrace = UInt8(ascii: "}")
  static let tilde = UInt8(ascii: "~")

  var isBlank: Bool { self == .space || self == .tab }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
  /// What a variable's name may begin with.
  var isNameStart: Bool { isLetter || self == .underscore }
  var isNamePart: Bool { isNameStart || isDigit }

  /// Letters, digits and signs that mean nothing to the shell wherever they stand.
  var isPlain: Bool {
    isNamePart || self >= 0x80 || self == .minus || self == UInt8(ascii: ".") || self == .equals
  }

  /// What ends a word unless it is quoted.
  var endsWord: Bool {
    switch self {
    case .space, .tab, .newline, .semicolon, .ampersand, .bar, .open, .close, .less, .greater: true
    default: false
    }
  }

  /// Parameters of the shell's own, which are one byte: `$@`, `$?` ….
  var isSpecialParameter: Bool {
    switch self {
    case .at, .star, .hash, .question, .minus, .dollar, .bang: true
    default: false
    }
  }
}
