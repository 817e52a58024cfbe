/// Passwords in flags that mean one only for one tool: `mysql -pSECRET`, `curl -u user:SECRET`.
struct ToolFlags: Sendable {
  let tool: String
  let flags: [String]
  /// The value may follow right behind the flag.
  var isAttached = false
  /// The value must follow right behind the flag, for alone it asks.
  var isAlwaysAttached = false
  /// What divides a user's name from the password in the value.
  var separator: Character?
  /// A word that must stand before the flag.
  var subcommand: String?

  static let all: [ToolFlags] =
    ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb"].map {
      ToolFlags(tool: $0, flags: ["-p"], isAttached: true, isAlwaysAttached: true)
    } + [
      ToolFlags(tool: "sshpass", flags: ["-p"], isAttached: true),
      ToolFlags(tool: "redis-cli", flags: ["-a", "--pass"]),
      ToolFlags(
        tool: "curl", flags: ["-u", "--user", "-U", "--proxy-user"], isAttached: true, separator: ":"),
      ToolFlags(tool: "mongo", flags: ["-p"]), ToolFlags(tool: "mongosh", flags: ["-p"]),
      ToolFlags(tool: "mongodump", flags: ["-p"]), ToolFlags(tool: "mongorestore", flags: ["-p"]),
      ToolFlags(tool: "ldapsearch", flags: ["-w"], isAttached: true),
      ToolFlags(tool: "ldapmodify", flags: ["-w"], isAttached: true),
      ToolFlags(tool: "ldapadd", flags: ["-w"], isAttached: true),
      ToolFlags(tool: "smbclient", flags: ["-U"], separator: "%"),
      ToolFlags(tool: "rabbitmqadmin", flags: ["-p"]),
      ToolFlags(tool: "docker", flags: ["-p"], subcommand: "login"),
      ToolFlags(tool: "podman", flags: ["-p"], subcommand: "login"),
      ToolFlags(tool: "nerdctl", flags: ["-p"], subcommand: "login"),
      ToolFlags(tool: "buildah", flags: ["-p"], subcommand: "login"),
      ToolFlags(tool: "skopeo", flags: ["-p"], subcommand: "login"),
    ]

  private static let ends = ByteSet("\r\n|;&")
  private static let longest = 1024

  func find(_ sight: inout Sight) -> Sighting? {
    if let before = sight.before(sight.at), ByteSet.key.contains(before) { return nil }
    var index = sight.at + tool.utf8.count
    var hasSubcommand = subcommand == nil
    while index - sight.at < Self.longest, sight.byte(index).map(ByteSet.blank.contains) == true {
      index = sight.end(of: .blank, from: index, atMost: 64)
      guard let byte = sight.byte(index), !Self.ends.contains(byte) else { return nil }
      let word = index
      if hasSubcommand, let value = value(&sight, at: word) { return finding(&sight, at: value) }
      index = end(ofWord: &sight, from: word)
      if index - word == subcommand?.utf8.count, sight.starts(with: Array((subcommand ?? "").utf8), at: word)
      {
        hasSubcommand = true
      }
    }
    return nil
  }

  private func end(ofWord sight: inout Sight, from start: Int) -> Int {
    var index = start
    var open: UInt8?
    while index - start < Self.longest, let byte = sight.byte(index), !ByteSet.lineEnd.contains(byte) {
      if let quote = open {
        if byte == quote { open = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        open = byte
      } else if ByteSet.blank.contains(byte) || Self.ends.contains(byte) {
        break
      }
      index += 1
    }
    return index
  }

  /// Where the flag's value begins, if the word is the flag.
  private func value(_ sight: inout Sight, at word: Int) -> Int? {
    for flag in flags where sight.starts(with: Array(flag.utf8), at: word) {
      let end = word + flag.utf8.count
      guard let next = sight.byte(end) else { continue }
      let isLong = flag.utf8.count > 2
      if ByteSet.blank.contains(next) {
        if isAlwaysAttached { continue }
        return sight.end(of: .blank, from: end, atMost: 64)
      }
      if isLong ? next == UInt8(ascii: "=") : isAttached && !ByteSet.lineEnd.contains(next) {
        return isLong ? end + 1 : end
      }
    }
    return nil
  }

  private func finding(_ sight: inout Sight, at value: Int) -> Sighting? {
    let quote = sight.quote(at: value)
    var start = value + (quote?.length ?? 0)
    let stops = quote.map { ByteSet(String(UnicodeScalar($0.mark))).union("\r\n") } ?? Self.stops
    if let separator {
      let end = sight.end(of: stops.union(String(separator)).inverted, from: start, atMost: 256)
      guard sight.byte(end) == separator.asciiValue else { return nil }
      start = end + 1
    } else if sight.byte(start) == UInt8(ascii: "-") {
      return nil
    }
    let end = Pseudonym.end(in: &sight, at: start)
    if end > start { return .kept(upTo: end) }
    guard !PlainValue.isPlaceholder(sight.text(from: start, upTo: stops)) else { return nil }
    return .secret(
      from: start, TokenShape.kind(in: &sight, at: start) ?? PlainValue.password,
      quote.map { .quoted($0) } ?? .run(Self.stops.inverted))
  }

  private static let stops = ByteSet(" \t\r\n|;&<>\"'`)")
}
