import RunbookModel

extension Parser {
  /// The statements of a path.
  mutating func sequence(under opening: Opening, depth: Int) -> ([FlowSyntax], [Comment]) {
    var flow: [FlowSyntax] = []
    let after = block(under: opening, depth: depth) { parser, block in
      var entry = parser.open()
      if let word = parser.statementWord(&entry, among: Words.flow, in: "in a `path`", &block) {
        if let node = parser.flowStatement(word, entry, depth: depth + 1) { flow.append(node) }
      } else {
        parser.liftOrSkip(entry, depth: depth + 1)
      }
      flow += parser.liftedFlow
      parser.liftedFlow = []
    }
    return (flow, after)
  }

  /// One entry of a sequence, its line opened.
  mutating func flowStatement(_ word: String, _ opening: Opening, depth: Int) -> FlowSyntax? {
    switch word {
    case "step": return .step(step(opening, Words.step, "in a `step`", depth: depth))
    case "fix": return .fix(step(opening, Words.fix, "in a `fix`", depth: depth))
    case "start": return .start(step(opening, Words.start, "in a `start`", depth: depth))
    case "parallel": return .parallel(parallel(opening, depth: depth))
    case "each": return .each(eachBlock(opening, depth: depth))
    case "decide": return .decide(decide(opening, depth: depth))
    case "call": return .call(call(opening, depth: depth))
    case "manual": return .manual(manual(opening, depth: depth))
    case "confirm": return .confirm(confirm(opening, depth: depth))
    case "ask": return .ask(ask(opening, depth: depth))
    default:
      var opening = opening
      takeCode(&opening)
      cursor = 0
      let arrow = self.arrow()
      finishLine()
      return arrow.map { .arrow(lineSyntax(opening), $0) }
    }
  }

  /// `step`, `fix` or `start`: they differ in the clauses they have.
  mutating func step(_ opening: Opening, _ words: [String], _ place: String, depth: Int) -> StepSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.name)
    let title = peek == nil ? nil : string(.title)
    finishLine()
    let (clauses, after) = self.clauses(words, place, under: opening, depth: depth)
    requireBlock(opening, "its clauses")
    return StepSyntax(line: lineSyntax(opening, after: after), name: name, title: title, clauses: clauses)
  }

  private mutating func parallel(_ opening: Opening, depth: Int) -> ParallelSyntax {
    var opening = opening
    takeCode(&opening)
    finishLine()
    let (steps, after) = self.steps("in `parallel`", under: opening, depth: depth)
    return ParallelSyntax(line: lineSyntax(opening, after: after), steps: steps)
  }

  private mutating func eachBlock(_ opening: Opening, depth: Int) -> EachBlockSyntax {
    var opening = opening
    takeCode(&opening)
    let each = self.each()
    finishLine()
    let (steps, after) = self.steps("in an `each` block", under: opening, depth: depth)
    return EachBlockSyntax(line: lineSyntax(opening, after: after), each: each, steps: steps)
  }

  private mutating func steps(_ place: String, under opening: Opening, depth: Int) -> (
    [StepSyntax], [Comment]
  ) {
    var steps: [StepSyntax] = []
    let after = block(under: opening, depth: depth) { parser, block in
      var entry = parser.open()
      if parser.statementWord(&entry, among: ["step"], in: place, &block) != nil {
        steps.append(parser.step(entry, Words.step, "in a `step`", depth: depth + 1))
      } else {
        parser.liftOrSkip(entry, depth: depth + 1)
      }
    }
    requireBlock(opening, "its steps")
    return (steps, after)
  }

  /// `NAME in LIST [, N at once]`.
  mutating func each() -> EachSyntax {
    let variable = name(.variable)
    guard expect("in") else { return EachSyntax(variable: variable, list: nil, atOnce: nil) }
    let list = value(.open)
    var atOnce: Located<Int>?
    if accept(.comma) != nil {
      atOnce = integer("how many at once", 1...1000)
      expect("at")
      expect("once")
    }
    return EachSyntax(variable: variable, list: list, atOnce: atOnce)
  }

  private mutating func decide(_ opening: Opening, depth: Int) -> DecideSyntax {
    var opening = opening
    takeCode(&opening)
    finishLine()
    var rows: [DecideSyntax.Row] = []
    let after = block(under: opening, depth: depth) { parser, block in
      var entry = parser.open()
      block.lastWord = entry.word.text
      rows.append(parser.row(&entry))
    }
    requireBlock(opening, "its rows")
    return DecideSyntax(line: lineSyntax(opening, after: after), rows: rows)
  }

  private mutating func row(_ opening: inout Opening) -> DecideSyntax.Row {
    takeCode(&opening)
    cursor = 0
    let isOtherwise = accept("otherwise")
    let condition = isOtherwise ? nil : self.condition(isRow: true)
    let arrow = self.arrow()
    finishLine()
    return DecideSyntax.Row(
      line: lineSyntax(opening), condition: condition, isOtherwise: isOtherwise, arrow: arrow)
  }

  private mutating func call(_ opening: Opening, depth: Int) -> CallSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.variable)
    let file = string(.file)
    let arguments = self.arguments()
    finishLine()
    let (clauses, after) = self.clauses(Words.call, "in a `call`", under: opening, depth: depth)
    return CallSyntax(
      line: lineSyntax(opening, after: after), name: name, file: file, arguments: arguments, clauses: clauses)
  }

  private mutating func manual(_ opening: Opening, depth: Int) -> ManualSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.name)
    let title = string(.title)
    finishLine()
    let (clauses, prose, after) = clausesAndProse(Words.manual, "in a `manual`", under: opening, depth: depth)
    return ManualSyntax(
      line: lineSyntax(opening, after: after), name: name, title: title, clauses: clauses, prose: prose)
  }

  private mutating func confirm(_ opening: Opening, depth: Int) -> ConfirmSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.name)
    let question = string(.question)
    finishLine()
    let (clauses, after) = self.clauses(Words.confirm, "in a `confirm`", under: opening, depth: depth)
    return ConfirmSyntax(
      line: lineSyntax(opening, after: after), name: name, question: question, clauses: clauses)
  }

  private mutating func ask(_ opening: Opening, depth: Int) -> AskSyntax {
    var opening = opening
    takeCode(&opening)
    let name = self.name(.variable)
    let type = accept("as") ? self.type() : nil
    let question = string(.question)
    let standard = accept(.equals) == nil ? nil : value(.open)
    var choices: [ValueSyntax]?
    if accept("one") {
      expect("of")
      choices = values(.open)
    }
    finishLine()
    let (clauses, after) = self.clauses(Words.ask, "in an `ask`", under: opening, depth: depth)
    return AskSyntax(
      line: lineSyntax(opening, after: after), name: name, type: type, question: question,
      standard: standard, choices: choices, clauses: clauses)
  }
}
