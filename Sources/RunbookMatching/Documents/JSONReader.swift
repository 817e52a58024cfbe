/// Reads a JSON text (RFC 8259, nothing more) into entries, without recursion.
///
/// Strict, for a text that is almost JSON is the one that leads astray: a truncated document, two
/// documents in a row, a log line before the brace. What is accepted beside the grammar is a
/// byte-order mark, which the RFC allows to be ignored. UTF-8 is checked. The offsets of the
/// entries are 32 bits; evidence that large is cut long before.
struct JSONReader {
  static func read(_ bytes: ArraySlice<UInt8>) throws(DocumentProblem) -> [JSONDocument.Entry] {
    // `withUnsafeBufferPointer` would need a typed rethrow in every closure; a result says the same.
    let result: Result<[JSONDocument.Entry], DocumentProblem> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      do throws(DocumentProblem) {
        try reader.readText()
        return .success(reader.entries)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// How deep arrays and objects may lie in each other.
  static let depthLimit = 1000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var entries: [JSONDocument.Entry] = []
  /// The entries of the arrays and objects that are open.
  private var open: [Int] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    entries.reserveCapacity(bytes.count / 16)
  }

  private mutating func readText() throws(DocumentProblem) {
    guard bytes.count < Int(UInt32.max) else { throw DocumentProblem("no JSON: more than 4 GiB") }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    skipBlanks()
    guard position < bytes.count else { throw DocumentProblem("no JSON: there is no text") }
    try readValue()
    while let container = open.last {
      if entries[container].kind == .object {
        try readMember(of: container)
      } else {
        try readElement(of: container)
      }
    }
    skipBlanks()
    guard position == bytes.count else { throw problem("expected the end of the text") }
  }

  /// Reads a scalar, or the start of an array or object.
  private mutating func readValue() throws(DocumentProblem) {
    guard position < bytes.count else { throw problem("expected a value") }
    switch bytes[position] {
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "{"): try begin(.object)
    case UInt8(ascii: "["): try begin(.array)
    case UInt8(ascii: "t"): try readWord("true", .yes)
    case UInt8(ascii: "f"): try readWord("false", .no)
    case UInt8(ascii: "n"): try readWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    default: throw problem("expected a value")
    }
  }

  private mutating func begin(_ kind: JSONDocument.Kind) throws(DocumentProblem) {
    guard open.count < Self.depthLimit else { throw problem("deeper than \(Self.depthLimit) levels") }
    open.append(entries.count)
    append(kind, from: position, to: position)
    position += 1
  }

  private mutating func end(_ container: Int) {
    position += 1
    entries[container].end = UInt32(truncatingIfNeeded: position)
    entries[container].next = UInt32(truncatingIfNeeded: entries.count)
    open.removeLast()
  }

  /// Reads the next `"name": value` of an object, or its end.
  private mutating func readMember(of container: Int) throws(DocumentProblem) {
    skipBlanks()
    let isFirst = entries.count == container + 1
    if peek() == UInt8(ascii: "}") { return end(container) }
    if !isFirst {
      guard peek() == UInt8(ascii: ",") else { throw problem("expected `,` or `}`") }
      position += 1
      skipBlanks()
    }
    guard peek() == UInt8(ascii: "\"") else {
      throw problem(isFirst ? "expected a member or `}`" : "expected a member")
    }
    try readString()
    skipBlanks()
    guard peek() == UInt8(ascii: ":") else { throw problem("expected `:`") }
    position += 1
    skipBlanks()
    try readValue()
  }

  /// Reads the next element of an array, or its end.
  private mutating func readElement(of container: Int) throws(DocumentProblem) {
    skipBlanks()
    if peek() == UInt8(ascii: "]") { return end(container) }
    if entries.count > container + 1 {
      guard peek() == UInt8(ascii: ",") else { throw problem("expected `,` or `]`") }
      position += 1
      skipBlanks()
    }
    try readValue()
  }

  private mutating func readString() throws(DocumentProblem) {
    let start = position + 1
    var kind = JSONDocument.Kind.string
    position = start
    while true {
      skipPlain()
      guard position < bytes.count else { throw problem("unfinished string") }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        append(kind, from: start, to: position)
        position += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        kind = .escapedString
        try readEscape()
      } else if byte < 32 {
        throw problem("control character in a string")
      } else {
        guard let length = UTF8Sequence.length(in: bytes, at: position) else {
          throw problem("invalid UTF-8")
        }
        position += length
      }
    }
  }

  /// Moves behind the bytes that are nothing but themselves in a string.
  @inline(__always)
  private mutating func skipPlain() {
    var next = position
    while next < bytes.count {
      let byte = bytes[next]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 32 || byte > 127 { break }
      next += 1
    }
    position = next
  }

  private mutating func readEscape() throws(DocumentProblem) {
    position += 1
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard let byte = peek(), JSONText.hexadecimal(byte) != nil else {
          throw problem("expected four hexadecimal digits behind `\\u`")
        }
        position += 1
      }
    default: throw problem("unknown escape in a string")
    }
  }

  private mutating func readNumber() throws(DocumentProblem) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if peek() == UInt8(ascii: "0") {
      position += 1
    } else {
      try readDigits()
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      try readDigits()
    }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try readDigits()
    }
    append(.number, from: start, to: position)
  }

  private mutating func readDigits() throws(DocumentProblem) {
    guard let byte = peek(), isDigit(byte) else { throw problem("expected a digit") }
    while let byte = peek(), isDigit(byte) { position += 1 }
  }

  private mutating func readWord(_ word: StaticString, _ kind: JSONDocument.Kind) throws(DocumentProblem) {
    let start = position
    for offset in 0..<word.utf8CodeUnitCount {
      guard peek() == word.utf8Start[offset] else { throw problem("expected `\(word)`") }
      position += 1
    }
    append(kind, from: start, to: position)
  }

  private mutating func append(_ kind: JSONDocument.Kind, from start: Int, to end: Int) {
    entries.append(
      JSONDocument.Entry(
        kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: entries.count + 1)))
  }

  @inline(__always) private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  @inline(__always) private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 32, 10, 13, 9: position += 1
      default: return
      }
    }
  }

  private func problem(_ message: String) -> DocumentProblem {
    let line = bytes[..<min(position, bytes.count)].count { $0 == 10 } + 1
    guard position < bytes.count else {
      return DocumentProblem("no JSON: \(message), found the end of the text")
    }
    let rest = bytes[position..<min(position + 20, bytes.count)].prefix { $0 != 10 && $0 != 13 }
    let found = rest.isEmpty ? "the end of the line" : "`\(String(decoding: rest, as: UTF8.self))`"
    return DocumentProblem("no JSON: \(message), found \(found) in line \(line)")
  }
}
