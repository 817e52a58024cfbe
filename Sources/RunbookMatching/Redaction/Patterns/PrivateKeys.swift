/// Private keys in PEM, as OpenSSL, OpenSSH and PGP write them; certificates and public-key files stay.
enum PrivateKeys {
  static let kind = "private-key"

  static func find(_ sight: inout Sight) -> Sighting? {
    let words = sight.at + 11
    let end = sight.end(of: ByteSet.upperOrDigit.union(" "), from: words, atMost: 48)
    let title = sight.bytes[words..<end]
    guard isPrivate(title), sight.starts(with: "-----", at: end) else { return nil }
    // A line of dashes alone, in a message, is no key: base64 follows, or a header.
    var body = end + 5
    while let byte = sight.byte(body), body < end + 64 {
      if byte == UInt8(ascii: "\\") {
        body += sight.byte(body + 1).map { ByteSet("nrt").contains($0) } == true ? 2 : 1
      } else if ByteSet.space.contains(byte) {
        body += 1
      } else {
        break
      }
    }
    guard body > end + 5, sight.byte(body).map({ ByteSet.letterOrDigit.contains($0) }) == true,
      sight.end(of: ByteSet.base64.union(":"), from: body, atMost: 9) - body == 9
    else { return nil }
    return .secret(from: sight.at, kind, .privateKey)
  }

  private static func isPrivate(_ title: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let words = title.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    return words.suffix(3) == ["PRIVATE", "KEY", "BLOCK"] || words.suffix(2) == ["PRIVATE", "KEY"]
  }
}
