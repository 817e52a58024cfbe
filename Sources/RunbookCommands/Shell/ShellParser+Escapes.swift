extension ShellParser {
  /// `$'…'`: C's escapes are read.
  mutating func parseEscapedQuotes() -> WordPart {
    let start = at
    at += 2
    var inner = ShellTextBuilder()
    while let byte = peek(), byte != .apostrophe {
      let place = text.place(at)
      at += 1
      guard byte == .backslash, let next = peek() else {
        inner.append(byte, at: place)
        continue
      }
      at += 1
      for decoded in decode(next) { inner.append(decoded, at: place) }
    }
    let text = inner.take(at: self.text.place(start + 2))
    if !skip("'") { report(ReadingProblems.singleQuote, from: start, length: 2) }
    return WordPart(kind: .quoted(text), range: range(from: start))
  }

  /// What a backslash and this byte stand for; further digits are passed.
  private mutating func decode(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "n"): return [.newline]
    case UInt8(ascii: "t"): return [.tab]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "a"): return [7]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "e"), UInt8(ascii: "E"): return [27]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "v"): return [11]
    case .backslash, .apostrophe, .quote, .question: return [byte]
    case UInt8(ascii: "c"):
      guard let control = peek() else { return [.backslash, byte] }
      at += 1
      return [control & 0x1F]
    case UInt8(ascii: "x"):
      return number(16, digits: 2).map { [UInt8(truncatingIfNeeded: $0)] } ?? [.backslash, byte]
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      guard let value = number(16, digits: byte == UInt8(ascii: "u") ? 4 : 8),
        let scalar = Unicode.Scalar(UInt32(value))
      else { return [.backslash, byte] }
      return Array(String(Character(scalar)).utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      at -= 1
      return number(8, digits: 3).map { [UInt8(truncatingIfNeeded: $0)] } ?? [byte]
    default: return [.backslash, byte]
    }
  }

  private mutating func number(_ base: Int, digits: Int) -> Int? {
    var value = 0
    var count = 0
    while count < digits, let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
      digit < base
    {
      value = value * base + digit
      count += 1
      at += 1
    }
    return count > 0 ? value : nil
  }
}
