/// What is no secret though it stands where one would.
enum PlainValue {
  static let password = "password"

  /// A variable, a mask, a word for nothing, a size.
  static func isPlaceholder(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    if ByteSet("$<{[(%&!").contains(first) { return true }
    let lower = text.map(lowered)
    if words.contains(String(decoding: lower, as: UTF8.self)) { return true }
    if lower.allSatisfy({ $0 == first }), ByteSet("*x.-_•~?").contains(first) { return true }
    // `kubectl describe secret` says `password:  8 bytes`.
    let digits = text.prefix { isDigit($0) }
    if !digits.isEmpty, text.dropFirst(digits.count).elementsEqual(" bytes".utf8) { return true }
    // Bullets.
    return lower.elementsEqual(String(repeating: "•", count: lower.count / 3).utf8)
  }

  private static let words: Set<String> = [
    "null", "nil", "none", "true", "false", "yes", "no", "undefined", "empty", "unset", "redacted", "masked",
    "hidden", "n/a", "na", "bytes", "string", "required", "optional", "omitted", "-", "disabled", "enabled",
  ]

  /// A file, not what is in it.
  static func isPath(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: Array("./".utf8)) || text.starts(with: Array("~/".utf8)) { return true }
    guard text.first == UInt8(ascii: "/") else { return false }
    let folder = text.dropFirst().prefix { $0 != UInt8(ascii: "/") }
    return folders.contains(String(decoding: folder, as: UTF8.self))
  }

  private static let folders: Set<String> = [
    "etc", "var", "run", "home", "root", "tmp", "opt", "usr", "mnt", "srv", "proc", "dev", "secrets", "vault",
    "data",
    "config", "certs", "ssl", "workspace", "app", "Users", "private", "secret",
  ]

  /// As objects in a cluster are called: `ingress/web-tls`.
  static func isName(_ text: ArraySlice<UInt8>) -> Bool {
    text.count < 64 && text.allSatisfy { ByteSet.kind.contains($0) || $0 == UInt8(ascii: "/") || $0 == 46 }
      && text.filter(isDigit).count < 6
  }

  static func isTruth(_ text: ArraySlice<UInt8>) -> Bool {
    ["true", "false", "null"].contains(String(decoding: text, as: UTF8.self))
  }

  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy(isDigit) }

  /// Long enough, without a blank, with letters and digits: no word of a sentence.
  static func isRandom(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= 12 && text.allSatisfy { ByteSet.bearer.contains($0) } && text.filter(isDigit).count >= 2
      && text.contains { ByteSet.letterOrDigit.contains($0) && !isDigit($0) } && !isPath(text)
      && !text.starts(with: Array("http".utf8)) && !text.starts(with: Array("system:".utf8))
  }
}
