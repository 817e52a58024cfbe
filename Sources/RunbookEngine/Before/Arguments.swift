import RunbookMatching
package import RunbookModel

/// What is wrong with the arguments of a run, in one sentence.
package struct ArgumentProblem: Error, Sendable, Hashable {
  package let message: String
  /// What was probably meant, or what may be given.
  package let help: String?
}

/// Reads `name=value` arguments for a plan's parameters, and fills in what the runbook gives.
package func bind(
  _ arguments: [(name: String, value: String)], to plan: Plan
) throws(ArgumentProblem) -> [String: VariableValue] {
  var values: [String: VariableValue] = [:]
  for (name, text) in arguments {
    let parameter = try parameter(named: name, in: plan)
    guard values[name] == nil else { throw ArgumentProblem(message: ArgumentProblems.twice(name), help: nil) }
    values[name] = VariableValue(writing: text, type: parameter.type)
  }
  return try bind(values: values, to: plan)
}

/// Checks values for a plan's parameters, and fills in what the runbook gives.
package func bind(
  values: [String: VariableValue], to plan: Plan
) throws(ArgumentProblem) -> [String: VariableValue] {
  for name in values.keys.sorted() { _ = try parameter(named: name, in: plan) }
  var bound: [String: VariableValue] = [:]
  for parameter in plan.parameters {
    guard let value = values[parameter.name] else {
      guard let standard = parameter.standardValue else {
        throw ArgumentProblem(
          message: ArgumentProblems.required(parameter), help: ArgumentProblems.give(parameter))
      }
      bound[parameter.name] = standard
      continue
    }
    let typed =
      value.isList || parameter.type == .list
      ? VariableValue(list: value.texts, type: parameter.type)
      : VariableValue(value.written, type: parameter.type)
    for text in typed.texts { try parameter.verify(text) }
    bound[parameter.name] = typed
  }
  return bound
}

private func parameter(named name: String, in plan: Plan) throws(ArgumentProblem) -> Parameter {
  if let parameter = plan.parameters.first(where: { $0.name == name }) { return parameter }
  if plan.secrets.contains(where: { $0.name == name }) {
    throw ArgumentProblem(message: ArgumentProblems.secret(name), help: ArgumentProblems.environment(name))
  }
  let names = plan.parameters.map(\.name)
  throw ArgumentProblem(
    message: ArgumentProblems.unknown(name, in: plan), help: ArgumentProblems.meant(name, among: names))
}

extension Parameter {
  fileprivate func verify(_ text: String) throws(ArgumentProblem) {
    if let type, type != .list, !isReadable(text, as: type) {
      throw ArgumentProblem(message: ArgumentProblems.unreadable(text, for: self, as: type), help: nil)
    }
    switch limit {
    case nil: break
    case .oneOf(let allowed):
      if !allowed.contains(text) {
        throw ArgumentProblem(
          message: ArgumentProblems.notAllowed(text, for: self),
          help: ArgumentProblems.allowed(allowed, near: text))
      }
    case .matching(let pattern):
      if !matches(text, pattern) {
        throw ArgumentProblem(message: ArgumentProblems.noMatch(text, for: self, pattern), help: nil)
      }
    }
  }
}

private func matches(_ text: String, _ pattern: Pattern) -> Bool {
  let operation = Operation(.matches(pattern), text: "matches /\(pattern.text)/")
  let value = VariableReference("value")
  return if case .holds = check(value, operation, variables: ["value": VariableValue(text)]) { true } else {
    false
  }
}
