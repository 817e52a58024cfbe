/// Redacts bytes that come in pieces, however the pieces cut the secrets: what comes out is the same as for all
/// bytes at once.
///
/// Three in a row: the declared secrets (`SecretStream`), what looks like a secret (`PatternStream`), and what a
/// team's own patterns find (`OwnPatternStream`).
package struct RedactionStream: Sendable {
  private var secrets: SecretStream?
  private var patterns: PatternStream?
  private var own: OwnPatternStream?

  init(_ redactor: Redactor) {
    secrets = redactor.automaton.map { SecretStream($0, redactor.pseudonyms) }
    patterns = redactor.rules.flatMap { $0.knowsShapes ? PatternStream($0) : nil }
    own = redactor.rules.flatMap { $0.own.isEmpty ? nil : OwnPatternStream($0) }
  }

  /// Takes the next bytes and gives out what is certain.
  package mutating func push(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    if secrets != nil { bytes = secrets!.push(bytes) }
    if patterns != nil { bytes = patterns!.push(bytes) }
    if own != nil { bytes = own!.push(bytes) }
    return bytes
  }

  /// Gives out the rest. The stream has ended.
  package mutating func finish() -> [UInt8] {
    var bytes = secrets?.finish() ?? []
    if patterns != nil { bytes = patterns!.push(bytes) + patterns!.finish() }
    if own != nil { bytes = own!.push(bytes) + own!.finish() }
    return bytes
  }
}
