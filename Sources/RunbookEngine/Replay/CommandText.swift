/// What makes two shell texts the same question.
enum CommandText {
  /// The text with runs of blanks as one, without blank lines, comments and joined lines; what stands in quotes stays.
  static func essence(of text: String) -> String {
    var essence: [UInt8] = []
    var rest = Array(text.utf8)[...]
    var quote: UInt8?
    while let byte = rest.popFirst() {
      if let open = quote {
        essence.append(byte)
        if byte == backslash, open == doubleQuote, let next = rest.popFirst() { essence.append(next) }
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case backslash:
        let next = rest.popFirst()
        if next == newline {
          blank(&essence)
        } else {
          essence += [byte] + (next.map { [$0] } ?? [])
        }
      case singleQuote, doubleQuote:
        quote = byte
        essence.append(byte)
      case space, tab: blank(&essence)
      case newline: lineEnd(&essence)
      case hash where isAtWordStart(essence): rest = rest.drop { $0 != newline }
      default: essence.append(byte)
      }
    }
    lineEnd(&essence)
    return String(decoding: essence.dropLast(essence.last == newline ? 1 : 0), as: UTF8.self)
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let singleQuote = UInt8(ascii: "'")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")
  private static let hash = UInt8(ascii: "#")

  private static func isAtWordStart(_ essence: [UInt8]) -> Bool {
    essence.last.map {
      [space, newline, UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: "&"), UInt8(ascii: "|")].contains(
        $0)
    }
      ?? true
  }

  private static func blank(_ essence: inout [UInt8]) {
    if let last = essence.last, last != space, last != newline { essence.append(space) }
  }

  private static func lineEnd(_ essence: inout [UInt8]) {
    if essence.last == space { essence.removeLast() }
    if let last = essence.last, last != newline { essence.append(newline) }
  }
}
