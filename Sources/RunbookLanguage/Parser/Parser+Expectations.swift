import RunbookModel

extension Parser {
  /// `[QUANTIFIER] SELECTOR OPERATOR VALUE`.
  mutating func expectation() -> ExpectationSyntax? {
    guard let first = peek else {
      failHere(.missingSelector, "what to look at: `output`, `exit`, `count rows` …")
      return nil
    }
    let quantifier = self.quantifier()
    guard let selector = selector(isCounted: quantifier != nil), let operation = operation() else {
      return nil
    }
    let range = self.range(from: first.start)
    return ExpectationSyntax(
      quantifier: quantifier, selector: selector, operation: operation, text: text(range), range: range)
  }

  private mutating func quantifier() -> Located<Expectation.Quantifier>? {
    guard let token = peek, token.kind == .word else { return nil }
    if accept("every") { return Located(.every, token.range) }
    if accept("some") { return Located(.some, token.range) }
    if accept("no") { return Located(.no, token.range) }
    if accept("exactly") {
      return integer("how many", 0...Int(Int32.max)).map {
        Located(.exactly($0.value), range(from: token.start))
      }
    }
    guard accept("at") else { return nil }
    let isLeast = accept("least")
    guard isLeast || accept("most") else {
      failHere(.missingWord, "`least` or `most`", meant: ["least", "most"])
      return nil
    }
    return integer("how many", 0...Int(Int32.max)).map {
      Located(isLeast ? .atLeast($0.value) : .atMost($0.value), range(from: token.start))
    }
  }

  /// `[AGGREGATE] SOURCE [in $name] {FILTER}`; `isCounted` where no quantifier may stand instead.
  mutating func selector(isCounted: Bool = true) -> SelectorSyntax? {
    guard let first = peek else {
      failHere(.missingSelector, "what to look at: `output`, `exit`, `count rows` …")
      return nil
    }
    let aggregate = self.aggregate()
    let aggregateRange = aggregate.map { _ in self.range(from: first.start) }
    guard !isBroken, let start = peek?.start ?? statement.last?.end else { return nil }
    guard let source = source(isCounted: isCounted || aggregate != nil) else { return nil }
    let sourceRange = self.range(from: start)
    var references = source.references
    var document: VariableReference?
    let documentStart = peek?.start
    if accept("in") {
      guard let token = accept(.variable) else {
        failHere(.missingValue, "the variable to look in, such as `$pods`")
        return nil
      }
      let reference = self.reference(token)
      document = reference.reference
      references.append(reference)
    }
    let documentRange = document.map { _ in self.range(from: documentStart ?? start) }
    var filters: [Selector.Filter] = []
    var filterRanges: [SourceRange] = []
    while let token = peek, let filter = filter(&references) {
      filters.append(filter)
      filterRanges.append(self.range(from: token.start))
    }
    guard !isBroken else { return nil }
    let range = self.range(from: first.start)
    let selector = Selector(
      aggregate: aggregate, source: source.source, document: document, filters: filters, text: text(range))
    return SelectorSyntax(
      selector: selector, range: range, aggregateRange: aggregateRange, sourceRange: sourceRange,
      filterRanges: filterRanges, references: references,
      function: source.function.map {
        FunctionSyntax(
          function: $0.function, nameRange: $0.nameRange, arguments: $0.arguments,
          documentRange: documentRange)
      })
  }

  private mutating func aggregate() -> Selector.Aggregate? {
    guard let token = peek, token.kind == .word else { return nil }
    if accept("count") { return .count }
    if accept("distinct") { return .distinct }
    if accept("sum") { return .sum }
    if accept("min") { return .min }
    if accept("max") { return .max }
    if accept("median") { return .median }
    if accept("first") { return integer("how many", 1...Int(Int32.max)).map { .first($0.value) } }
    if accept("last") { return integer("how many", 1...Int(Int32.max)).map { .last($0.value) } }
    let word = text(token)
    guard word.first == "p", word.utf8.count > 1, word.utf8.dropFirst().allSatisfy(Bytes.isDigit) else {
      return nil
    }
    cursor += 1
    let number = Int(word.dropFirst()) ?? 100
    if !(1...99).contains(number) {
      report(.outOfRange(word, "a percentile, `p`", 1...99), at: token.range)
    }
    return .percentile(min(max(number, 1), 99))
  }

  private typealias SourceParts = (
    source: Selector.Source, references: [ReferenceSyntax], function: FunctionSyntax?
  )

  private mutating func source(isCounted: Bool) -> SourceParts? {
    guard let token = peek else {
      failHere(.missingSelector, "what to look at: `output`, `exit`, `rows` …")
      return nil
    }
    if token.kind == .variable {
      cursor += 1
      let reference = self.reference(token)
      return (.variable(reference.reference), [reference], nil)
    }
    guard token.kind == .word else {
      fail(.unknownSelector(text(token), nil), at: token.range)
      return nil
    }
    if let function = Computation.Function(rawValue: text(token)) {
      return self.function(function).map {
        (.computed($0.computation), $0.arguments.flatMap(\.value.references), $0)
      }
    }
    return plainSource(token, isCounted: isCounted).map { ($0, [], nil) }
  }

  private mutating func plainSource(_ token: Token, isCounted: Bool) -> Selector.Source? {
    let word = text(token)
    cursor += 1
    switch word {
    case "output": return .output
    case "stderr": return .stderr
    case "exit": return .exit
    case "duration": return .duration
    case "lines": return .lines
    case "rows", "row": return .rows
    case "line":
      guard let next = peek, next.kind == .literal else { return .lines }
      guard let number = integer("which line, -1 for the last", -1_000_000_000...1_000_000_000) else {
        return nil
      }
      if number.value == 0 { report(.lineZero, at: number.range) }
      return .line(number.value)
    case "find":
      let all = accept("all")
      return pattern().map { .find($0, all: all) }
    case "column": return column().map { .column($0) }
    case "json": return path().map { .json($0) }
    case "yaml": return path().map { .yaml($0) }
    default:
      cursor -= 1
      let known = Self.selectors + (isCounted ? [] : Self.quantifiers)
      fail(.unknownSelector(word, Spelling.nearest(to: word, in: known)), at: token.range)
      return nil
    }
  }

  private static let quantifiers = ["every", "some", "no", "exactly"]

  static let selectors =
    [
      "output", "stderr", "exit", "duration", "lines", "line", "find", "rows", "column", "json", "yaml",
      "count",
      "distinct", "sum", "min", "max", "median", "first", "last",
    ] + Computation.Function.allCases.map(\.rawValue)

  /// The name of a column, in quotes where it has a blank.
  private mutating func column() -> String? {
    if let token = accept(.string) { return string(token).text }
    guard let token = peek, token.kind == .word || token.kind == .literal || token.kind == .path else {
      failHere(.missingName, "the name of a column")
      return nil
    }
    cursor += 1
    return text(token)
  }

  private mutating func filter(_ references: inout [ReferenceSyntax]) -> Selector.Filter? {
    if accept("after") { return pattern().map { .after($0) } }
    if accept("before") { return pattern().map { .before($0) } }
    guard accept("where") else { return nil }
    var tests: [Selector.Test] = []
    repeat {
      guard let subject = subject(), let operation = operation() else { return nil }
      references += operation.references
      tests.append(Selector.Test(subject: subject, operation: operation.operation))
    } while accept("and")
    return .whereHolds(tests)
  }

  private mutating func subject() -> Selector.Test.Subject? {
    if peek?.kind == .path { return path().map { .member($0) } }
    return column().map { .column($0) }
  }
}
