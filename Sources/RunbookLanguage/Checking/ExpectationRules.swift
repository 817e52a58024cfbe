import RunbookMatching
import RunbookModel

/// Expectations, captures and conditions that can never hold, or never be judged, whatever the command prints.
struct ExpectationRules {
  var findings: Findings

  mutating func check(_ sequence: StationSequence) {
    for station in sequence.stations {
      for row in station.rows { check(row.condition) }
      for clause in station.clauses {
        switch clause.kind {
        case .expect(let expectation?), .ready(.expectation(let expectation)?): check(expectation)
        case .when(let condition): check(condition)
        case .capture(let capture): if let selector = capture.selector { check(selector) }
        default: break
        }
      }
    }
  }

  private mutating func check(_ expectation: ExpectationSyntax) {
    let selector = expectation.selector
    if let quantifier = expectation.quantifier, let one = selector.singleWord {
      findings.report(
        .quantifierOnOne(one), at: quantifier.range,
        others: [findings.mark(selector.range, "always one value")])
    }
    if expectation.quantifier == nil, let function = selector.function, selector.givesLines,
      !expectation.operation.operation.asksHowMany
    {
      findings.report(.missingQuantifier(function.function), at: selector.range)
    }
    check(selector)
    check(expectation.operation, of: selector.selector)
  }

  private mutating func check(_ condition: ConditionSyntax?) {
    for case .variable(_, let operation) in condition?.checks ?? [] { check(operation, of: nil) }
  }

  private mutating func check(_ selector: SelectorSyntax) {
    if let function = selector.function {
      var rules = FunctionRules(findings: findings)
      rules.check(function, in: selector)
      findings = rules.findings
      return
    }
    for (filter, range) in zip(selector.selector.filters, selector.filterRanges) {
      guard case .whereHolds(let tests) = filter else { continue }
      if let problem = Problem.whereWithoutMembers(selector.selector.source, tests) {
        findings.report(problem, at: range)
      }
      for test in tests { checkTest(test.operation, at: range) }
    }
  }

  /// A value inside a `where` has no place of its own; the whole filter is marked.
  private mutating func checkTest(_ operation: Operation, at range: SourceRange) {
    for value in operation.values {
      if let problem = problem(of: value, in: operation.kind, selector: nil) {
        findings.report(problem, at: range)
      }
    }
  }

  private mutating func check(_ operation: OperationSyntax, of selector: Selector?) {
    for operand in operation.operands {
      if let problem = problem(of: operand.value, in: operation.operation.kind, selector: selector) {
        findings.report(problem, at: operand.range)
      }
    }
  }

  private func problem(of value: Value, in kind: Operation.Kind, selector: Selector?) -> Problem? {
    guard let text = value.fixedText else { return nil }
    switch kind {
    case .isWithin, .overlaps:
      if isReadable(text, as: .cidr) || isReadable(text, as: .ip) { return nil }
      return .unfitValue(text, .cidr, for: "the comparison")
    case .less, .atMost, .more, .atLeast:
      if let wanted = selector?.typeOfValue, !wanted.contains(where: { isReadable(text, as: $0) }) {
        return .unfitValue(text, wanted[0], for: selector.map { "`\($0.text)`" } ?? "the comparison")
      }
      return isReadableAtAll(text) ? nil : .unreadableValue(text, isQuoted: value.isQuoted)
    case .equals, .isOneOf:
      if let wanted = selector?.typeOfValue, !wanted.contains(where: { isReadable(text, as: $0) }) {
        return .unfitValue(text, wanted[0], for: selector.map { "`\($0.text)`" } ?? "the comparison")
      }
      if value.isQuoted || isReadableAtAll(text) { return nil }
      return .unreadableValue(text, isQuoted: false)
    case .isEmpty, .isComplete, .contains, .startsWith, .endsWith, .matches, .exists: return nil
    }
  }

  private func isReadableAtAll(_ text: String) -> Bool {
    let types: [ValueType] = [.number, .percent, .quantity, .duration, .version, .ip, .cidr]
    return types.contains { isReadable(text, as: $0) }
  }
}

extension Value {
  /// Its text where no variable takes part in it.
  var fixedText: String? {
    switch self {
    case .literal(let text): return text
    case .text(let template):
      for part in template.parts { if case .variable = part { return nil } }
      return template.written
    case .variable, .share: return nil
    }
  }

  fileprivate var isQuoted: Bool { if case .text = self { true } else { false } }
}

extension Operation {
  /// Its operands.
  var values: [Value] {
    switch kind {
    case .less(let value), .atMost(let value), .more(let value), .atLeast(let value), .equals(let value),
      .isWithin(let value), .contains(let value), .overlaps(let value), .startsWith(let value),
      .endsWith(let value):
      [value]
    case .isOneOf(let values): values
    case .isEmpty, .isComplete, .matches, .exists: []
    }
  }
}

extension Selector {
  /// What its value always is, where that is known before anything runs; the first is the usual one.
  fileprivate var typeOfValue: [ValueType]? {
    switch aggregate {
    case .count: return [.number]
    case .distinct, .sum, .min, .max, .median, .percentile, .first, .last: return nil
    case nil: break
    }
    switch source {
    case .exit: return [.number]
    case .duration: return [.duration]
    case .computed(let computation): return computation.function.givesLines ? nil : [.number]
    case .output, .stderr, .lines, .line, .find, .rows, .column, .json, .yaml, .variable: return nil
    }
  }
}

extension Operation {
  /// It is about whether there is anything, not about each value.
  fileprivate var asksHowMany: Bool {
    switch kind {
    case .isEmpty, .exists: true
    case .less, .atMost, .more, .atLeast, .equals, .isComplete, .isOneOf, .isWithin, .contains, .overlaps,
      .startsWith, .endsWith, .matches:
      false
    }
  }
}

extension SelectorSyntax {
  /// It gives lines of a function, as many as there are.
  fileprivate var givesLines: Bool {
    guard let function, function.function.givesLines else { return false }
    return selector.aggregate == nil || selector.aggregate == .distinct
  }

  /// The word of what is always one value; nil where there can be several.
  fileprivate var singleWord: String? {
    switch selector.aggregate {
    case .count: return "count"
    case .sum: return "sum"
    case .min: return "min"
    case .max: return "max"
    case .median: return "median"
    case .percentile(let share): return "p\(share)"
    case .distinct, .first, .last: return nil
    case nil: break
    }
    switch selector.source {
    case .output: return "output"
    case .stderr: return "stderr"
    case .exit: return "exit"
    case .duration: return "duration"
    case .line: return "line"
    case .find(_, let all): return all ? nil : "find"
    case .computed(let computation):
      return computation.function.givesLines ? nil : computation.function.rawValue
    case .lines, .rows, .column, .json, .yaml, .variable: return nil
    }
  }
}

extension Problem {
  /// `where` judges columns of a table, or members of a document.
  fileprivate static func whereWithoutMembers(_ source: Selector.Source, _ tests: [Selector.Test]) -> Problem?
  {
    switch source {
    case .rows, .column:
      for test in tests { if case .member(let path) = test.subject { return .memberOfTable(path.text) } }
      return nil
    case .json, .yaml:
      for test in tests { if case .column(let name) = test.subject { return .columnOfDocument(name) } }
      return nil
    case .variable, .computed: return nil
    case .output, .stderr, .exit, .duration, .lines, .line, .find: return .whereWithoutParts
    }
  }
}
