/// Removes secrets from what is judged, recorded and shown.
///
/// Declared ones go in all the forms in which they turn up, as `[secret NAME]`; where they overlap, all that any
/// of them covers goes, under the name of the one that begins first. See `SecretForms` for what is found, and
/// for values of less than 4 bytes. What looks like a secret (`Trigger`) goes as `‹token:3f2a91c04d›`.
package struct Redactor: Sendable {
  let automaton: SecretAutomaton?
  let pseudonyms: [[UInt8]]
  let rules: PatternRules?

  /// Without rules, declared secrets only.
  package init(secrets: [(name: String, value: String)] = [], rules: PatternRules? = nil) {
    self.init(
      known: secrets.map { (pseudonym: Redactor.pseudonym($0.name), value: $0.value) }, rules: rules)
  }

  /// With what stands for each secret.
  package init(known: [(pseudonym: String, value: String)], rules: PatternRules?) {
    let automaton = SecretAutomaton(known.map { ($0.pseudonym, $0.value) })
    self.automaton = automaton.patterns.isEmpty ? nil : automaton
    pseudonyms = known.map { Array($0.pseudonym.utf8) }
    self.rules = rules
  }

  /// What stands in the place of a declared secret.
  package static func pseudonym(_ name: String) -> String { "[secret \(name)]" }

  /// How many pseudonyms stand in some bytes, by kind; declared secrets are of kind `secret`.
  package static func kinds(in bytes: [UInt8]) -> [String: Int] {
    var kinds: [String: Int] = [:]
    for place in Pseudonym.places(in: bytes) {
      let text = String(decoding: bytes[place], as: UTF8.self)
      kinds[text.first == "‹" ? String(text.dropFirst().prefix { $0 != ":" }) : "secret", default: 0] += 1
    }
    return kinds
  }

  /// Whether something was redacted here.
  package static func isRedacted(_ text: String) -> Bool { !Pseudonym.places(in: Array(text.utf8)).isEmpty }

  package func redact(_ bytes: [UInt8]) -> [UInt8] {
    if automaton == nil, rules == nil { return bytes }
    var stream = stream()
    let start = stream.push(bytes)
    let end = stream.finish()
    return end.isEmpty ? start : start + end
  }

  package func redact(_ text: String) -> String {
    if automaton == nil, rules == nil { return text }
    let bytes = Array(text.utf8)
    if automaton == nil, rules?.own.isEmpty == true, !PatternStream.mayHold(bytes) { return text }
    let redacted = redact(bytes)
    return redacted == bytes ? text : String(decoding: redacted, as: UTF8.self)
  }

  /// The value of something that has a name, which may give it away.
  package func redact(_ text: String, named name: String) -> String {
    let redacted = redact(text)
    guard let rules, rules.knowsShapes, redacted == text else { return redacted }
    if let known = rules.finds?.pseudonym(of: text) { return known }
    guard !text.isEmpty, let kind = rules.kind(of: text, named: name) else { return text }
    let pseudonym = Pseudonym.of(kind, text.utf8, key: rules.key)
    rules.finds?.note(Array(text.utf8), as: pseudonym)
    return String(decoding: pseudonym, as: UTF8.self)
  }

  /// For bytes that come in pieces.
  package func stream() -> RedactionStream { RedactionStream(self) }
}
