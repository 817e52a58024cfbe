import RunbookModel

/// Base64 of what would be recognised: a key, a token, a file of them.
///
/// Told by how it begins, so only where the secret begins what was encoded; its first part is decoded and looked into.
enum EncodedSecrets {
  /// Of what may begin it, the letters that are the same whatever follows.
  static let prefixes: [String] =
    (["-----BEGIN ", "apiVersion:", "kind: Config", "{\"auths\":", "{\"auth\":"]
    + TokenShape.all.map(\.prefix))
    .map { text in
      let letters = Base64.letters(of: Array(text.utf8))
      return String(decoding: letters.prefix(text.utf8.count * 8 / 6), as: UTF8.self)
    } + ["ZXlK"]  // of a JSON web token

  static func find(_ sight: inout Sight, key: PatternRules) -> Sighting? {
    if let before = sight.before(sight.at), ByteSet.base64.contains(before), before != UInt8(ascii: "=") {
      return nil
    }
    let end = sight.end(of: ByteSet.base64.union("\n"), from: sight.at)
    guard end - sight.at >= 16 else { return nil }
    let letters = sight.bytes[sight.at..<end].filter { $0 != 10 }
    guard let kind = key.kind(of: Base64.decoded(letters)) else { return nil }
    return .secret(from: sight.at, kind, .encoded)
  }
}
