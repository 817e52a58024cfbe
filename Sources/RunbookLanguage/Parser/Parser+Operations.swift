import RunbookModel

extension Parser {
  /// An operator and its operands, which must stand here.
  mutating func operation() -> OperationSyntax? {
    guard let first = peek else {
      failHere(.missingOperator, "an operator", help: Problem.operators)
      return nil
    }
    guard let (kind, isNegated, operands) = operationParts(first) else { return nil }
    let range = self.range(from: first.start)
    return OperationSyntax(
      operation: Operation(kind, isNegated: isNegated, text: text(range)), operands: operands, range: range)
  }

  private typealias Parts = (kind: Operation.Kind, isNegated: Bool, operands: [ValueSyntax])

  private mutating func operationParts(_ first: Token) -> Parts? {
    if first.kind == .comparison {
      cursor += 1
      if peek?.kind == .equals || peek?.kind == .comparison {
        unknownOperator(first)
        return nil
      }
      guard let value = value(.compared) else { return nil }
      return (comparison(text(first), value.value), false, [value])
    }
    if accept("is") || accept("are") {
      let isNegated = accept("not")
      if let token = peek, token.kind == .comparison || token.kind == .word && isSecondOperator(token) {
        fail(.twoOperators(text(token)), at: token.range)
        return nil
      }
      guard let (kind, operands) = being() else { return nil }
      return (kind, isNegated, operands)
    }
    if first.kind == .literal || first.kind == .string || first.kind == .variable {
      failHere(.missingOperator, "an operator", help: "did you mean `is \(text(first))`?")
      return nil
    }
    let isNegated = accept("not")
    guard let token = peek, token.kind == .word, let (kind, operands) = verb(token) else {
      if !isBroken { unknownOperator(first) }
      return nil
    }
    return (kind, isNegated, operands)
  }

  private func comparison(_ sign: String, _ value: Value) -> Operation.Kind {
    switch sign {
    case "<": .less(value)
    case "<=": .atMost(value)
    case ">": .more(value)
    default: .atLeast(value)
    }
  }

  /// `is contains`: both are operators.
  private func isSecondOperator(_ token: Token) -> Bool {
    ["contains", "matches", "starts", "ends", "overlaps", "exists"].contains(text(token))
  }

  /// What follows `is` or `is not`.
  private mutating func being() -> (Operation.Kind, [ValueSyntax])? {
    if accept("empty") { return (.isEmpty, []) }
    if accept("complete") { return (.isComplete, []) }
    if isNext("one"), isWord(peekSecond, "of") {
      cursor += 2
      let values = self.values(.compared)
      return isBroken ? nil : (.isOneOf(values.map(\.value)), values)
    }
    if accept("within") { return value(.compared).map { (.isWithin($0.value), [$0]) } }
    return value(.compared).map { (.equals($0.value), [$0]) }
  }

  private mutating func verb(_ token: Token) -> (Operation.Kind, [ValueSyntax])? {
    cursor += 1
    switch text(token) {
    case "contains", "contain": return value(.compared).map { (.contains($0.value), [$0]) }
    case "overlaps", "overlap": return value(.compared).map { (.overlaps($0.value), [$0]) }
    case "starts", "start":
      expect("with")
      return value(.compared).map { (.startsWith($0.value), [$0]) }
    case "ends", "end":
      expect("with")
      return value(.compared).map { (.endsWith($0.value), [$0]) }
    case "matches", "match": return pattern().map { (.matches($0), []) }
    case "exists", "exist": return (.exists, [])
    default:
      cursor -= 1
      return nil
    }
  }

  /// Reports the sign or the words that stand where an operator must.
  private mutating func unknownOperator(_ first: Token) {
    var end = first.end
    for token in statement where token.start == end && token.kind != .string && token.kind != .variable {
      end = token.end
    }
    if isWord(first, "not"), let next = peek, isWord(next, "is") || isWord(next, "are") { end = next.end }
    let range = SourceRange(start: first.start, end: end)
    let written = text(range)
    fail(.unknownOperator(written, Spelling.nearest(to: written, in: Self.operatorWords)), at: range)
  }

  private static let operatorWords = [
    "is", "are", "contains", "matches", "starts with", "ends with", "overlaps", "exists", "not",
  ]
}
