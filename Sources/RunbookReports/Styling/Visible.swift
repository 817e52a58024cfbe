/// Makes what could steer a terminal or hide in a line visible: output of commands is not to be trusted.
package enum Visible {
  /// The text with control characters (but line end and tab), bidirectional marks and invisible
  /// characters written as `\x1b` or `\u{202e}`.
  package static func text(_ text: String) -> String {
    if isShown(text) { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      if isShown(scalar) {
        visible.unicodeScalars.append(scalar)
      } else if scalar.isASCII {
        visible += "\\x" + hexadecimal(scalar.value, digits: 2)
      } else {
        visible += "\\u{" + hexadecimal(scalar.value) + "}"
      }
    }
    return visible
  }

  /// JSON that means the same and in which nothing steers or hides: `\u001b`, `\u202e`.
  static func json(_ text: String) -> String {
    if isShown(text) { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      if isShown(scalar) {
        visible.unicodeScalars.append(scalar)
      } else {
        for unit in UTF16.encode(scalar)! { visible += "\\u" + hexadecimal(UInt32(unit), digits: 4) }
      }
    }
    return visible
  }

  private static func isShown(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
      || text.unicodeScalars.allSatisfy(isShown)
  }

  /// What is not shown: control characters; what Unicode 15.1 calls `Default_Ignorable_Code_Point`, but for the two
  /// selectors that emoji end with; separators of lines; annotations; and what is no character at all (23.7), for
  /// XML takes no text that has one.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09, 0x20..<0x7F: true
    case 0..<0xA0, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      false
    case let value: value & 0xFFFE != 0xFFFE
    }
  }

  /// Bytes as text: each byte that is no UTF-8 is written as `\xff`.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    if let valid = String(validating: bytes, as: UTF8.self) { return text(valid) }
    var visible = ""
    var valid = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var position = bytes.startIndex
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        valid.append(Unicode.UTF8.decode(encoded))
        bytes.formIndex(&position, offsetBy: encoded.count)
      case .error(let length):
        visible += text(String(valid))
        valid = String.UnicodeScalarView()
        for _ in 0..<length {
          visible += "\\x" + hexadecimal(UInt32(bytes[position]), digits: 2)
          bytes.formIndex(after: &position)
        }
      case .emptyInput: return visible + text(String(valid))
      }
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int = 1) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
