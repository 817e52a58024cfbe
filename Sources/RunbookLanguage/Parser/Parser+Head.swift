import RunbookModel

extension Parser {
  /// One statement of the head, its line opened.
  mutating func headStatement(_ word: String, _ opening: Opening) -> HeadSyntax {
    var opening = opening
    if word == "about" {
      let text = plainText(&opening)
      return HeadSyntax(line: lineSyntax(opening), kind: .about(text))
    }
    takeCode(&opening)
    let kind = headKind(word)
    finishLine()
    if word == "defaults" {
      let (clauses, after) = self.clauses(Words.defaults, "in `defaults`", under: opening, depth: 0)
      requireBlock(opening, "its limits")
      return HeadSyntax(line: lineSyntax(opening, after: after), kind: .defaults(clauses))
    }
    return HeadSyntax(line: lineSyntax(opening), kind: kind)
  }

  private mutating func headKind(_ word: String) -> HeadSyntax.Kind {
    switch word {
    case "language": return .language(integer("the version of the language", 1...1_000_000))
    case "tags": return .tags(values(.open))
    case "owner": return .owner(string(.owner))
    case "use": return .use(string(.file))
    case "needs": return .needs(need())
    case "param": return .param(param())
    case "secret":
      let name = self.name(.variable)
      return .secret(name: name, description: peek == nil ? nil : string(.description))
    case "let":
      let name = self.name(.variable)
      guard expectEquals() else { return .let(name: name, value: nil) }
      return .let(name: name, value: value(.open))
    default: return .defaults([])
    }
  }

  mutating func expectEquals() -> Bool {
    if accept(.equals) != nil { return true }
    failHere(.missingWord, "`=`")
    return false
  }

  private mutating func need() -> NeedSyntax? {
    guard let token = peek, token.kind == .word || token.kind == .path else {
      failHere(.missingName, "`cluster` or the name of a tool")
      return nil
    }
    cursor += 1
    if isWord(token, "cluster") { return .cluster(token.range) }
    guard peek != nil else { return .tool(spelled(token), version: nil) }
    return .tool(spelled(token), version: version())
  }

  private mutating func param() -> ParamSyntax {
    let name = self.name(.variable)
    let type = accept("as") ? self.type() : nil
    let standard = accept(.equals) == nil ? nil : values(.open)
    var limit: Located<ParamSyntax.Limit>?
    if let token = peek, isWord(token, "one") || isWord(token, "matching") {
      cursor += 1
      if isWord(token, "one") {
        expect("of")
        let values = self.values(.open)
        limit = Located(.oneOf(values), range(from: token.start))
      } else if let pattern = self.pattern() {
        limit = Located(.matching(pattern), range(from: token.start))
      }
    }
    let description = peek == nil ? nil : string(.description)
    return ParamSyntax(name: name, type: type, standard: standard, limit: limit, description: description)
  }

  mutating func type() -> Located<ValueType>? { choice(ValueType.allCases, Problem.unknownType) }
}
