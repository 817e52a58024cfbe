import RunbookModel

/// What stands in the place of a secret that was recognised: `‹token:3f2a91c04d›`.
///
/// The digits are the first of an HMAC-SHA256 of the secret, so that the same secret has the same name in every
/// run of a history, and runs can be compared. Among a thousand different secrets, two share ten digits once in
/// two million histories.
enum Pseudonym {
  static let open: [UInt8] = Array("‹".utf8)
  static let close: [UInt8] = Array("›".utf8)
  static let digits = 10

  static func of(_ kind: String, _ digest: KeyedDigest) -> [UInt8] {
    open + kind.utf8 + [UInt8(ascii: ":")] + digest.digest.description.utf8.prefix(digits) + close
  }

  static func of(_ kind: String, _ secret: some Sequence<UInt8>, key: KeyedDigest.Key) -> [UInt8] {
    var digest = KeyedDigest(key)
    digest.take(Array(secret))
    return of(kind, digest)
  }

  /// Where the pseudonyms end that begin at a place; the place itself where none does.
  ///
  /// What was redacted is never looked into again: `‹token:3f2a91c04d›`, `[secret NAME]`.
  static func end(in sight: inout Sight, at start: Int) -> Int {
    var end = start
    while let next = one(in: &sight, at: end) { end = next }
    return end
  }

  /// Where bytes hold pseudonyms.
  static func places(in bytes: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if buffer[index] == open[0] || buffer[index] == UInt8(ascii: "[") {
          var sight = Sight(buffer, at: index, ahead: 256, isLast: true)
          if let end = one(in: &sight, at: index) {
            places.append(index..<end)
            index = end
            continue
          }
        }
        index += 1
      }
    }
    return places
  }

  static func one(in sight: inout Sight, at start: Int) -> Int? {
    switch sight.byte(start) {
    case open[0]: digested(in: &sight, at: start)
    case UInt8(ascii: "["): declared(in: &sight, at: start)
    default: nil
    }
  }

  private static func digested(in sight: inout Sight, at start: Int) -> Int? {
    guard sight.starts(with: open, at: start) else { return nil }
    let kind = sight.end(of: .kind, from: start + open.count, atMost: 33)
    guard kind > start + open.count, sight.byte(kind) == UInt8(ascii: ":") else { return nil }
    let end = sight.end(of: .hexadecimal, from: kind + 1, atMost: digits)
    guard end == kind + 1 + digits, sight.starts(with: close, at: end) else { return nil }
    return end + close.count
  }

  private static func declared(in sight: inout Sight, at start: Int) -> Int? {
    let word = Array("[secret ".utf8)
    guard sight.starts(with: word, at: start) else { return nil }
    let end = sight.end(of: .name, from: start + word.count, atMost: 65)
    guard end > start + word.count, sight.byte(end) == UInt8(ascii: "]") else { return nil }
    return end + 1
  }
}
