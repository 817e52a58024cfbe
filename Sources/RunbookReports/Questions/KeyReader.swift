/// A key as it was pressed.
package enum Key: Sendable, Hashable {
  case character(Character)
  case left, right, home, end, backspace, delete
  /// Ctrl-W, Ctrl-U, Ctrl-K.
  case deleteWord, deleteToStart, deleteToEnd
  case enter
  /// Ctrl-D.
  case endOfInput
}

/// Makes keys of the bytes that a terminal sends: UTF-8, control characters, and the sequences of ECMA-48
/// and of xterm for the keys that have no character. What is neither a character nor known is dropped,
/// so nothing that is pasted can steer anything. A sequence may be cut between two reads.
package struct KeyReader: Sendable {
  private var rest: [UInt8] = []

  package init() {}

  package mutating func keys(_ bytes: [UInt8]) -> [Key] {
    rest += bytes
    var keys: [Key] = []
    while let (key, length) = next() {
      rest.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// The next key, nil for what means nothing, with its length; nil where more bytes must come first.
  private func next() -> (Key?, length: Int)? {
    guard let first = rest.first else { return nil }
    switch first {
    case 0x1B: return sequence()
    case 0x01: return (.home, 1)
    case 0x02: return (.left, 1)
    case 0x04: return (.endOfInput, 1)
    case 0x05: return (.end, 1)
    case 0x06: return (.right, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x0B: return (.deleteToEnd, 1)
    case 0x15: return (.deleteToStart, 1)
    case 0x17: return (.deleteWord, 1)
    case ..<0x20: return (nil, 1)
    default: return character(first)
    }
  }

  private func character(_ first: UInt8) -> (Key?, length: Int)? {
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard rest.count >= length else { return nil }
    guard let text = String(validating: rest.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return (nil, 1) }
    // C1 controls.
    return ((0x80..<0xA0).contains(scalar.value) ? nil : .character(Character(scalar)), length)
  }

  /// `ESC [ parameters final` or `ESC O final`; Alt with a key is that key's and dropped.
  private func sequence() -> (Key?, length: Int)? {
    guard rest.count >= 2 else { return nil }
    if rest[1] == UInt8(ascii: "O") { return rest.count < 3 ? nil : (Self.named(rest[2], ""), 3) }
    guard rest[1] == UInt8(ascii: "[") else { return (nil, 2) }
    guard let end = rest.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return rest.count > 32 ? (nil, rest.count) : nil
    }
    return (Self.named(rest[end], String(decoding: rest[2..<end], as: UTF8.self)), end + 1)
  }

  private static func named(_ final: UInt8, _ parameters: String) -> Key? {
    switch (final, parameters.split(separator: ";").first) {
    case (UInt8(ascii: "C"), _): .right
    case (UInt8(ascii: "D"), _): .left
    case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
    case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
    case (UInt8(ascii: "~"), "3"): .delete
    default: nil
    }
  }
}
