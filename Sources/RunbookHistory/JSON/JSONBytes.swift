import RunbookModel

/// JSON text as it grows: the commas, the brackets and the escapes, for whoever knows the values.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []
  /// The closing bracket of each open object or array, outermost first, and whether it has a member yet.
  private var open: [(closing: UInt8, hasMembers: Bool)] = []

  var depth: Int { open.count }

  mutating func openObject() { start(UInt8(ascii: "{"), UInt8(ascii: "}")) }
  mutating func openArray() { start(UInt8(ascii: "["), UInt8(ascii: "]")) }

  private mutating func start(_ opening: UInt8, _ closing: UInt8) {
    bytes.append(opening)
    open.append((closing, false))
  }

  /// Ends everything that is open deeper than this.
  mutating func close(to depth: Int) {
    while open.count > depth { bytes.append(open.removeLast().closing) }
  }

  /// Before each member or element of what is open.
  mutating func separate() {
    if open[open.count - 1].hasMembers { bytes.append(UInt8(ascii: ",")) }
    open[open.count - 1].hasMembers = true
  }

  mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func null() { literal("null") }
  mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
  mutating func integer(_ value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }

  /// JSON has no word for what is not finite: null.
  mutating func number(_ value: Double) {
    if value.isFinite { bytes.append(contentsOf: "\(value)".utf8) } else { null() }
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Stretches that need no escape go over in one piece: most texts are one stretch.
      var start = 0
      for index in 0..<utf8.count where Self.isEscaped(utf8[index]) {
        bytes.append(contentsOf: utf8[start..<index])
        escape(utf8[index])
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always) private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): literal("\\\"")
    case UInt8(ascii: "\\"): literal("\\\\")
    case UInt8(ascii: "\n"): literal("\\n")
    case UInt8(ascii: "\r"): literal("\\r")
    case UInt8(ascii: "\t"): literal("\\t")
    default:
      let digits = Array("0123456789abcdef".utf8)
      literal("\\u00")
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }

  private mutating func literal(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension JSONBytes {
  /// `["a","b"]`.
  static func list(_ texts: [String]) -> [UInt8] {
    if texts.isEmpty { return noElements }
    var json = JSONBytes()
    json.list(texts)
    return json.bytes
  }

  /// `{"name":"text"}`, by name.
  static func object(_ members: [String: String]) -> [UInt8] {
    if members.isEmpty { return noMembers }
    var json = JSONBytes()
    json.openObject()
    for (name, text) in members.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      json.string(text)
    }
    json.close(to: 0)
    return json.bytes
  }

  /// `{"name":"text","names":["a","b"]}`, by name: a list is an array, anything else its text.
  static func object(_ members: [String: VariableValue]) -> [UInt8] {
    var json = JSONBytes()
    json.openObject()
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      if value.isList { json.list(value.texts) } else { json.string(value.written) }
    }
    json.close(to: 0)
    return json.bytes
  }

  private static let noElements = Array("[]".utf8)
  private static let noMembers = Array("{}".utf8)

  private mutating func list(_ texts: [String]) {
    let depth = self.depth
    openArray()
    for text in texts {
      separate()
      string(text)
    }
    close(to: depth)
  }
}
