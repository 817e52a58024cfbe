import RunbookModel

extension Parser {
  /// Checks with `and` between them. A row of `decide` ends with an arrow, other conditions with the line.
  mutating func condition(isRow: Bool) -> ConditionSyntax? {
    guard let first = peek, !(isRow && first.kind == .arrow) else {
      failHere(.missingCondition, "a condition: `STEP fails`, `any unknown`, `$count > 2`")
      return nil
    }
    var checks: [ConditionSyntax.Check] = []
    repeat {
      guard let check = check() else { return nil }
      checks.append(check)
      if isNext("or") { fail(.orInCondition(isRow: isRow), at: peek?.range ?? endRange) }
    } while accept("and")
    let range = self.range(from: first.start)
    return ConditionSyntax(checks: checks, text: text(range), range: range)
  }

  private mutating func check() -> ConditionSyntax.Check? {
    if let token = accept(.variable) {
      let reference = self.reference(token)
      return operation().map { .variable(reference, $0) }
    }
    guard let token = peek, token.kind == .word || token.kind == .literal else {
      failHere(.missingCondition, "the name of a step, `any` or a variable")
      return nil
    }
    let isAny = isWord(token, "any")
    let name = isAny ? nil : self.name(.step)
    if isAny { cursor += 1 }
    guard isAny || name != nil else { return nil }
    return verdict().map { .verdict(step: name, is: $0) }
  }

  private mutating func verdict() -> Located<Verdict>? {
    guard let token = peek, token.kind == .word else {
      failHere(.missingVerdict, "`passes`, `fails`, `flaky`, `unknown` or `skipped`")
      return nil
    }
    cursor += 1
    switch text(token) {
    case "passes": return Located(.passed, token.range)
    case "fails": return Located(.failed, token.range)
    case "flaky": return Located(.flaky, token.range)
    case "unknown": return Located(.unknown, token.range)
    case "skipped": return Located(.skipped, token.range)
    case let word:
      let all = ["passes", "fails", "flaky", "unknown", "skipped"]
      fail(.unknownVerdict(word, all, Spelling.nearest(to: word, in: all)), at: token.range)
      return nil
    }
  }
}
