import RunbookMatching
import RunbookModel
import Synchronization

/// Hides the secrets of a run in everything that is judged, recorded or shown: those that are declared, what
/// looks like one, and what was captured of either.
///
/// A captured token is recorded as its pseudonym. The command that uses it gets the token itself, and from then on
/// it is hidden like a declared secret, in whatever a command makes of it.
struct Veil: Sendable {
  /// Nil: there is nothing to hide, and nothing needs to be looked at.
  private let known: Known?

  /// Grows with what is captured.
  private final class Known: Sendable {
    let secrets: [(pseudonym: String, value: String)]
    let patterns: PatternRules?
    let redactor: Mutex<Redactor>

    init(_ secrets: [(pseudonym: String, value: String)], _ patterns: PatternRules?) {
      self.secrets = secrets
      self.patterns = patterns
      let handed = patterns?.finds?.handed ?? []
      redactor = Mutex(Redactor(known: secrets + handed, rules: patterns))
    }

    func grow() {
      let handed = patterns?.finds?.handed ?? []
      redactor.withLock { $0 = Redactor(known: secrets + handed, rules: patterns) }
    }
  }

  var isEmpty: Bool { known == nil }

  init(secrets: [String: String], patterns: PatternRules? = nil) {
    let declared = secrets.sorted { $0.key < $1.key }.map {
      (pseudonym: Redactor.pseudonym($0.key), value: $0.value)
    }
    known = declared.isEmpty && patterns == nil ? nil : Known(declared, patterns)
  }

  private var redactor: Redactor? { known?.redactor.withLock { $0 } }

  func cover(_ text: String) -> String { redactor?.redact(text) ?? text }

  func cover(_ bytes: [UInt8]) -> [UInt8] { redactor?.redact(bytes) ?? bytes }

  func cover(_ value: VariableValue) -> VariableValue { value.mapTexts { cover($0) } }

  /// Of a variable, whose name may say that it is a secret.
  func cover(_ value: VariableValue, named name: String) -> VariableValue {
    guard let redactor else { return value }
    return value.mapTexts { redactor.redact($0, named: name) }
  }

  func cover(_ variables: Variables) -> Variables {
    isEmpty ? variables : variables.mapValues { cover($0) }
  }

  /// The text of a runbook, in which a declared secret is only a word.
  func coverSource(_ bytes: [UInt8]) -> [UInt8] {
    known?.patterns.map { Redactor(rules: $0).redact(bytes) } ?? bytes
  }

  /// What was captured, with what its pseudonyms stand for.
  func reveal(_ value: VariableValue) -> VariableValue {
    guard let known, let finds = known.patterns?.finds else { return value }
    let revealed = value.texts.map { finds.reveal($0) }
    let secrets = revealed.flatMap(\.secrets)
    if secrets.isEmpty { return value }
    if finds.hand(secrets) { known.grow() }
    var texts = revealed.map(\.text)[...]
    return value.mapTexts { _ in texts.removeFirst() }
  }

  /// For the streams of a command.
  var filter: (@Sendable () -> any StreamFilter)? {
    guard let redactor else { return nil }
    return { RedactionFilter(stream: redactor.stream()) }
  }
}

extension VariableValue {
  fileprivate func mapTexts(_ change: (String) -> String) -> VariableValue {
    let new = texts.map(change)
    if new == texts { return self }
    return isList ? VariableValue(list: new, type: type) : VariableValue(new[0], type: type)
  }
}

/// A redactor's stream at the seam to the shell.
private struct RedactionFilter: StreamFilter {
  var stream: RedactionStream

  mutating func push(_ bytes: [UInt8]) -> [UInt8] { stream.push(bytes) }
  mutating func finish() -> [UInt8] { stream.finish() }
}
