import RunbookModel

extension Lexer {
  /// Takes one token of code. There is a byte, and it is no blank.
  mutating func takeToken(to end: Int) {
    let byte = bytes[offset]
    switch byte {
    case Bytes.quote: takeString(to: end)
    case Bytes.comma: emit(.comma, to: offset + 1)
    case Bytes.equals: emit(.equals, to: offset + 1)
    case Bytes.less, Bytes.more:
      emit(.comparison, to: offset + 1 < end && bytes[offset + 1] == Bytes.equals ? offset + 2 : offset + 1)
    case Bytes.dollar: takeVariable(to: end)
    case Bytes.slash where isPatternNext: takePattern(to: end)
    case Bytes.dot: takePath(to: end)
    case Bytes.apostrophe: takeSingleQuoted(to: end)
    case Bytes.minus where offset + 1 < end && bytes[offset + 1] == Bytes.more: emit(.arrow, to: offset + 2)
    case 0..<Bytes.space, 0x7F:
      if byte != 0 { report(.controlCharacter(byte), offset, offset + 1) }
      emit(.invalid, to: offset + 1)
    case 0xC2, 0xE2, 0xEF:
      if let length = Bytes.arrow(in: bytes, at: offset) {
        emit(.arrow, to: offset + length)
      } else if let length = Bytes.noBreakSpace(in: bytes, at: offset) {
        report(.noBreakSpace, offset, offset + length)
        emit(.invalid, to: offset + length)
      } else if let quote = Bytes.curlyQuote(in: bytes, at: offset) {
        takeCurlyQuoted(quote, to: end)
      } else {
        takeWord(to: end)
      }
    default: takeWord(to: end)
    }
  }

  private mutating func takeWord(to end: Int) {
    let isLiteral =
      Bytes.isDigit(bytes[offset])
      || bytes[offset] == Bytes.minus && offset + 1 < end && Bytes.isDigit(bytes[offset + 1])
    var last = offset + 1
    while last < end, !endsWord(at: last, end) { last += 1 }
    emit(isLiteral ? .literal : .word, to: last)
  }

  /// A bare value has no blank, `,` `=` `"` `$`, and stops before a comparison, an arrow and what is invalid.
  private func endsWord(at offset: Int, _ end: Int) -> Bool {
    switch bytes[offset] {
    case Bytes.comma, Bytes.equals, Bytes.quote, Bytes.dollar, Bytes.less, Bytes.more, 0...Bytes.space, 0x7F:
      true
    case Bytes.minus: offset + 1 < end && bytes[offset + 1] == Bytes.more
    case 0xC2, 0xE2, 0xEF:
      Bytes.arrow(in: bytes, at: offset) != nil || Bytes.noBreakSpace(in: bytes, at: offset) != nil
        || Bytes.curlyQuote(in: bytes, at: offset) != nil
    default: false
    }
  }

  private mutating func takeString(to end: Int) {
    var last = offset + 1
    while last < end {
      if bytes[last] == Bytes.quote { return emit(.string, to: last + 1) }
      last += bytes[last] == Bytes.backslash ? 2 : 1
    }
    report(.unclosedString, offset, end)
    emit(.string, to: end)
  }

  /// Text in single quotes is text to whoever wrote it: reported, and read as a string where it ends on its line.
  private mutating func takeSingleQuoted(to end: Int) {
    guard let last = bytes[(offset + 1)..<end].firstIndex(of: Bytes.apostrophe) else {
      return takeWord(to: end)
    }
    report(.singleQuotes, offset, last + 1)
    emit(.string, to: last + 1)
  }

  private mutating func takeCurlyQuoted(_ quote: Bytes.CurlyQuote, to end: Int) {
    report(.curlyQuote, offset, offset + 3)
    var last = offset + 3
    while last < end {
      if Bytes.curlyQuote(in: bytes, at: last) == quote { return emit(.string, to: last + 3) }
      last += 1
    }
    emit(.invalid, to: offset + 3)
  }

  private mutating func takeVariable(to end: Int) {
    let last = Self.variableEnd(in: bytes, at: offset, end)
    if last == offset + 1 {
      report(.loneDollar, offset, last)
      return emit(.invalid, to: last)
    }
    emit(.variable, to: last)
  }

  /// The end of `$name` or `$name.member` that begins at a `$`; one behind the `$` where no name follows.
  ///
  /// A step's name may have hyphens, so `$each-node.failed` is one variable; without a member, `$a-b` is `$a`
  /// and more text.
  static func variableEnd(in bytes: [UInt8], at dollar: Int, _ end: Int) -> Int {
    var last = dollar + 1
    while last < end, Bytes.isIdentifierByte(bytes[last]) { last += 1 }
    if last == dollar + 1 { return last }
    var behind = last
    while behind + 1 < end, bytes[behind] == Bytes.minus, Bytes.isNameByte(bytes[behind + 1]) {
      behind += 1
      while behind < end, Bytes.isNameByte(bytes[behind]) { behind += 1 }
    }
    guard behind < end, bytes[behind] == Bytes.dot else { return last }
    var member = behind + 1
    while member < end, Bytes.isIdentifierByte(bytes[member]) { member += 1 }
    return members.contains { bytes[(behind + 1)..<member].elementsEqual($0) } ? member : last
  }

  private static let members = ["passed", "failed", "flaky", "unknown", "outcome"].map { Array($0.utf8) }

  private var isPatternNext: Bool {
    guard let previous = tokens.last(where: { $0.kind != .blank && $0.kind != .invalid }),
      previous.kind == .word
    else { return false }
    let word = bytes[previous.start..<previous.end]
    return Self.patternWords.contains { word.elementsEqual($0) }
  }

  private static let patternWords = ["find", "all", "after", "before", "matches", "match", "matching"].map {
    Array($0.utf8)
  }

  private mutating func takePattern(to end: Int) {
    var last = offset + 1
    while last < end {
      if bytes[last] == Bytes.slash { return emit(.pattern, to: last + 1) }
      last += bytes[last] == Bytes.backslash ? 2 : 1
    }
    report(.unclosedPattern, offset, end)
    emit(.pattern, to: end)
  }

  /// A path ends where a word would, but the text in `["…"]` may be anything.
  private mutating func takePath(to end: Int) {
    var last = offset + 1
    while last < end {
      if bytes[last] == Bytes.quote, bytes[last - 1] == Bytes.openBracket {
        last += 1
        while last < end, bytes[last] != Bytes.quote { last += bytes[last] == Bytes.backslash ? 2 : 1 }
        last = min(last + 1, end)
      } else if endsWord(at: last, end) {
        break
      } else {
        last += 1
      }
    }
    emit(.path, to: last)
  }
}
