extension ShellParser {
  /// `${…}` in all its forms; `${ …; }` and `${| …; }` are substitutions.
  mutating func parseBraces(_ mode: WordMode) -> WordPart? {
    let start = at
    at += 2
    if let byte = peek(), byte.isBlank || byte == .newline || byte == .bar {
      if byte == .bar { at += 1 }
      let script = parseScript(until: .words("}"))
      if !skip("}") { report(ReadingProblems.parameter, from: start, length: 2) }
      return WordPart(kind: .substitution(script), range: range(from: start))
    }
    let prefix = parsePrefix()
    let name = parseParameterName()
    var index: Subscript?
    if peek() == .openBracket { index = parseSubscript() }
    var operation: ParameterExpansion.Operation?
    if prefix == .bang, peek() == .star || peek() == .at, peek(1) == .closeBrace {
      at += 1
      operation = .names
    } else if peek() != .closeBrace {
      operation = parseOperation(isQuoted: mode.isQuoted)
    }
    if peek() == .closeBrace {
      at += 1
    } else {
      // It makes no sense to bash either (zsh's flags, say), but bash says so only when it runs.
      let rest = parseParts(.value(isQuoted: mode.isQuoted))
      operation = operation ?? .demand(rest)
      if !skip("}") { report(ReadingProblems.parameter, from: start, length: 2) }
    }
    let parameter = ParameterExpansion(
      name: name, isIndirect: prefix == .bang, isLength: prefix == .hash, index: index, operation: operation)
    return WordPart(kind: .parameter(parameter), range: range(from: start))
  }

  /// Passes the `#` of a length or the `!` of an indirection.
  private mutating func parsePrefix() -> UInt8? {
    guard let byte = peek(), byte == .hash || byte == .bang, let next = peek(1) else { return nil }
    let isFollowedByName = next.isNamePart || ((next.isSpecialParameter) && peek(2) == .closeBrace)
    guard isFollowedByName else { return nil }
    at += 1
    return byte
  }

  private mutating func parseParameterName() -> String {
    let start = at
    guard let first = peek() else { return "" }
    if first.isNameStart {
      while let byte = peek(), byte.isNamePart { at += 1 }
    } else if first.isDigit {
      while let byte = peek(), byte.isDigit { at += 1 }
    } else if first.isSpecialParameter {
      at += 1
    }
    return string(start, at)
  }

  private mutating func parseOperation(isQuoted: Bool) -> ParameterExpansion.Operation? {
    guard let byte = peek() else { return nil }
    if byte == .colon {
      switch peek(1) {
      case .minus, .equals, .plus, .question: at += 1
      default:
        at += 1
        return parseSlice()
      }
    }
    switch bytes[at] {
    case .minus: return .fallback(parseValue(isQuoted))
    case .equals: return .assign(parseValue(isQuoted))
    case .plus: return .alternative(parseValue(isQuoted))
    case .question: return .demand(parseValue(isQuoted))
    case .hash, .percent:
      if peek(1) == bytes[at] { at += 1 }
      at += 1
      return .trim(parseParts(.pattern(isQuoted: isQuoted, endsAtSlash: false)))
    case .slash: return parseReplacement(isQuoted)
    case .caret, .comma, .tilde:
      if peek(1) == bytes[at] { at += 1 }
      at += 1
      return .recase(parseParts(.pattern(isQuoted: isQuoted, endsAtSlash: false)))
    case .at:
      at += 1
      if let letter = peek(), letter.isLetter { at += 1 }
      return .transform
    default: return nil
    }
  }

  private mutating func parseValue(_ isQuoted: Bool) -> [WordPart] {
    at += 1
    return parseParts(.value(isQuoted: isQuoted))
  }

  private mutating func parseReplacement(_ isQuoted: Bool) -> ParameterExpansion.Operation {
    at += 1
    if peek() == .slash || peek() == .hash || peek() == .percent { at += 1 }
    let pattern = parseParts(.pattern(isQuoted: isQuoted, endsAtSlash: true))
    guard peek() == .slash else { return .replace(pattern, with: []) }
    at += 1
    return .replace(pattern, with: parseParts(.pattern(isQuoted: isQuoted, endsAtSlash: false)))
  }

  private mutating func parseSlice() -> ParameterExpansion.Operation {
    let start = at
    let offset = parseArithmetic(closedBy: ":", orBy: "}", opener: "${", from: start, keepsCloser: true)
    guard peek() == .colon else { return .slice(offset, length: nil) }
    at += 1
    return .slice(
      offset, length: parseArithmetic(closedBy: "}", opener: "${", from: start, keepsCloser: true))
  }
}
