/// Base64 of what would be recognised: a key, a token, a file of them.
///
/// Told by how it begins, so only where the secret begins what was encoded; its first part is decoded and looked into.
enum EncodedSecrets {
  /// Of what may begin it, the letters that are the same whatever follows.
  static let prefixes: [String] =
    (["-----BEGIN ", "apiVersion:", "kind: Config", "{\"auths\":", "{\"auth\":"]
    + TokenShape.all.map(\.prefix))
    .map { text in
      let letters = Base64.encode(Array(text.utf8), Base64.standard)
      return String(decoding: letters.prefix(text.utf8.count * 8 / 6), as: UTF8.self)
    } + ["ZXlK"]  // of a JSON web token

  static func find(_ sight: inout Sight, key: PatternRules) -> Sighting? {
    if let before = sight.before(sight.at), ByteSet.base64.contains(before), before != UInt8(ascii: "=") {
      return nil
    }
    let end = sight.end(of: ByteSet.base64.union("\n"), from: sight.at)
    guard end - sight.at >= 16 else { return nil }
    let letters = sight.bytes[sight.at..<end].filter { $0 != 10 }
    guard let text = Base64.decode(letters), let kind = key.kind(of: text) else { return nil }
    return .secret(from: sight.at, kind, .encoded)
  }
}

extension Base64 {
  /// What whole groups of letters stand for, both alphabets, up to padding or a foreign byte; nil where it is nothing.
  static func decode(_ letters: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for letter in letters {
      guard let value = value(of: letter) else { break }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
      bits &= 0xff
    }
    return bytes.isEmpty ? nil : bytes
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
