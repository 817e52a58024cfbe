import RunbookMatching
import RunbookModel

/// The arguments of a function against those that it has, and what may stand around it.
struct FunctionRules {
  var findings: Findings

  mutating func check(_ function: FunctionSyntax, in selector: SelectorSyntax) {
    let all = function.function.parameters.map(\.rawValue)
    let name = function.function.rawValue
    var given: [String: SourceRange] = [:]
    var isUnsure = false
    for argument in function.arguments {
      let parameter = argument.name.text
      if let first = given[parameter] {
        findings.report(
          .duplicateArgument(parameter), at: argument.name.range,
          others: [findings.mark(first, "first given here")])
        continue
      }
      given[parameter] = argument.name.range
      guard all.contains(parameter), let known = Computation.Parameter(rawValue: parameter) else {
        findings.report(
          .unknownArgument(parameter, name, nearest: Spelling.nearest(to: parameter, in: all), among: all),
          at: argument.name.range)
        isUnsure = true
        continue
      }
      check(argument.value, as: known)
    }
    let missing = function.function.required.map(\.rawValue).filter { given[$0] == nil }
    if !isUnsure, !missing.isEmpty {
      findings.report(.missingArgument(missing, name), at: function.nameRange)
    }
    checkAround(function, selector)
  }

  private mutating func check(_ value: ValueSyntax, as parameter: Computation.Parameter) {
    if case .share = value.value {
      findings.report(.unfitArgument(unfitness(ofShareAs: parameter)), at: value.range)
      return
    }
    guard let text = value.fixedText, let reason = unfitness(of: text, as: parameter) else { return }
    let nearest = parameter == .product ? Spelling.nearest(to: text, in: productsWithBadVersions) : nil
    findings.report(
      .unfitArgument(reason).withHelp(
        nearest.map { "did you mean `\"\($0)\"`?" }),
      at: value.range)
  }

  /// A function looks at its arguments only, and its lines are no numbers.
  private mutating func checkAround(_ function: FunctionSyntax, _ selector: SelectorSyntax) {
    if let range = function.documentRange {
      findings.report(.misusedFunction(function.function, "in"), at: range)
    }
    for (filter, range) in zip(selector.selector.filters, selector.filterRanges) {
      let word =
        switch filter {
        case .whereHolds: "where"
        case .after: "after"
        case .before: "before"
        }
      findings.report(.misusedFunction(function.function, word), at: range)
    }
    guard let aggregate = selector.selector.aggregate, let range = selector.aggregateRange else { return }
    switch aggregate {
    case .count, .distinct, .first, .last:
      if !function.function.givesLines { findings.report(.aggregateOfOne(function.function), at: range) }
    case .sum, .min, .max, .median, .percentile:
      findings.report(
        function.function.givesLines
          ? .aggregateOfLines(function.function) : .aggregateOfOne(function.function),
        at: range)
    }
  }
}
