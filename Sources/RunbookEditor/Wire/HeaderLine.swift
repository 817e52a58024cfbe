/// A line that may be one of a header: `Content-Length: 5`, perhaps with the rest of a message before it.
struct HeaderLine {
  enum Kind: Equatable {
    case empty
    /// What it says, and whether nothing stands before it.
    case length(Int, isAlone: Bool)
    /// Another field, or a length that is none.
    case other
    /// No line of a header.
    case none
  }

  let kind: Kind
  /// Where the field begins.
  let start: Int
  let text: String

  /// A field with its length is never longer.
  static let longest = 64

  private static let name = Array("content-length:".utf8)

  /// Without its LF.
  init(_ line: ArraySlice<UInt8>) {
    let plain = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    text = String(decoding: plain.prefix(80), as: UTF8.self)
    let value = plain.reversed().prefix { $0 != UInt8(ascii: ":") }.count
    let before = plain.dropLast(value)
    let start = before.endIndex - Self.name.count
    self.start = start
    if plain.isEmpty {
      kind = .empty
    } else if before.suffix(Self.name.count).elementsEqual(Self.name, by: { $0 | 0x20 == $1 | 0x20 }) {
      let digits = plain[before.endIndex...].filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let length = isNumber ? Int(String(decoding: digits, as: UTF8.self)) : nil
      kind = length.map { .length($0, isAlone: start == plain.startIndex) } ?? .none
    } else {
      let field = plain.prefix { $0 != UInt8(ascii: ":") }
      let isField = !field.isEmpty && field.count < plain.count && field.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      kind = isField && !field.contains(where: Self.quotes.contains) ? .other : .none
    }
  }

  private static let quotes = Array("\"{}[]".utf8)

  /// How many bytes at the end of a body are the beginning of a header, where that body was said to be a little
  /// longer than it is.
  static func begun(at body: ArraySlice<UInt8>) -> Int {
    let tail = body.suffix(longest)
    guard let brace = tail.lastIndex(of: UInt8(ascii: "}")) else { return 0 }
    let rest = tail[(brace + 1)...]
    let isName = zip(rest, name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    let isValue = rest.dropFirst(name.count).allSatisfy { $0 < UInt8(ascii: ":") }
    return isName && isValue ? rest.count : 0
  }
}
