import RunbookModel

/// Where a value stands, which decides whether a bare word is one.
enum ValuePlace {
  /// The head, `on`, `ask` and arguments: a bare word is a value.
  case open
  /// Expectations and conditions: text is quoted.
  case compared
}

/// What a name is the name of, which decides how it is spelled.
enum NameKind {
  /// Of a step, path or outcome where it is defined: `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
  case name
  /// Of a step where it is used; of a call or an answer, which are variables too.
  case step
  /// Of a variable where it is defined: `[a-z][a-z0-9_]*`.
  case variable
}

extension Parser {
  /// A name that must stand here. One that is spelled wrongly is reported, and is a name all the same.
  mutating func name(_ kind: NameKind) -> Spelled? {
    guard !isBroken else { return nil }
    let wanted = kind == .variable ? "the name of a variable" : "a name"
    guard let token = peek, token.kind == .word || token.kind == .literal || token.kind == .variable else {
      failHere(.missingName, wanted)
      return nil
    }
    cursor += 1
    var word = text(token)
    if token.kind == .variable {
      word.removeFirst()
      report(.nameWithDollar(word), at: token.range)
      return Spelled(word, token.range)
    }
    switch kind {
    case .variable: if !Self.isVariableName(word) { report(.invalidVariableName(word), at: token.range) }
    case .name where Words.reserved.contains(word): report(.reservedName(word), at: token.range)
    case .step where Self.isVariableName(word): break
    case .name, .step: if !Self.isName(word) { report(.invalidName(word), at: token.range) }
    }
    return Spelled(word, token.range)
  }

  static func isName(_ word: String) -> Bool {
    guard let first = word.utf8.first, Bytes.isLowercase(first) else { return false }
    var previous = first
    for byte in word.utf8 {
      guard Bytes.isLowercase(byte) || Bytes.isDigit(byte) || byte == Bytes.minus && previous != Bytes.minus
      else { return false }
      previous = byte
    }
    return previous != Bytes.minus
  }

  static func isVariableName(_ word: String) -> Bool {
    guard let first = word.utf8.first, Bytes.isLowercase(first) else { return false }
    return word.utf8.allSatisfy(Bytes.isNameByte)
  }

  /// A value that must stand here.
  mutating func value(_ place: ValuePlace) -> ValueSyntax? {
    guard let token = peek else {
      failHere(.missingValue, "a value")
      return nil
    }
    switch token.kind {
    case .string:
      cursor += 1
      let string = string(token)
      return ValueSyntax(.text(string.template), references: string.references, range: string.range)
    case .variable:
      cursor += 1
      let reference = self.reference(token)
      return ValueSyntax(.variable(reference.reference), references: [reference], range: token.range)
    case .literal: return literal(place)
    case .word, .path, .comparison:
      if place == .open { return bareWord() }
      return token.kind == .comparison ? missingValue() : unquotedText()
    case .pattern, .comma, .equals, .arrow, .mark, .blank, .lineEnd, .comment, .text, .invalid:
      return missingValue()
    }
  }

  private mutating func missingValue() -> ValueSyntax? {
    failHere(.missingValue, "a value")
    return nil
  }

  /// Values with commas between them; one at least.
  mutating func values(_ place: ValuePlace) -> [ValueSyntax] {
    var values: [ValueSyntax] = []
    repeat {
      guard let value = value(place) else { return values }
      values.append(value)
    } while accept(.comma) != nil
    return values
  }

  /// A variable, its name checked.
  mutating func reference(_ token: Token) -> ReferenceSyntax {
    let word = String(text(token).dropFirst())
    if let dot = word.firstIndex(of: ".") {
      let member = String(word[word.index(after: dot)...])
      return ReferenceSyntax(VariableReference(String(word[..<dot]), member: member), token.range)
    }
    if !Self.isVariableName(word) { report(.capitalVariable(word), at: token.range) }
    return ReferenceSyntax(VariableReference(word), token.range)
  }

  /// `80%`, `500m`, or `80% of $limit`.
  private mutating func literal(_ place: ValuePlace) -> ValueSyntax? {
    guard let token = peek else { return nil }
    guard text(token).hasSuffix("%"), isWord(peekSecond, "of") else {
      if place == .open { return bareWord() }
      cursor += 1
      return ValueSyntax(.literal(text(token)), range: token.range)
    }
    guard let percent = percent("a share") else { return nil }
    cursor += 1
    guard let next = peek, next.kind == .variable || next.kind == .literal else {
      failHere(.missingValue, "a variable or a number")
      return nil
    }
    cursor += 1
    let whole = next.kind == .variable ? reference(next) : nil
    let value: Value = whole.map { .variable($0.reference) } ?? .literal(text(next))
    return ValueSyntax(
      .share(percent: percent.value, of: value), references: whole.map { [$0] } ?? [],
      range: range(from: token.start))
  }

  /// A bare word: all that stands together without a blank.
  private mutating func bareWord() -> ValueSyntax? {
    guard let first = peek else { return nil }
    cursor += 1
    var end = first.end
    while let next = peek, next.start == end {
      switch next.kind {
      case .word, .literal, .path, .comparison:
        cursor += 1
        end = next.end
      case .variable, .string:
        let range = SourceRange(start: first.start, end: restRange.end)
        fail(.mixedWord(text(SourceRange(start: first.start, end: next.end))), at: range)
        return nil
      case .pattern, .comma, .equals, .arrow, .mark, .blank, .lineEnd, .comment, .text, .invalid:
        return bareWord(from: first.start, to: end)
      }
    }
    return bareWord(from: first.start, to: end)
  }

  private func bareWord(from start: Int, to end: Int) -> ValueSyntax {
    let range = SourceRange(start: start, end: end)
    return ValueSyntax(.literal(text(range)), range: range)
  }

  /// Words where a text in quotes belongs: reported, and read as that text up to the next word of the language.
  private mutating func unquotedText() -> ValueSyntax? {
    guard let first = peek else { return nil }
    cursor += 1
    while let next = peek, next.kind == .word || next.kind == .literal || next.kind == .path,
      !Self.joints.contains(text(next))
    {
      cursor += 1
    }
    let range = self.range(from: first.start)
    let text = text(range)
    report(.unquotedText(text), at: range)
    return ValueSyntax(.text(Template(verbatim: text)), range: range)
  }

  /// Words that may follow a value.
  private static let joints = ["and", "where", "after", "before", "as", "in", "is", "are", "not"]

  /// `key=value`, as many as there are.
  mutating func arguments() -> [ArgumentSyntax] {
    var arguments: [ArgumentSyntax] = []
    while let token = peek, token.kind == .word || token.kind == .variable {
      guard let name = name(.variable), expectEquals(), let value = value(.open) else { break }
      arguments.append(ArgumentSyntax(name: name, value: value))
    }
    return arguments
  }
}
