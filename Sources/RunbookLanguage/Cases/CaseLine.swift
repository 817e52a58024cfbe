import RunbookModel

/// One line of a case file that is not part of a block: its words, and what stands behind the first.
struct CaseLine {
  let number: Int
  let indentation: Int
  let word: String
  /// Behind the first word, without blanks around it.
  let rest: String
  /// Of all that is not indentation.
  let range: SourceRange

  /// Nil where the line is blank or a comment.
  init?(_ source: SourceText, _ number: Int) {
    let bytes = source.lineRange(number)
    let text = source.bytes[bytes]
    let indentation = text.prefix { $0 == UInt8(ascii: " ") }.count
    let content = text.dropFirst(indentation)
    guard let first = content.first, first != UInt8(ascii: "#") else { return nil }
    let end = content.lastIndex { $0 != UInt8(ascii: " ") }! + 1
    let word = content.prefix { $0 != UInt8(ascii: " ") }
    self.number = number
    self.indentation = indentation
    self.word = String(decoding: word, as: UTF8.self)
    rest = String(
      decoding: source.bytes[word.endIndex..<end].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    range = SourceRange(start: content.startIndex, end: end)
  }

  /// Where `rest` stands; nil where there is none.
  var restRange: SourceRange? {
    rest.isEmpty ? nil : SourceRange(start: range.end - rest.utf8.count, end: range.end)
  }

  /// The words behind the first.
  var words: [String] { rest.split(separator: " ").map(String.init) }
}

/// Text in quotes: `\n`, `\t`, `\r`, `\"`, `\\` and `\xNN` stand for what cannot be seen or typed there.
enum Quoted {
  /// What a text in quotes means; nil where it is not one.
  static func read(_ text: String) -> [UInt8]? {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    let inner = Array(text.utf8.dropFirst().dropLast())
    var isEscaped = false
    for byte in inner {
      if byte == UInt8(ascii: "\""), !isEscaped { return nil }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return isEscaped ? nil : unescaped(inner)
  }

  /// Nil where a backslash stands before something that it cannot.
  static func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "t"): plain.append(9)
      case UInt8(ascii: "r"): plain.append(13)
      case UInt8(ascii: "\""): plain.append(UInt8(ascii: "\""))
      case UInt8(ascii: "\\"): plain.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "x"):
        guard let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count > 1
        else { return nil }
        plain.append(byte)
        rest = rest.dropFirst(2)
      default: return nil
      }
    }
    return plain
  }

  /// True for text without control characters other than the line end, and without blanks at the ends of lines.
  static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    let bytes = Array(bytes)
    return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 10 || $0 == 9 }
      && String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes)
  }

  /// Bytes so that they can be read again: what is no visible text becomes `\xNN`.
  static func escaped(_ bytes: some Sequence<UInt8>, keepingLines: Bool = false) -> String {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    let isText = text.utf8.elementsEqual(bytes)
    var escaped = ""
    func hexadecimal(_ byte: UInt8) -> String {
      "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    guard isText else {
      for byte in bytes {
        escaped += byte >= 0x80 ? hexadecimal(byte) : Self.escaped([byte], keepingLines: keepingLines)
      }
      return escaped
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where keepingLines: escaped.unicodeScalars.append(scalar)
      case "\n": escaped += "\\n"
      case "\t" where keepingLines: escaped.unicodeScalars.append(scalar)
      case "\t": escaped += "\\t"
      case "\r": escaped += "\\r"
      case "\\": escaped += "\\\\"
      case "\"" where !keepingLines: escaped += "\\\""
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped += hexadecimal(UInt8(scalar.value))
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
