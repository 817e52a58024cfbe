import RunbookModel

extension Parser {
  /// The clauses of a block.
  mutating func clauses(
    _ words: [String], _ place: String, under opening: Opening, depth: Int
  ) -> ([ClauseSyntax], [Comment]) {
    var clauses: [ClauseSyntax] = []
    let after = block(under: opening, depth: depth) { parser, block in
      if let clause = parser.clause(words, place, depth: depth + 1, &block) { clauses.append(clause) }
    }
    return (clauses, after)
  }

  /// Clauses, and behind them prose: from the first line whose first word is no clause to the end of the block.
  mutating func clausesAndProse(
    _ words: [String], _ place: String, under opening: Opening, depth: Int
  ) -> ([ClauseSyntax], TextSyntax?, [Comment]) {
    var clauses: [ClauseSyntax] = []
    var prose: TextSyntax?
    let after = block(under: opening, depth: depth) { parser, block in
      let word = parser.firstWord(from: parser.line.content, to: parser.line.end)
      let range = SourceRange(start: parser.line.content, end: parser.line.content + word.utf8.count)
      if prose != nil {
        parser.report(.proseGoesOn, at: range)
        _ = parser.textBlock(deeperThan: opening.indentation, isReported: false)
        return
      }
      if !words.contains(word) {
        guard let meant = parser.nearMiss(word, words) else {
          prose = parser.prose(under: opening, clauses: words)
          return
        }
        parser.report(.nearMissInProse(word, meant: meant), at: range)
        parser.isQuiet = true
      }
      if let clause = parser.clause(words, place, depth: depth + 1, &block) { clauses.append(clause) }
    }
    return (clauses, prose, after)
  }

  /// The clause word that a lower-case first word of prose was probably meant to be: one letter off, two in a long word.
  private func nearMiss(_ word: String, _ words: [String]) -> String? {
    let letters = word.last == ":" ? String(word.dropLast()) : word
    guard letters.utf8.allSatisfy(Bytes.isLowercase) else { return nil }
    if words.contains(letters) { return letters }
    guard let nearest = Spelling.nearest(to: letters, in: words) else { return nil }
    return Spelling.distance(letters, nearest) <= (nearest.utf8.count > 5 ? 2 : 1) ? nearest : nil
  }

  private mutating func clause(
    _ words: [String], _ place: String, depth: Int, _ block: inout Block
  ) -> ClauseSyntax? {
    var opening = open()
    guard let word = statementWord(&opening, among: words, in: place, &block) else {
      liftOrSkip(opening, depth: depth)
      return nil
    }
    if let kind = textKind(word, &opening) { return ClauseSyntax(line: lineSyntax(opening), kind: kind) }
    takeCode(&opening)
    let kind = codeKind(word)
    finishLine()
    return ClauseSyntax(line: lineSyntax(opening), kind: kind)
  }

  /// The clauses whose line, or block, is text.
  private mutating func textKind(_ word: String, _ opening: inout Opening) -> ClauseSyntax.Kind? {
    switch word {
    case "run": .run(shellText(&opening))
    case "cleanup": .cleanup(shellText(&opening))
    case "undo": isUndoNone ? nil : .undo(shellText(&opening))
    case "stdin": .stdin(plainText(&opening).map(template))
    default: nil
    }
  }

  /// `undo none`, and a reason in quotes or nothing behind it.
  private var isUndoNone: Bool {
    let words = text(SourceRange(start: lexer.offset, end: line.end)).split(separator: " ", maxSplits: 1)
    guard words.first == "none" else { return false }
    let reason = words.count == 1 ? nil : words[1].first { $0 != " " }
    return reason == nil || reason == "\"" || reason == "#"
  }

  private func template(_ text: TextSyntax) -> TemplateTextSyntax {
    var parts = TemplateParts()
    for (index, line) in text.lines.enumerated() {
      if index > 0 { parts.append(byte: Bytes.lineFeed) }
      parts.read(bytes, line.start, line.end)
    }
    return TemplateTextSyntax(text: text, template: parts.template, references: parts.references)
  }

  /// The clauses whose line is code, behind their word.
  private mutating func codeKind(_ word: String) -> ClauseSyntax.Kind {
    if let branch = BranchWord(rawValue: word) { return .branch(branch, arrow()) }
    switch word {
    case "on": return .on(value(.open))
    case "timeout": return .timeout(duration("a time limit", isZeroFine: false))
    case "budget": return .budget(duration("a time limit", isZeroFine: false))
    case "effect": return .effect(choice([.read, .probe, .change], Problem.unknownEffect))
    case "shell": return .shell(choice([.bash, .sh], Problem.unknownShell))
    case "severity": return .severity(choice(Outcome.Severity.written, Problem.unknownSeverity))
    case "env": return .env(environmentNames())
    case "keep": return .keep(size())
    case "expect": return .expect(expectation())
    case "capture": return .capture(capture())
    case "when": return .when(condition(isRow: false))
    case "hint": return .hint(string(.hint))
    case "retry": return .retry(retry())
    case "sample": return .sample(sample())
    case "stop":
      expect("after")
      return .stopAfter(duration("how long the command may run", isZeroFine: false))
    case "each": return .each(each())
    case "undo":
      expect("none")
      return .undoNone(why: string(.reason))
    case "verify": return .verify(name(.step))
    case "ready": return .ready(ready())
    case "yes", "no": return .answer(isYes: word == "yes", arrow())
    default:
      cursor = 0
      return .follow(follow())
    }
  }

  private mutating func capture() -> CaptureSyntax {
    let name = self.name(.variable)
    guard expect("from") else { return CaptureSyntax(name: name, selector: nil, type: nil) }
    let selector = self.selector()
    let type = accept("as") ? self.type() : nil
    return CaptureSyntax(name: name, selector: selector, type: type)
  }

  private mutating func retry() -> RetrySyntax? {
    if accept("up") {
      expect("to")
      guard let limit = duration("how long to go on", isZeroFine: false) else { return nil }
      return RetrySyntax(limit: .upTo(limit), every: every())
    }
    guard let times = integer("how many times, or `up to` and a duration", 1...1_000_000) else { return nil }
    expect("times")
    return RetrySyntax(limit: .times(times), every: every())
  }

  private mutating func every() -> Located<Duration>? {
    if accept("every") { return duration("the time from start to start", isZeroFine: true) }
    if let token = peek, token.kind == .word, !isNext("need") {
      failHere(.missingWord, "`every` and a duration", help: "did you mean `every`?")
    }
    return nil
  }

  private mutating func sample() -> SampleSyntax? {
    let isSequential = accept("up")
    if isSequential { expect("to") }
    guard
      let times = integer(isSequential ? "the most attempts" : "how many times, or `up to`", 1...1_000_000)
    else { return nil }
    if !isSequential { expect("times") }
    let every = self.every()
    if accept(.comma) == nil {
      failHere(.missingWord, "`, need` and a percentage")
      return nil
    }
    expect("need")
    guard let need = percent("how many must hold") else { return nil }
    if isSequential, need.value >= 100 { report(.certaintySampled, at: need.range) }
    return SampleSyntax(times: times, isSequential: isSequential, every: every, need: need)
  }

  private mutating func ready() -> ReadySyntax? {
    expect("when")
    if accept("port") {
      guard let port = integer("the number of a port", 1...65535) else { return nil }
      expect("answers")
      return .port(port)
    }
    return expectation().map { .expectation($0) }
  }

  private mutating func environmentNames() -> [Spelled] {
    var names: [Spelled] = []
    repeat {
      guard let token = peek, token.kind == .word || token.kind == .variable || token.kind == .literal else {
        failHere(.missingName, "the name of an environment variable")
        return names
      }
      cursor += 1
      var word = text(token)
      if token.kind == .variable {
        word.removeFirst()
        report(.nameWithDollar(word), at: token.range)
      } else if !word.utf8.allSatisfy(Bytes.isIdentifierByte) || token.kind == .literal {
        report(.invalidEnvironmentName(word), at: token.range)
      }
      names.append(Spelled(word, token.range))
    } while peek != nil
    return names
  }

  /// The arrow of an outcome: to a file, and nowhere else.
  private mutating func follow() -> ArrowSyntax? {
    guard let arrow = arrow() else { return nil }
    if case .file = arrow.target, arrow.goesOn == nil { return arrow }
    report(.outcomeLeadsInside(text(arrow.targetRange)), at: arrow.targetRange)
    return nil
  }
}

extension Outcome.Severity {
  /// In the order in which people name them.
  static let written: [Self] = [.ok, .info, .warning, .critical, .unknown]
}
