import RunbookMatching
import RunbookModel

/// A value of the file with its variables replaced.
enum Resolved: Sendable {
  case value(VariableValue)
  case missing(VariableReference)
  /// A share of something that is no number.
  case impossible(String)
}

/// Replaces the variables of a value. A lone variable keeps its list and its type.
func resolve(_ value: Value, _ variables: Variables) -> Resolved {
  switch value {
  case .literal(let text): .value(VariableValue(text))
  case .variable(let reference):
    variables[String(reference.written.dropFirst())].map { .value($0) } ?? .missing(reference)
  case .text(let template):
    switch fill(template, variables) {
    case .text(let text): .value(VariableValue(text))
    case .missing(let reference): .missing(reference)
    }
  case .share: .impossible(EngineProblems.notShareable(value.written))
  }
}
