/// Makes what could steer a terminal or hide in a line visible: output of commands is not to be trusted.
package enum Visible {
  /// The text with control characters (but line end and tab), bidirectional marks and invisible
  /// format characters written as `\x1b` or `\u{202e}`.
  package static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x09: visible.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F: visible += "\\x" + hexadecimal(scalar.value, digits: 2)
      case 0x80..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE007F:
        visible += "\\u{" + String(scalar.value, radix: 16) + "}"
      // No characters at all (Unicode, 23.7), and XML takes no text that has one.
      case let value where value & 0xFFFE == 0xFFFE: visible += "\\u{" + String(value, radix: 16) + "}"
      default: visible.unicodeScalars.append(scalar)
      }
    }
    return visible
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

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
