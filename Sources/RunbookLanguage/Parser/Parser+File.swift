import RunbookModel

/// The parts of a file, in the order in which they must stand.
private enum Section: Int, Comparable {
  case title, head, flow, declarations, finally

  init(of word: String) {
    if word == "runbook" {
      self = .title
    } else if Words.head.contains(word) {
      self = .head
    } else if Words.declarations.contains(word) {
      self = .declarations
    } else {
      self = word == "finally" ? .finally : .flow
    }
  }

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Parser {
  /// The whole file.
  mutating func file() -> FileSyntax {
    var title: TitleSyntax?
    var head: [HeadSyntax] = []
    var flow: [FlowSyntax] = []
    var declarations: [DeclarationSyntax] = []
    var finally: [FinallySyntax] = []
    var order = Order()
    var block = Block(parent: -1, expected: 0)
    var isFirst = true
    while advance(&block) {
      var opening = open()
      let word = statementWord(&opening, among: Words.file, in: "at the start of a line", &block)
      if isFirst, let word, word != "runbook" { report(.missingTitle, at: opening.word.range) }
      isFirst = false
      guard let word else {
        liftOrSkip(opening, depth: 0)
        continue
      }
      check(word, opening, &order)
      switch Section(of: word) {
      case .title:
        if title != nil { report(.secondTitle, at: opening.word.range) }
        let another = self.title(&opening)
        title = title ?? another
      case .head: head.append(headStatement(word, opening))
      case .flow: if let node = flowStatement(word, opening, depth: 0) { flow.append(node) }
      case .declarations: declarations.append(declaration(word, opening, depth: 0))
      case .finally: finally.append(self.finally(opening))
      }
      flow += liftedFlow
      declarations += liftedDeclarations
      liftedFlow = []
      liftedDeclarations = []
    }
    if isFirst {
      let place = SourceRange(start: 0, end: 0)
      lexer.diagnostics.append(Problem.emptyFile.diagnostic(at: place, in: lexer.source))
    }
    return FileSyntax(
      source: lexer.source, title: title, head: head, flow: flow, declarations: declarations,
      finally: finally,
      after: pending)
  }

  /// What stands last, to see what comes too late.
  private struct Order {
    var section = Section.title
    var statement: Line?
    var isReported = false
  }

  /// Reports a statement that stands behind what must follow it; one report for a run of them.
  private mutating func check(_ word: String, _ opening: Opening, _ order: inout Order) {
    let section = Section(of: word)
    if section >= order.section {
      order.section = section
      order.statement = line
      order.isReported = false
    } else if section != .title, !order.isReported {
      let statement = order.statement.map(firstWords) ?? ""
      let canMoveIn = section == .flow && statement.hasPrefix("path")
      report(.wrongOrder(word, behind: statement, canMoveIn: canMoveIn), at: opening.word.range)
      order.isReported = true
    }
  }

  /// `path coredns` of a line that begins so.
  private func firstWords(_ line: Line) -> String {
    text(line.contentRange).split(separator: " ").prefix(2).joined(separator: " ")
  }

  private mutating func title(_ opening: inout Opening) -> TitleSyntax {
    takeCode(&opening)
    let title = string(.title)
    finishLine()
    return TitleSyntax(line: lineSyntax(opening), title: title)
  }

  /// `path` or `outcome`.
  mutating func declaration(_ word: String, _ opening: Opening, depth: Int) -> DeclarationSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.name)
    let title = string(.title)
    finishLine()
    if word == "path" {
      let (flow, after) = sequence(under: opening, depth: depth)
      requireBlock(opening, "its steps")
      return .path(PathSyntax(line: lineSyntax(opening, after: after), name: name, title: title, flow: flow))
    }
    let (clauses, prose, after) = clausesAndProse(
      Words.outcome, "in an `outcome`", under: opening, depth: depth)
    return .outcome(
      OutcomeSyntax(
        line: lineSyntax(opening, after: after), name: name, title: title, clauses: clauses, prose: prose))
  }

  private mutating func finally(_ opening: Opening) -> FinallySyntax {
    var opening = opening
    takeCode(&opening)
    finishLine()
    var entries: [FinallySyntax.Entry] = []
    let after = block(under: opening, depth: 0) { parser, block in
      var entry = parser.open()
      switch parser.statementWord(&entry, among: Words.finally, in: "in `finally`", &block) {
      case "run":
        let text = parser.shellText(&entry)
        entries.append(.run(parser.lineSyntax(entry), text))
      case .some: entries.append(.step(parser.step(entry, Words.step, "in a `step`", depth: 1)))
      case nil: parser.liftOrSkip(entry, depth: 1)
      }
    }
    requireBlock(opening, "what it runs")
    return FinallySyntax(line: lineSyntax(opening, after: after), entries: entries)
  }
}
