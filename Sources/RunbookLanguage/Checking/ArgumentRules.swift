import RunbookMatching
import RunbookModel

/// The arguments that another runbook is given, against the params that it has.
struct ArgumentRules {
  var findings: Findings

  mutating func check(_ arguments: [ArgumentSyntax], of file: StringSyntax, for target: FileAnalysis) {
    let params = Dictionary(
      target.parameters.compactMap { param in param.name.map { ($0.text, param) } },
      uniquingKeysWith: { a, _ in a })
    var given: [String: SourceRange] = [:]
    var isUnsure = false
    for argument in arguments {
      let name = argument.name.text
      if let first = given[name] {
        findings.report(
          .duplicateArgument(name), at: argument.name.range,
          others: [findings.mark(first, "first given here")])
        continue
      }
      given[name] = argument.name.range
      guard let param = params[name] else {
        let nearest = Spelling.nearest(to: name, in: params.keys.sorted())
        findings.report(
          .unknownArgument(name, file.text, nearest: nearest, among: params.keys.sorted()),
          at: argument.name.range)
        isUnsure = true
        continue
      }
      check(argument, param, in: target.source)
    }
    guard !isUnsure else { return }
    let missing = target.parameters.filter { $0.standard == nil }.compactMap { $0.name?.text }
      .filter { given[$0] == nil }
    if !missing.isEmpty { findings.report(.missingArgument(missing, file.text), at: file.range) }
  }

  private mutating func check(_ argument: ArgumentSyntax, _ param: ParamSyntax, in target: SourceText) {
    guard let text = argument.value.fixedText, let name = param.name?.text else { return }
    let definition =
      param.name.map {
        [Diagnostic.Mark(SourcePlace(file: target.name, range: $0.range), "the parameter")]
      } ?? []
    if let type = param.type?.value, !isReadable(text, as: type) {
      findings.report(
        .unfitValue(text, type, for: "parameter `\(name)`"), at: argument.value.range, others: definition)
      return
    }
    switch param.limit?.value {
    case .oneOf(let values):
      let choices = values.compactMap(\.fixedText)
      if choices.count == values.count, !choices.contains(text) {
        findings.report(.notOneOf(text, choices), at: argument.value.range, others: definition)
      }
    case .matching(let pattern):
      if !text.matches(pattern) {
        findings.report(.notMatching(text, pattern.text), at: argument.value.range, others: definition)
      }
    case nil: break
    }
  }

  /// `$net.outcome is "…"` names an outcome that the called runbook has.
  mutating func check(
    outcomesOf call: String, in outline: Outline, against target: FileAnalysis, _ path: String
  ) {
    for station in outline.sequences.flatMap(\.stations) {
      let conditions =
        station.rows.compactMap(\.condition)
        + station.clauses.compactMap {
          if case .when(let condition) = $0.kind { condition } else { nil }
        }
      for case .variable(let reference, let operation) in conditions.flatMap(\.checks) {
        guard reference.reference == VariableReference(call, member: "outcome") else { continue }
        switch operation.operation.kind {
        case .equals, .isOneOf: break
        case .less, .atMost, .more, .atLeast, .isEmpty, .isComplete, .isWithin, .contains, .overlaps,
          .startsWith,
          .endsWith, .matches, .exists:
          continue
        }
        for operand in operation.operands {
          guard let text = operand.value.fixedText, !target.outcomeNames.contains(text) else { continue }
          findings.report(
            .undefinedOutcome(text, path, nearest: Spelling.nearest(to: text, in: target.outcomeNames)),
            at: operand.range)
        }
      }
    }
  }
}
