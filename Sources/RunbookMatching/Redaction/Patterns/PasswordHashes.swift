/// What htpasswd(1) and crypt(5) make of passwords: easier to guess than people think.
enum PasswordHashes {
  static let prefixes = ["$apr1$", "$2a$", "$2b$", "$2y$", ":$1$", ":$5$", ":$6$", ":$y$", "{sha}", "{ssha}"]

  static func find(_ sight: inout Sight) -> Sighting? {
    let first = sight.byte(sight.at)
    let start = first == UInt8(ascii: ":") ? sight.at + 1 : sight.at
    let body = first == UInt8(ascii: "{") ? sight.end(of: ByteSet("}").inverted, from: start) + 1 : start
    guard sight.end(of: .crypt, from: body, atMost: 20) - body == 20 else { return nil }
    return .secret(
      from: start, "password-hash", .run(first == UInt8(ascii: "{") ? ByteSet.crypt.union("{}") : .crypt))
  }
}
