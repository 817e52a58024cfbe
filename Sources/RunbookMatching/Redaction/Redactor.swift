/// Replaces secrets, in all the forms in which they turn up, by `[secret NAME]`.
///
/// Where secrets overlap, all that any of them covers goes, under the name of the one that begins
/// first. See `SecretForms` for what is found, and for values of less than 4 bytes.
package struct Redactor: Sendable {
  let automaton: SecretAutomaton?
  let pseudonyms: [[UInt8]]

  package init(secrets: [(name: String, value: String)]) {
    let automaton = SecretAutomaton(secrets)
    self.automaton = automaton.patterns.isEmpty ? nil : automaton
    pseudonyms = secrets.map { Array(Redactor.pseudonym($0.name).utf8) }
  }

  /// What stands in the place of a secret.
  package static func pseudonym(_ name: String) -> String { "[secret \(name)]" }

  package func redact(_ bytes: [UInt8]) -> [UInt8] {
    guard automaton != nil else { return bytes }
    var stream = stream()
    let start = stream.push(bytes)
    let end = stream.finish()
    return end.isEmpty ? start : start + end
  }

  package func redact(_ text: String) -> String {
    automaton == nil ? text : String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// For bytes that come in pieces.
  package func stream() -> RedactionStream { RedactionStream(self) }
}
