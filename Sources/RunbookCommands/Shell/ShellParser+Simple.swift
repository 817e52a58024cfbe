extension ShellParser {
  /// The builtins that take `name=value` as arguments, lists included.
  static let declarations: Set<String> = ["declare", "typeset", "local", "export", "readonly"]

  /// A simple command, or a function's definition `name () …`; nil where neither begins.
  mutating func parseSimple() -> ShellCommand? {
    let start = at
    var command = SimpleCommand()
    var redirections: [Redirection] = []
    var isDeclaration = false
    var last = at
    while true {
      skipBlanks()
      if let redirection = parseRedirection() {
        redirections.append(redirection)
      } else if let byte = peek(), !byte.endsWord || opensProcess() {
        if command.words.isEmpty, let word = bareWord(), Self.closingWords.contains(word),
          redirections.isEmpty,
          command.assignments.isEmpty
        {
          return nil
        }
        if command.words.isEmpty || isDeclaration, let assignment = parseAssignment() {
          if command.words.isEmpty {
            command.assignments.append(assignment)
          } else {
            command.declarations.append(assignment)
          }
        } else {
          command.words.append(parseWord())
          if command.words.count == 1 {
            isDeclaration = command.words[0].bare.map(Self.declarations.contains) ?? false
          }
        }
      } else if peek() == .open {
        if let name = functionName(command, redirections) {
          return ShellCommand(kind: parseFunctionBody(name), redirections: [], range: range(from: start))
        }
        report(ReadingProblems.unexpected("("), from: at, length: 1)
        break
      } else {
        break
      }
      last = at
    }
    guard !(command.words.isEmpty && command.assignments.isEmpty && redirections.isEmpty) else { return nil }
    return ShellCommand(kind: .simple(command), redirections: redirections, range: text.places(start, last))
  }

  /// The name of the function that `name (` defines here; passes `()`.
  private mutating func functionName(_ command: SimpleCommand, _ redirections: [Redirection]) -> Name? {
    guard command.words.count == 1, command.assignments.isEmpty, redirections.isEmpty,
      let name = command.words[0].bare
    else { return nil }
    var index = at + 1
    while index < end, bytes[index].isBlank { index += 1 }
    guard index < end, bytes[index] == .close else { return nil }
    at = index + 1
    return Name(text: name, range: command.words[0].range)
  }

  /// `name=…`, `name+=…`, `name[…]=…` at this place, or nil.
  private mutating func parseAssignment() -> Assignment? {
    let start = at
    guard let name = parseName() else { return nil }
    var index: Subscript?
    if peek() == .openBracket {
      guard let close = closingBracket() else {
        at = start
        return nil
      }
      let after = close + 1
      guard after < end,
        bytes[after] == .equals || (bytes[after] == .plus && after + 1 < end && bytes[after + 1] == .equals)
      else {
        at = start
        return nil
      }
      index = parseSubscript()
    }
    guard skip("=") || skip("+=") else {
      at = start
      return nil
    }
    let value = parseAssignedValue()
    return Assignment(name: name, index: index, value: value, range: range(from: start))
  }

  private mutating func parseAssignedValue() -> Assignment.Value {
    if peek() == .open { return .list(deeper([]) { $0.parseList() }) }
    return .word(parseWord())
  }

  /// The index of the `]` that belongs to the `[` here, on this line and not too far away.
  private func closingBracket() -> Int? {
    var index = at
    var open = 0
    while index < min(end, at + 1000) {
      switch bytes[index] {
      case .openBracket: open += 1
      case .closeBracket:
        open -= 1
        if open == 0 { return index }
      case .newline: return nil
      case .backslash: index += 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `(value …)` of a list, with `[index]=value` among them.
  private mutating func parseList() -> [Assignment.Element] {
    let start = at
    at += 1
    var elements: [Assignment.Element] = []
    while true {
      skipBlanksAndLines()
      guard let byte = peek() else {
        report(ReadingProblems.list, from: start, length: 1)
        return elements
      }
      if byte == .close {
        at += 1
        return elements
      }
      if byte.endsWord, !opensProcess() {
        report(ReadingProblems.unexpected(string(at, at + 1)), from: at, length: 1)
        at += 1
        continue
      }
      var index: Subscript?
      if byte == .openBracket, let close = closingBracket(), close + 1 < end,
        bytes[close + 1] == .equals
          || (bytes[close + 1] == .plus && close + 2 < end && bytes[close + 2] == .equals)
      {
        index = parseSubscript()
        if !skip("=") { _ = skip("+=") }
      }
      elements.append(Assignment.Element(index: index, word: parseWord()))
    }
  }

  /// `[…]` behind a name: `@`, `*` or an expression.
  mutating func parseSubscript() -> Subscript {
    let start = at
    at += 1
    if looks("@]") || looks("*]") {
      at += 2
      return .all
    }
    return .index(
      deeper(Arithmetic(names: [], parts: [])) { $0.parseArithmetic(closedBy: "]", opener: "[", from: start) }
    )
  }
}
