package import RunbookModel

/// A template with its variables replaced, or the first that has no value.
package enum Filled: Sendable, Hashable {
  case text(String)
  case missing(VariableReference)
}

/// Replaces the variables of a template; a list is lines.
package func fill(_ template: Template, _ variables: Variables) -> Filled {
  var text = ""
  for part in template.parts {
    switch part {
    case .text(let part): text += part
    case .variable(let reference):
      guard let value = variables[reference.key] else { return .missing(reference) }
      text += value.written
    }
  }
  return .text(text)
}

/// What a value of the file is during a run.
package enum ResolvedValue: Sendable, Hashable {
  case value(VariableValue)
  /// The first variable in it that has no value.
  case missing(VariableReference)
  /// A share of something that is no amount: one sentence.
  case impossible(String)
}

/// The value with its variables replaced and its share worked out: `80% of $limit` is `400m` when `$limit` is `500m`.
package func value(_ value: Value, _ variables: Variables) -> ResolvedValue { resolve(value, variables) }

func resolve(_ value: Value, _ variables: Variables) -> ResolvedValue {
  switch value {
  case .literal(let text): return .value(VariableValue(text))
  case .text(let template):
    switch fill(template, variables) {
    case .text(let text): return .value(VariableValue(text))
    case .missing(let reference): return .missing(reference)
    }
  case .variable(let reference):
    return variables[reference.key].map(ResolvedValue.value) ?? .missing(reference)
  case .share(let percent, let whole):
    let resolved = resolve(whole, variables)
    guard case .value(let whole) = resolved else { return resolved }
    return share(percent, of: whole)
  }
}

private func share(_ percent: Double, of whole: VariableValue) -> ResolvedValue {
  guard whole.texts.count == 1, let text = whole.texts.first else {
    return .impossible(MatchingProblems.shareOfSeveral(whole.texts.count))
  }
  let bytes = Array(text.utf8)[...]
  var digits = Array("\(percent)".utf8)[...]
  let types = whole.type.map { $0 == .list ? TypedValue.inferred : [$0] } ?? TypedValue.inferred
  for type in types {
    guard let typed = TypedValue(bytes, as: type), let amount = typed.amount else { continue }
    guard let factor = ExactNumber.read(&digits), let product = amount.multiplied(by: factor) else { break }
    let share = ExactNumber(product.mantissa, exponent: product.exponent - 2)
    let model = String(decoding: withoutRemark(bytes), as: UTF8.self)
    return .value(VariableValue(typed.written(share, like: model), type: whole.type))
  }
  return .impossible(MatchingProblems.noShare(text))
}

extension VariableReference {
  /// The name under which its value stands: `STEP.passed` with its member.
  package var key: String { member.map { "\(name).\($0)" } ?? name }
}
