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
  fatalError("adapt")
}
