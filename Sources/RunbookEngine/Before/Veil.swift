import RunbookMatching
import RunbookModel

/// Hides the secrets of a run in everything that is judged, recorded or shown.
struct Veil: Sendable {
  /// Nil: the run has no secrets, and nothing needs to be looked at.
  private let redactor: Redactor?

  /// There is nothing to hide.
  var isEmpty: Bool { redactor == nil }

  init(secrets: [String: String]) {
    let known = secrets.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    redactor = known.isEmpty ? nil : Redactor(secrets: known)
  }

  func cover(_ text: String) -> String { redactor?.redact(text) ?? text }

  func cover(_ bytes: [UInt8]) -> [UInt8] { redactor?.redact(bytes) ?? bytes }

  func cover(_ value: VariableValue) -> VariableValue {
    guard redactor != nil else { return value }
    let texts = value.texts.map { cover($0) }
    return value.isList
      ? VariableValue(list: texts, type: value.type) : VariableValue(texts[0], type: value.type)
  }

  func cover(_ variables: Variables) -> Variables {
    redactor == nil ? variables : variables.mapValues { cover($0) }
  }

  /// For the streams of a command.
  var filter: (@Sendable () -> any StreamFilter)? {
    guard let redactor else { return nil }
    return { RedactionFilter(stream: redactor.stream()) }
  }
}

/// A redactor's stream at the seam to the shell.
private struct RedactionFilter: StreamFilter {
  var stream: RedactionStream

  mutating func push(_ bytes: [UInt8]) -> [UInt8] { stream.push(bytes) }
  mutating func finish() -> [UInt8] { stream.finish() }
}
