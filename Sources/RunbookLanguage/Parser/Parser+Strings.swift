import RunbookModel

/// What a text in quotes is wanted for, to say so where it is missing.
enum StringUse: String {
  case title = "a title in double quotes"
  case question = "a question in double quotes"
  case description = "what it is, in double quotes, or the end of the line"
  case owner = "the owner in double quotes"
  case file = "the name of a runbook file in double quotes"
  case hint = "the hint in double quotes"
  case reason = "the reason in double quotes"
}

extension Parser {
  /// A text in quotes that must stand here.
  mutating func string(_ use: StringUse) -> StringSyntax? {
    if let token = accept(.string) { return string(token) }
    guard !isBroken else { return nil }
    guard let token = peek, token.kind == .word || token.kind == .literal || token.kind == .path else {
      failHere(.missingText, use.rawValue)
      return nil
    }
    if use == .description {
      fail(.missing(.unexpectedText, expected: use.rawValue, found: found), at: restRange)
    } else {
      fail(.unquoted(text(restRange), use.rawValue), at: restRange)
    }
    return nil
  }

  /// From the next token to the end of the line.
  var restRange: SourceRange {
    guard let token = peek, let last = statement.last else { return endRange }
    return token.range.through(last.range)
  }

  /// Reads a string token: quotes of any kind, as far as the lexer let them pass.
  mutating func string(_ token: Token) -> StringSyntax {
    let quoteLength = bytes[token.start] >= 0x80 ? 3 : 1
    let start = token.start + quoteLength
    let isClosed =
      token.end - token.start >= 2 * quoteLength
      && (quoteLength == 3 ? bytes[token.end - 3] == 0xE2 : isClosedQuote(token))
    let end = isClosed ? token.end - quoteLength : max(token.end, start)
    let isPlain = !bytes[start..<end].contains { $0 == Bytes.dollar || $0 == Bytes.backslash }
    if isPlain || bytes[token.start] == Bytes.apostrophe {
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      return StringSyntax(text: text, template: Template(verbatim: text), range: token.range)
    }
    var plain: [UInt8] = []
    var parts = TemplateParts()
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte == Bytes.backslash {
        let (value, length) = escape(at: offset, end)
        plain.append(contentsOf: value)
        for byte in value { parts.append(byte: byte) }
        offset += length
      } else if byte == Bytes.dollar, let reference = TemplateParts.reference(in: bytes, at: offset, end) {
        plain.append(contentsOf: bytes[offset..<reference.range.end])
        parts.append(reference)
        offset = reference.range.end
      } else {
        plain.append(byte)
        parts.append(byte: byte)
        offset += 1
      }
    }
    return StringSyntax(
      text: String(decoding: plain, as: UTF8.self), template: parts.template, references: parts.references,
      range: token.range)
  }

  /// Whether the last byte of a token is the quote that ends it, not one behind a backslash.
  private func isClosedQuote(_ token: Token) -> Bool {
    guard bytes[token.end - 1] == bytes[token.start] else { return false }
    let inside = bytes[(token.start + 1)..<(token.end - 1)]
    return inside.reversed().prefix { $0 == Bytes.backslash }.count % 2 == 0
  }

  /// What an escape stands for, and its length. One that is unknown is reported and stands for itself.
  private mutating func escape(at offset: Int, _ end: Int) -> (value: [UInt8], length: Int) {
    guard offset + 1 < end else { return ([Bytes.backslash], 1) }
    switch bytes[offset + 1] {
    case Bytes.quote, Bytes.backslash, Bytes.dollar: return ([bytes[offset + 1]], 2)
    case UInt8(ascii: "n"): return ([Bytes.lineFeed], 2)
    case UInt8(ascii: "t"): return ([Bytes.tab], 2)
    default:
      var last = offset + 2
      while last < end, bytes[last] & 0xC0 == 0x80 { last += 1 }
      let range = SourceRange(start: offset, end: last)
      report(.unknownEscape(text(range)), at: range)
      return (Array(bytes[offset..<last]), last - offset)
    }
  }

  /// A pattern that must stand here, checked to compile.
  mutating func pattern() -> Pattern? {
    guard let token = accept(.pattern) else {
      failHere(.missingPattern, "a pattern between slashes", help: "write the pattern as `/…/`")
      return nil
    }
    let isClosed = token.end - token.start >= 2 && bytes[token.end - 1] == Bytes.slash
    var text: [UInt8] = []
    /// Where each byte of the text stands in the file.
    var places: [Int] = []
    var offset = token.start + 1
    let end = isClosed ? token.end - 1 : token.end
    while offset < end {
      if bytes[offset] == Bytes.backslash, offset + 1 < end {
        if bytes[offset + 1] != Bytes.slash {
          text.append(bytes[offset])
          places.append(offset)
        }
        offset += 1
      }
      text.append(bytes[offset])
      places.append(offset)
      offset += 1
    }
    let pattern = String(decoding: text, as: UTF8.self)
    if let next = peek, next.start == token.end, next.kind == .word {
      fail(.patternOptions(self.text(next)), at: next.range)
    }
    if isClosed { checkPattern(pattern, token, places) }
    return Pattern(pattern)
  }

  private mutating func checkPattern(_ pattern: String, _ token: Token, _ places: [Int]) {
    if pattern.isEmpty {
      report(.emptyPattern, at: token.range)
    } else if let fault = fault(pattern) {
      let start = fault.offset < places.count ? places[max(0, fault.offset)] : token.end - 1
      report(.invalidPattern(fault.message), at: SourceRange(start: start, end: start + 1))
    }
  }
}
