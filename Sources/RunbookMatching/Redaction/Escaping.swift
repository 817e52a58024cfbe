/// How tools escape a text when they put it into something.
enum Escaping {
  /// All forms; some are the same as the text itself or as each other.
  static func all(_ bytes: [UInt8]) -> [[UInt8]] { json(bytes) + url(bytes) + shell(bytes) + markup(bytes) }

  private static func json(_ bytes: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: bytes, as: UTF8.self)
    func escaped(_ more: (Unicode.Scalar) -> Bool, slash: Bool = false) -> [UInt8] {
      var result: [UInt8] = []
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)".utf8
        case "\n": result += "\\n".utf8
        case "\r": result += "\\r".utf8
        case "\t": result += "\\t".utf8
        case "/" where slash: result += "\\/".utf8
        case _ where scalar.value < 32 || more(scalar):
          for unit in String(scalar).utf16 { result += unicode(unit) }
        default: result += String(scalar).utf8
        }
      }
      return result
    }
    let html: Set<Unicode.Scalar> = ["<", ">", "&"]
    return [
      escaped { _ in false }, escaped { html.contains($0) || $0.value == 0x2028 || $0.value == 0x2029 },
      escaped { !$0.isASCII }, escaped({ !$0.isASCII }, slash: true),
    ]
  }

  private static func unicode(_ unit: UInt16) -> [UInt8] {
    let digits = String(unit, radix: 16)
    return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
  }

  private static func url(_ bytes: [UInt8]) -> [[UInt8]] {
    // What stays besides letters and digits: curl and Python's quote_plus, Python's quote, browsers, Go's paths.
    var result: [[UInt8]] = []
    for kept in ["-._~", "-._~/", "-._~!'()*", "-._~$&+=:@", "-._*"] {
      for isUpper in [true, false] {
        result.append(percent(bytes, kept: kept, isUpper: isUpper, plus: false))
        result.append(percent(bytes, kept: kept, isUpper: isUpper, plus: true))
      }
    }
    return result
  }

  private static func percent(_ bytes: [UInt8], kept: String, isUpper: Bool, plus: Bool) -> [UInt8] {
    var result: [UInt8] = []
    let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    for byte in bytes {
      if isDigit(byte) || (byte | 0x20) &- 97 < 26 || kept.utf8.contains(byte) {
        result.append(byte)
      } else if byte == 32, plus {
        result.append(UInt8(ascii: "+"))
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return result
  }

  /// Inside single quotes, inside double quotes, and with backslashes as `printf %q` writes.
  private static func shell(_ bytes: [UInt8]) -> [[UInt8]] {
    let quote = Array("'\\''".utf8)
    let other = Array("'\"'\"'".utf8)
    let double = Set("\"\\$`".utf8)
    return [
      bytes.flatMap { $0 == UInt8(ascii: "'") ? quote : [$0] },
      bytes.flatMap { $0 == UInt8(ascii: "'") ? other : [$0] },
      bytes.flatMap { double.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] },
      bytes.flatMap { isSafe($0) ? [$0] : [UInt8(ascii: "\\"), $0] },
      bytes.flatMap { isSafe($0) || Set(",:=~".utf8).contains($0) ? [$0] : [UInt8(ascii: "\\"), $0] },
    ]
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || (byte | 0x20) &- 97 < 26 || Set("_-./@%+:".utf8).contains(byte)
  }

  /// YAML's single quotes, HTML.
  private static func markup(_ bytes: [UInt8]) -> [[UInt8]] {
    func html(_ apostrophe: String, _ quote: String) -> [UInt8] {
      bytes.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "&"): Array("&amp;".utf8)
        case UInt8(ascii: "<"): Array("&lt;".utf8)
        case UInt8(ascii: ">"): Array("&gt;".utf8)
        case UInt8(ascii: "\""): Array(quote.utf8)
        case UInt8(ascii: "'"): Array(apostrophe.utf8)
        default: [byte]
        }
      }
    }
    return [
      bytes.flatMap { $0 == UInt8(ascii: "'") ? [$0, $0] : [$0] }, html("&#39;", "&#34;"),
      html("'", "&quot;"),
      html("&#x27;", "&quot;"),
    ]
  }
}
