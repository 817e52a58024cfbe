/// A JSON text as a tree, for reading back what `JSONBytes` has written (RFC 8259).
enum JSONValue {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// Why a text is no JSON, and where.
  struct Problem: Error, CustomStringConvertible {
    let expected: String
    let offset: Int
    var description: String { "\(expected) expected at byte \(offset)" }
  }

  init(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    var reader = Reader(bytes: bytes)
    self = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.offset == bytes.count else { throw Problem(expected: "the end", offset: reader.offset) }
  }

  /// The texts in an array; nothing of anything else.
  var texts: [String] {
    guard case .array(let elements) = self else { return [] }
    return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    /// 0 at the end, which no JSON text holds.
    private var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    mutating func skipBlanks() {
      while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { offset += 1 }
    }

    private func problem(_ expected: String) -> Problem { Problem(expected: expected, offset: offset) }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
      skipBlanks()
      guard next == UInt8(ascii: character) else { return false }
      offset += 1
      return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Problem) {
      guard accept(character) else { throw problem("`\(character)`") }
    }

    mutating func value(depth: Int) throws(Problem) -> JSONValue {
      // Deeper than any event, and not so deep that the stack ends.
      guard depth < 100 else { throw problem("less nesting") }
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"): return .object(try members(depth: depth))
      case UInt8(ascii: "["): return .array(try elements(depth: depth))
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .boolean(true))
      case UInt8(ascii: "f"): return try word("false", .boolean(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return try number()
      }
    }

    private mutating func members(depth: Int) throws(Problem) -> [(name: String, value: JSONValue)] {
      var members: [(name: String, value: JSONValue)] = []
      try expect("{")
      if accept("}") { return members }
      repeat {
        skipBlanks()
        let name = try string()
        try expect(":")
        members.append((name, try value(depth: depth + 1)))
      } while accept(",")
      try expect("}")
      return members
    }

    private mutating func elements(depth: Int) throws(Problem) -> [JSONValue] {
      var elements: [JSONValue] = []
      try expect("[")
      if accept("]") { return elements }
      repeat { elements.append(try value(depth: depth + 1)) } while accept(",")
      try expect("]")
      return elements
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
      let count = word.utf8CodeUnitCount
      guard offset + count <= bytes.count,
        bytes[offset..<offset + count].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
      else { throw problem("a value") }
      offset += count
      return value
    }

    private mutating func number() throws(Problem) -> JSONValue {
      let start = offset
      while "+-.eE0123456789".utf8.contains(next) { offset += 1 }
      let text = String(decoding: bytes[start..<offset], as: UTF8.self)
      if let integer = Int64(text) { return .integer(integer) }
      guard let number = Double(text) else { throw problem("a value") }
      return .number(number)
    }

    private mutating func string() throws(Problem) -> String {
      try expect("\"")
      var start = offset
      var decoded: [UInt8] = []
      while offset < bytes.count {
        switch bytes[offset] {
        case UInt8(ascii: "\""):
          let rest = bytes[start..<offset]
          offset += 1
          if decoded.isEmpty { return String(decoding: rest, as: UTF8.self) }
          return String(decoding: decoded + rest, as: UTF8.self)
        case UInt8(ascii: "\\"):
          decoded += bytes[start..<offset]
          offset += 1
          decoded += String(try escaped()).utf8
          start = offset
        default: offset += 1
        }
      }
      throw problem("`\"`")
    }

    private mutating func escaped() throws(Problem) -> Unicode.Scalar {
      let letter = next
      offset += 1
      switch letter {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
      case UInt8(ascii: "u"):
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard next == UInt8(ascii: "\\") else { return "\u{FFFD}" }
        offset += 2
        let second = try hexadecimal()
        guard first < 0xDC00, (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      default: throw problem("an escape")
      }
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
      guard offset + 4 <= bytes.count,
        let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
      else { throw problem("four hexadecimal digits") }
      offset += 4
      return code
    }
  }
}
