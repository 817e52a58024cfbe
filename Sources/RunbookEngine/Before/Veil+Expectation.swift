import RunbookModel

extension Veil {
  /// An expectation whose own values are hidden alike, so that what holds without a redactor holds with it.
  func cover(_ expectation: Expectation) -> Expectation {
    guard !isEmpty else { return expectation }
    return Expectation(
      quantifier: expectation.quantifier, selector: cover(expectation.selector),
      operation: cover(expectation.operation), text: cover(expectation.text), place: expectation.place)
  }

  func cover(_ selector: Selector) -> Selector {
    guard !isEmpty else { return selector }
    let filters = selector.filters.map { filter -> Selector.Filter in
      switch filter {
      case .whereHolds(let tests):
        .whereHolds(tests.map { Selector.Test(subject: $0.subject, operation: cover($0.operation)) })
      case .after, .before: filter
      }
    }
    return Selector(
      aggregate: selector.aggregate, source: cover(selector.source), document: selector.document,
      filters: filters,
      text: cover(selector.text))
  }

  private func cover(_ source: Selector.Source) -> Selector.Source {
    guard case .computed(let computation) = source else { return source }
    let arguments = computation.arguments.map { Computation.Argument($0.parameter, cover($0.value)) }
    return .computed(Computation(computation.function, arguments))
  }

  func cover(_ operation: Operation) -> Operation {
    guard !isEmpty else { return operation }
    let kind: Operation.Kind =
      switch operation.kind {
      case .less(let value): .less(cover(value))
      case .atMost(let value): .atMost(cover(value))
      case .more(let value): .more(cover(value))
      case .atLeast(let value): .atLeast(cover(value))
      case .equals(let value): .equals(cover(value))
      case .isOneOf(let values): .isOneOf(values.map { cover($0) })
      case .isWithin(let value): .isWithin(cover(value))
      case .contains(let value): .contains(cover(value))
      case .overlaps(let value): .overlaps(cover(value))
      case .startsWith(let value): .startsWith(cover(value))
      case .endsWith(let value): .endsWith(cover(value))
      case .isEmpty, .isComplete, .matches, .exists: operation.kind
      }
    return Operation(kind, isNegated: operation.isNegated, text: cover(operation.text))
  }

  private func cover(_ value: Value) -> Value {
    switch value {
    case .text(let template):
      .text(
        Template(
          template.parts.map { part in
            switch part {
            case .text(let text): .text(cover(text))
            case .variable: part
            }
          }))
    case .literal(let text): .literal(cover(text))
    case .variable, .share: value
    }
  }

  /// A judgement in which a value may have been put together again from its parts.
  func cover(_ judgement: Judgement) -> Judgement {
    guard !isEmpty else { return judgement }
    return Judgement(
      verdict: judgement.verdict, expectation: cover(judgement.expectation),
      expected: cover(judgement.expected),
      found: cover(judgement.found), reason: judgement.reason.map { cover($0) },
      deciding: judgement.deciding.map { cover($0) }, more: judgement.more, file: judgement.file,
      line: judgement.line)
  }
}
