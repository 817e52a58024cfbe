/// Passwords inside addresses: `scheme://user:PASSWORD@host`, and the DSN of Go's MySQL driver.
enum Addresses {
  private static let stops = ByteSet(" \t\r\n/?#\"'`<>\\|")

  static func find(_ sight: inout Sight) -> Sighting? { find(&sight, from: sight.at + 4) }

  /// The host follows the last `@`, for people forget to escape theirs.
  static func find(_ sight: inout Sight, from start: Int) -> Sighting? {
    var index = start
    var colon: Int?
    var at: Int?
    while let byte = sight.byte(index), !stops.contains(byte) {
      if let end = Pseudonym.one(in: &sight, at: index) {
        index = end
        continue
      }
      if byte == UInt8(ascii: ":"), colon == nil { colon = index }
      if byte == UInt8(ascii: "@") { at = index }
      index += 1
    }
    guard let colon else { return nil }
    let password = colon + 1
    if at == nil, sight.isAtEnd(index), index - sight.at >= Sight.ahead {
      return .secret(from: password, PlainValue.password, .run(stops.union("@").inverted))
    }
    guard let at, at > password else { return nil }
    let end = Pseudonym.end(in: &sight, at: password)
    if end > password { return end == at ? .kept(upTo: at) : nil }
    guard !PlainValue.isPlaceholder(sight.text(from: password, upTo: ByteSet("@"))) else { return nil }
    return .secret(
      from: password, TokenShape.kind(in: &sight, at: password) ?? PlainValue.password, .fixed(at - password))
  }
}
