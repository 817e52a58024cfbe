extension ShellParser {
  /// A command at this place, or nil where none can begin.
  mutating func parseCommand() -> ShellCommand? {
    skipBlanks()
    let start = at
    guard let kind = parseCompound() else { return parseSimple() }
    var redirections: [Redirection] = []
    skipBlanks()
    while let redirection = parseRedirection() {
      redirections.append(redirection)
      skipBlanks()
    }
    return ShellCommand(kind: kind, redirections: redirections, range: range(from: start))
  }

  /// A compound command without its redirections, or nil where none begins.
  private mutating func parseCompound() -> ShellCommand.Kind? {
    if peek() == .open { return deeper(.subshell(Script())) { $0.parseParenthesis() } }
    guard let word = bareWord() else { return nil }
    switch word {
    case "{", "if", "while", "until", "for", "select", "case", "function", "[[", "coproc": break
    default: return nil
    }
    return deeper(.group(Script())) { parser in
      let start = parser.at
      parser.at += word.utf8.count
      return switch word {
      case "{": parser.parseGroup(from: start)
      case "if": parser.parseConditional(from: start)
      case "while", "until": parser.parseLoop(word, from: start)
      case "for", "select": parser.parseFor(word, from: start)
      case "case": parser.parseChoice(from: start)
      case "function": parser.parseFunction(from: start)
      case "[[": parser.parseTest(from: start)
      default: parser.parseCoprocess(from: start)
      }
    }
  }

  private mutating func parseParenthesis() -> ShellCommand.Kind {
    let start = at
    if looks("(("), opensArithmetic(at: at + 1) {
      at += 2
      return .arithmetic(parseArithmetic(closedBy: "))", opener: "((", from: start))
    }
    at += 1
    let script = parseBody(until: .parenthesis, after: "(", from: start)
    if !skip(")") { report(ReadingProblems.subshell, from: start, length: 1) }
    return .subshell(script)
  }

  private mutating func parseGroup(from start: Int) -> ShellCommand.Kind {
    let script = parseBody(until: .words("}"), after: "{", from: start)
    if !skip("}") { report(ReadingProblems.group, from: start, length: 1) }
    return .group(script)
  }

  private mutating func parseConditional(from start: Int) -> ShellCommand.Kind {
    var branches: [ShellCommand.Branch] = []
    var opener = "if"
    while true {
      let condition = parseBody(until: .words("then", "elif", "else", "fi"), after: opener, from: at)
      guard expect("then", of: "if", from: start) else { return .conditional(branches, otherwise: nil) }
      let body = parseBody(until: .words("elif", "else", "fi"), after: "then", from: at - 4)
      branches.append(ShellCommand.Branch(condition: condition, body: body))
      guard bareWord() == "elif" else { break }
      at += 4
      opener = "elif"
    }
    var otherwise: Script?
    if bareWord() == "else" {
      at += 4
      otherwise = parseBody(until: .words("fi"), after: "else", from: at - 4)
    }
    _ = expect("fi", of: "if", from: start)
    return .conditional(branches, otherwise: otherwise)
  }

  private mutating func parseLoop(_ word: String, from start: Int) -> ShellCommand.Kind {
    let condition = parseBody(until: .words("do", "done"), after: word, from: start)
    return .loop(condition: condition, body: parseLoopBody(of: word, from: start))
  }

  /// `do … done`, or `{ … }` as bash allows after `for`.
  private mutating func parseLoopBody(of word: String, from start: Int) -> Script {
    skipBlanksAndLines()
    let bodyStart = at
    if bareWord() == "{" {
      at += 1
      guard case .group(let script) = parseGroup(from: bodyStart) else { return Script() }
      return script
    }
    guard expect("do", of: word, from: start) else { return Script() }
    let body = parseBody(until: .words("done"), after: "do", from: bodyStart)
    _ = expect("done", of: word, from: start)
    return body
  }

  private mutating func parseFor(_ word: String, from start: Int) -> ShellCommand.Kind {
    skipBlanks()
    if word == "for", looks("((") { return parseCount(from: start) }
    guard let name = parseName() else {
      report(ReadingProblems.noName(after: word), from: start, length: word.utf8.count)
      return .forEach(name: Name(text: "", range: range(from: at)), words: nil, body: Script())
    }
    skipBlanksAndLines()
    var words: [Word]?
    if bareWord() == "in" {
      at += 2
      words = parseWords()
    }
    skipBlanks()
    if peek() == .semicolon { at += 1 }
    return .forEach(name: name, words: words, body: parseLoopBody(of: word, from: start))
  }

  private mutating func parseCount(from start: Int) -> ShellCommand.Kind {
    let parentheses = at
    at += 2
    var expressions: [Arithmetic] = []
    while expressions.count < 2 {
      expressions.append(parseArithmetic(closedBy: ";", orBy: "))", opener: "((", from: parentheses))
      if bytes[at - 1] != .semicolon { break }
    }
    if bytes[at - 1] == .semicolon {
      expressions.append(parseArithmetic(closedBy: "))", opener: "((", from: parentheses))
    }
    skipBlanks()
    if peek() == .semicolon { at += 1 }
    return .count(expressions, body: parseLoopBody(of: "for", from: start))
  }

  private mutating func parseChoice(from start: Int) -> ShellCommand.Kind {
    skipBlanks()
    let subject = parseWord()
    if subject.parts.isEmpty { report(ReadingProblems.noWord(after: "case"), from: start, length: 4) }
    skipBlanksAndLines()
    guard expect("in", of: "case", from: start) else { return .choice(subject, []) }
    var clauses: [ShellCommand.Clause] = []
    while true {
      skipBlanksAndLines()
      if isAtEnd || bareWord() == "esac" { break }
      let before = at
      clauses.append(parseClause())
      if at == before { break }
    }
    _ = expect("esac", of: "case", from: start)
    return .choice(subject, clauses)
  }

  private mutating func parseClause() -> ShellCommand.Clause {
    var patterns: [Word] = []
    if peek() == .open { at += 1 }
    while true {
      skipBlanks()
      patterns.append(parseWord())
      skipBlanks()
      guard peek() == .bar else { break }
      at += 1
    }
    if !skip(")") {
      report(ReadingProblems.unexpected(string(at, min(at + 1, end))), from: at, length: 1)
      while let byte = peek(), byte != .newline { at += 1 }
    }
    let body = parseScript(until: Closers(words: ["esac"], isClauseEnd: true))
    if !skip(";;&"), !skip(";;") { _ = skip(";&") }
    return ShellCommand.Clause(patterns: patterns, body: body)
  }

  private mutating func parseFunction(from start: Int) -> ShellCommand.Kind {
    skipBlanks()
    let nameStart = at
    while let byte = peek(), !byte.endsWord { at += 1 }
    let name = Name(text: string(nameStart, at), range: range(from: nameStart))
    if name.text.isEmpty { report(ReadingProblems.noName(after: "function"), from: start, length: 8) }
    skipBlanks()
    if peek() == .open {
      let parenthesis = at
      at += 1
      skipBlanks()
      if !skip(")") { at = parenthesis }
    }
    return parseFunctionBody(name)
  }

  mutating func parseFunctionBody(_ name: Name) -> ShellCommand.Kind {
    skipBlanksAndLines()
    guard let body = deeper(nil, { $0.parseCommand() }) else {
      report(ReadingProblems.noCommand(after: name.text + "()"), name.range)
      return .group(Script())
    }
    return .function(name, body: body)
  }

  private mutating func parseCoprocess(from opener: Int) -> ShellCommand.Kind {
    skipBlanks()
    let start = at
    // A name stands before a compound command only; before a simple one it would be the program.
    if let name = parseName() {
      skipBlanks()
      if peek() == .open
        || bareWord().map({ ["{", "if", "for", "while", "until", "case", "[["].contains($0) }) == true,
        let body = parseCommand()
      {
        return .coprocess(name, body: body)
      }
      at = start
    }
    guard let body = parseCommand() else {
      report(ReadingProblems.noCommand(after: "coproc"), from: opener, length: 6)
      return .group(Script())
    }
    return .coprocess(nil, body: body)
  }

  /// Passes a reserved word; where another stands, the compound command is noted as unfinished.
  private mutating func expect(_ word: String, of opener: String, from start: Int) -> Bool {
    if bareWord() == word {
      at += word.utf8.count
      return true
    }
    report(ReadingProblems.compound(opener, needs: word), from: start, length: opener.utf8.count)
    return false
  }

  mutating func parseName() -> Name? {
    guard let first = peek(), first.isNameStart else { return nil }
    let start = at
    while let byte = peek(), byte.isNamePart { at += 1 }
    return Name(text: string(start, at), range: range(from: start))
  }

  /// Words up to the end of the command.
  mutating func parseWords() -> [Word] {
    var words: [Word] = []
    while true {
      skipBlanks()
      guard let byte = peek(), !byte.endsWord || opensProcess() else { return words }
      words.append(parseWord())
    }
  }
}
