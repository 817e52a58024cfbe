/// Gathers the parts of a word; literal bytes that follow each other become one part.
struct PartCollector: Sendable {
  private(set) var parts: [WordPart] = []
  private var literal = ShellTextBuilder()
  private var literalStart = 0
  private var literalEnd = 0

  /// Takes a byte that stands at a place; what was passed to get it ends at another.
  mutating func append(_ byte: UInt8, from start: Int, through end: Int) {
    if literal.isEmpty { literalStart = start }
    literal.append(byte, at: end - 1)
    literalEnd = end
  }

  /// Takes bytes that lie side by side from a place.
  mutating func append(_ run: ArraySlice<UInt8>, at place: Int) {
    if literal.isEmpty { literalStart = place }
    literal.append(run, at: place)
    literalEnd = place + run.count
  }

  mutating func append(_ part: WordPart) {
    flush()
    parts.append(part)
  }

  mutating func flush() {
    guard !literal.isEmpty else { return }
    let text = literal.take(at: literalStart)
    parts.append(WordPart(kind: .literal(text), range: literalStart..<max(literalStart, literalEnd)))
  }
}

extension ShellParser {
  /// A word at this place; without parts where none begins.
  mutating func parseWord(_ mode: WordMode = .word) -> Word {
    let start = at
    let parts = parseParts(mode)
    return Word(parts: parts, range: range(from: start))
  }

  /// Parts up to what ends the mode, which is not passed.
  mutating func parseParts(_ mode: WordMode) -> [WordPart] {
    var collector = PartCollector()
    collect(mode, into: &collector)
    collector.flush()
    return collector.parts
  }

  private mutating func collect(_ mode: WordMode, into collector: inout PartCollector) {
    while let byte = peek() {
      if mode.isEnded(by: byte), !(mode.ending == .word && opensProcess()) { return }
      if let part = parseSpecial(byte, mode) {
        collector.append(part)
      } else if byte == .backslash, peek(1) == .newline {
        at += 2
      } else if byte == .backslash, let next = peek(1), mode.escapes(next) {
        at += 2
        collector.append(next, from: text.place(at - 2), through: text.place(at - 1) + 1)
      } else if opensGroup(mode) {
        collectGroup(mode, into: &collector)
      } else {
        take(into: &collector)
      }
    }
  }

  /// Takes the byte here and the letters behind it, which mean nothing anywhere.
  private mutating func take(into collector: inout PartCollector) {
    guard !isAtEnd else { return }
    if text.firstIfContiguous != nil {
      let start = at
      at += 1
      while at < end, bytes[at].isPlain { at += 1 }
      collector.append(bytes[start..<at], at: text.place(start))
      return
    }
    takeOne(into: &collector)
  }

  private mutating func takeOne(into collector: inout PartCollector) {
    guard !isAtEnd else { return }
    let place = text.place(at)
    collector.append(bytes[at], from: place, through: place + 1)
    at += 1
  }

  /// Whether an extended pattern (`@(a|b)`), or a group of a regular expression, opens here.
  private func opensGroup(_ mode: WordMode) -> Bool {
    switch mode.ending {
    case .brace, .slash, .quote, .document: return false
    case .regularExpression: return peek() == .open
    case .group: if peek() == .open { return true }
    case .word: break
    }
    guard peek(1) == .open else { return false }
    switch bytes[at] {
    case .question, .star, .plus, .at, .bang: return true
    default: return false
    }
  }

  private mutating func collectGroup(_ mode: WordMode, into collector: inout PartCollector) {
    if peek() != .open { takeOne(into: &collector) }
    let start = at
    takeOne(into: &collector)
    var inner = collector
    deeper(()) { $0.collect(.group, into: &inner) }
    collector = inner
    if peek() == .close {
      takeOne(into: &collector)
    } else {
      report(ReadingProblems.pattern, from: start, length: 1)
    }
  }

  /// A quote, an expansion or a substitution at this place, or nil.
  mutating func parseSpecial(_ byte: UInt8, _ mode: WordMode) -> WordPart? {
    switch byte {
    case .apostrophe where mode.readsSingleQuotes: return parseSingleQuotes()
    case .quote where mode.ending != .document: return parseDoubleQuotes(from: at)
    case .dollar: return parseDollar(mode)
    case .backtick: return parseBackticks(mode)
    case .less, .greater:
      guard !mode.isQuoted, mode.ending != .regularExpression, opensProcess() else { return nil }
      return parseProcess()
    default: return nil
    }
  }

  private mutating func parseSingleQuotes() -> WordPart {
    let start = at
    at += 1
    while let byte = peek(), byte != .apostrophe { at += 1 }
    let inner = slice(start + 1, at)
    if !skip("'") { report(ReadingProblems.singleQuote, from: start, length: 1) }
    return WordPart(kind: .quoted(inner), range: range(from: start))
  }

  /// From the `"` here; `start` may be a `$` before it.
  private mutating func parseDoubleQuotes(from start: Int) -> WordPart {
    let quote = at
    at += 1
    let parts = deeper([]) { $0.parseParts(.doubleQuotes) }
    if !skip("\"") { report(ReadingProblems.doubleQuote, from: quote, length: 1) }
    return WordPart(kind: .doubleQuoted(parts), range: range(from: start))
  }

  private mutating func parseProcess() -> WordPart {
    let start = at
    at += 2
    let script = deeper(Script()) { $0.parseScript(until: .parenthesis) }
    if !skip(")") { report(ReadingProblems.process, from: start, length: 2) }
    return WordPart(kind: .process(script), range: range(from: start))
  }

  /// The script in backticks, one layer of backslashes taken off, read by a parser of its own.
  private mutating func parseBackticks(_ mode: WordMode) -> WordPart {
    let start = at
    at += 1
    var inner = ShellTextBuilder()
    while let byte = peek(), byte != .backtick {
      if byte == .backslash, let next = peek(1),
        next == .backtick || next == .backslash || next == .dollar
          || (next == .quote && mode.ending == .quote)
      {
        at += 1
        inner.append(next, at: text.place(at))
      } else {
        inner.append(byte, at: text.place(at))
      }
      at += 1
    }
    var script = Script()
    if peek() == .backtick {
      script = deeper(Script()) { parser in
        var nested = ShellParser(inner.take(at: parser.text.place(start + 1)), depth: parser.depth)
        nested.documents = parser.documents
        let script = nested.parseWholeText()
        parser.adopt(nested)
        return script
      }
      at = min(at + 1, end)
    } else {
      report(ReadingProblems.backtick, from: start, length: 1)
    }
    return WordPart(kind: .substitution(script), range: range(from: start))
  }

  private mutating func parseDollar(_ mode: WordMode) -> WordPart? {
    let start = at
    guard let next = peek(1) else { return nil }
    switch next {
    case .open:
      if looks("$(("), opensArithmetic(at: at + 2) {
        at += 3
        let expression = deeper(Arithmetic(names: [], parts: [])) {
          $0.parseArithmetic(closedBy: "))", opener: "((", from: start + 1)
        }
        return WordPart(kind: .arithmetic(expression), range: range(from: start))
      }
      at += 2
      let script = deeper(Script()) { $0.parseScript(until: .parenthesis) }
      if !skip(")") { report(ReadingProblems.substitution, from: start, length: 2) }
      return WordPart(kind: .substitution(script), range: range(from: start))
    case .openBrace: return deeper(nil) { $0.parseBraces(mode) }
    case .openBracket:
      at += 2
      let expression = deeper(Arithmetic(names: [], parts: [])) {
        $0.parseArithmetic(closedBy: "]", opener: "$[", from: start)
      }
      return WordPart(kind: .arithmetic(expression), range: range(from: start))
    case .apostrophe where mode.readsSingleQuotes && !mode.isQuoted: return parseEscapedQuotes()
    case .quote where !mode.isQuoted:
      at += 1
      return parseDoubleQuotes(from: start)
    default: return parsePlainParameter(next)
    }
  }

  /// `$name`, `$1`, `$?`.
  private mutating func parsePlainParameter(_ next: UInt8) -> WordPart? {
    let start = at
    if next.isNameStart {
      at += 1
      while let byte = peek(), byte.isNamePart { at += 1 }
    } else if next.isDigit || next.isSpecialParameter {
      at += 2
    } else {
      return nil
    }
    let parameter = ParameterExpansion(
      name: string(start + 1, at), isIndirect: false, isLength: false, index: nil, operation: nil)
    return WordPart(kind: .parameter(parameter), range: range(from: start))
  }
}
