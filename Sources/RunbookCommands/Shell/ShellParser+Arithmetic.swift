extension ShellParser {
  /// Whether the parentheses from the index of the second `(` balance up to `))`, so that `((` opens arithmetic.
  /// Where they never balance it is arithmetic that never ends.
  func opensArithmetic(at start: Int) -> Bool {
    var index = start + 1
    var open = 1
    while index < end {
      switch bytes[index] {
      case .backslash: index += 1
      case .apostrophe, .quote:
        let quote = bytes[index]
        index += 1
        while index < end, bytes[index] != quote {
          index += bytes[index] == .backslash && quote == .quote ? 2 : 1
        }
      case .open: open += 1
      case .close:
        open -= 1
        if open == 0 { return index + 1 < end && bytes[index + 1] == .close }
      default: break
      }
      index += 1
    }
    return true
  }

  /// An expression up to a closer outside parentheses, brackets and braces, which is passed unless it is kept.
  /// `opener` is what stands at `start`, for the problem of one that never ends.
  mutating func parseArithmetic(
    closedBy closer: StaticString, orBy other: StaticString? = nil, opener: String, from start: Int,
    keepsCloser: Bool = false
  ) -> Arithmetic {
    var names: [Arithmetic.Name] = []
    var parts: [WordPart] = []
    var open = 0
    var questions = 0
    var stepBefore = false
    while let byte = peek() {
      if open == 0 {
        let isTernary = byte == .colon && questions > 0
        if !isTernary, looks(closer) || other.map({ looks($0) }) == true {
          if !keepsCloser { at += looks(closer) ? closer.utf8CodeUnitCount : other!.utf8CodeUnitCount }
          return Arithmetic(names: names, parts: parts)
        }
      }
      var isStep = false
      switch byte {
      case .open, .openBracket: open += 1
      case .close, .closeBracket: open = max(0, open - 1)
      case .question: questions += 1
      case .colon: questions = max(0, questions - 1)
      case .dollar, .quote, .backtick, .apostrophe:
        if let part = parseArithmeticPart(byte) {
          parts.append(part)
          stepBefore = false
          continue
        }
      case .backslash: at += 1
      case .plus, .minus:
        if peek(1) == byte {
          at += 1
          isStep = true
        }
      default:
        if byte.isDigit {
          while let next = peek(), next.isNamePart || next == .hash || next == .at { at += 1 }
          stepBefore = false
          continue
        }
        if byte.isNameStart, let name = parseName() {
          names.append(
            Arithmetic.Name(name: name.text, range: name.range, isAssigned: stepBefore || isAssigned()))
          stepBefore = false
          continue
        }
        if byte.isBlank || byte == .newline { isStep = stepBefore }
      }
      stepBefore = isStep
      at = min(at + 1, end)
    }
    let message =
      switch opener {
      case "((": ReadingProblems.arithmetic
      case "[": ReadingProblems.index
      case "$[": ReadingProblems.oldArithmetic
      default: ReadingProblems.parameter
      }
    report(message, from: start, length: opener.utf8.count)
    return Arithmetic(names: names, parts: parts)
  }

  private mutating func parseArithmeticPart(_ byte: UInt8) -> WordPart? {
    let start = at
    if byte == .apostrophe {
      // A quoted key of an associative array; elsewhere a quote means nothing here.
      guard at > 0, bytes[at - 1] == .openBracket else { return nil }
      at += 1
      while let next = peek(), next != .apostrophe, next != .newline { at += 1 }
      at = min(at + 1, end)
      return WordPart(kind: .quoted(slice(start + 1, max(start + 1, at - 1))), range: range(from: start))
    }
    return parseSpecial(byte, .doubleQuotes)
  }

  /// Whether what follows a name sets it: an index is passed over.
  private func isAssigned() -> Bool {
    var index = at
    func skipBlanks() { while index < end, bytes[index].isBlank { index += 1 } }
    if index < end, bytes[index] == .openBracket {
      while index < end, bytes[index] != .closeBracket, index - at < 200 { index += 1 }
      index += 1
    }
    skipBlanks()
    guard index < end else { return false }
    let next = index + 1 < end ? bytes[index + 1] : 0
    let afterNext = index + 2 < end ? bytes[index + 2] : 0
    switch bytes[index] {
    case .equals: return next != .equals
    case .plus, .minus: return next == .equals || next == bytes[index]
    case .star, .slash, .percent, .ampersand, .caret, .bar: return next == .equals
    case .less, .greater: return next == bytes[index] && afterNext == .equals
    default: return false
    }
  }
}
