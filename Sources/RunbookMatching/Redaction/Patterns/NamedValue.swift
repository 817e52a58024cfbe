import RunbookModel

/// Values that their name gives away: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`, `X-Auth-Token: …`,
/// `Authorization: Bearer …`, and `name: DB_PASSWORD` with its `value: …` in the next line.
///
/// The word must end the name, so `token-ttl`, `secretName` and `passwordFile` are no such names. What stands there
/// must look like a value: `PlainValue` says what does not. In the middle of a line a colon is as often part of a
/// sentence (`invalid token: expired`), so there only what looks random goes.
struct NamedValue {
  enum Sort: Sendable {
    case password, secret, token, key, privateKey, authorization, cookie, docker, dsn, signature

    var kind: String {
      switch self {
      case .password, .dsn: PlainValue.password
      case .secret: "secret"
      case .token: "token"
      case .key: "api-key"
      case .privateKey: PrivateKeys.kind
      case .authorization: "authorization"
      case .cookie: "cookie"
      case .docker: "docker-auth"
      case .signature: "signature"
      }
    }
  }

  let sort: Sort
  /// Where the name begins and ends.
  private let start: Int
  private let end: Int
  private let name: [UInt8]
  private let isLineStart: Bool
  /// `checksum/secret`, by which Helm starts pods anew.
  private let isChecksum: Bool
  /// The quote around the name and its value together: `"DB_PASSWORD=…"`.
  private let around: Sight.Quote?

  static func find(_ sight: inout Sight, length: Int, _ sort: Sort) -> Sighting? {
    NamedValue(sight, length: length, sort).find(&sight)
  }

  private init(_ sight: Sight, length: Int, _ sort: Sort) {
    var start = sight.at
    while sight.at - start < 64, let byte = sight.before(start), ByteSet.key.contains(byte) { start -= 1 }
    self.start = start
    end = sight.at + length
    name = Array(sight.bytes[start..<end])
    isLineStart = sight.isLineStart(start)
    isChecksum =
      start - 9 >= sight.floor && sight.bytes[start - 9..<start].elementsEqual("checksum/".utf8)
    around = sight.quote(endingAt: start)
    self.sort = sort
  }

  private func find(_ sight: inout Sight) -> Sighting? {
    guard fits(sight) else { return nil }
    let quote = around.flatMap { around in sight.quote(at: end).flatMap { $0 == around ? $0 : nil } }
    let behind = end + (quote?.length ?? 0)
    let next = sight.end(of: .blank, from: behind, atMost: 64)
    switch sight.byte(next) {
    case UInt8(ascii: "="):
      let sign = sight.byte(next + 1) == UInt8(ascii: ">") ? next + 2 : next + 1
      return value(&sight, after: sign, isQuotedName: quote != nil, isColon: false)
    case UInt8(ascii: ":"):
      // `::server:` and the like are no names; `:=` is.
      if sight.byte(next + 1) == UInt8(ascii: "=") {
        return value(&sight, after: next + 2, isQuotedName: quote != nil, isColon: false)
      }
      return value(&sight, after: next + 1, isQuotedName: quote != nil, isColon: true)
    case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\\"):
      return pair(&sight, from: behind)
    case nil: return nil
    default: break
    }
    if next > behind, quote == nil, isAfterBlank(sight) { return spoken(&sight, at: next) }
    return nil
  }

  /// Some words are names only alone.
  private func fits(_ sight: Sight) -> Bool {
    let before = sight.bytes[start..<sight.at].map(lowered)
    switch sort {
    case .password where end - sight.at == 4:
      return before.isEmpty || before.elementsEqual("--".utf8)
        || before.last.map { !ByteSet.letterOrDigit.contains($0) } == true
    case .authorization:
      return before.isEmpty || before.elementsEqual("proxy-".utf8) || before.elementsEqual("--".utf8)
    case .cookie:
      return before.isEmpty || before.elementsEqual("set-".utf8) || before.elementsEqual("--".utf8)
    case .docker: return before.isEmpty || before.elementsEqual("_".utf8)
    case .dsn, .signature, .password, .secret, .token, .key, .privateKey: return true
    }
  }

  /// `--password VALUE`; `IDENTIFIED BY 'VALUE'` and `PASSWORD 'VALUE'` in SQL; `login ME password VALUE` in netrc.
  private func spoken(_ sight: inout Sight, at place: Int) -> Sighting? {
    let isLongFlag = sight.bytes[start] == UInt8(ascii: "-") && start + 2 < end
    if isLongFlag {
      guard sight.byte(place) != UInt8(ascii: "-") else { return nil }
      return finding(&sight, at: place, isColon: false, hasBlank: true)
    }
    guard case .password = sort else { return tokenList(&sight, at: place) }
    if sight.byte(place) == UInt8(ascii: "'") {
      return start == sight.at ? finding(&sight, at: place, isColon: false, hasBlank: true) : nil
    }
    var word = start
    while word > sight.floor, sight.bytes[word - 1] != 10 { word -= 1 }
    let line = String(decoding: sight.bytes[word..<start], as: UTF8.self)
    guard line.contains("login ") || line.contains("machine ") else { return nil }
    return finding(&sight, at: place, isColon: false, hasBlank: true)
  }

  /// The table of `kubeadm token list`.
  private func tokenList(_ sight: inout Sight, at place: Int) -> Sighting? {
    guard isLineStart, sight.starts(with: "TTL ", at: place) else { return nil }
    let line = sight.end(of: ByteSet.lineEnd.inverted, from: place, atMost: 512)
    return .block(from: line, .bootstrapTokens)
  }

  private func isAfterBlank(_ sight: Sight) -> Bool {
    guard let before = sight.before(start) else { return true }
    return ByteSet(" \t\r\n\"'`(").contains(before)
  }

  /// `{"name": "DB_PASSWORD", "value": "…"}`, in JSON and in YAML.
  private func pair(_ sight: inout Sight, from behind: Int) -> Sighting? {
    var index = start - (around?.length ?? 0)
    while let byte = sight.before(index), ByteSet.blank.contains(byte) { index -= 1 }
    guard sight.before(index) == UInt8(ascii: ":") else { return nil }
    index -= 1
    let quote = sight.quote(endingAt: index)
    index -= quote?.length ?? 0
    guard index - 4 >= sight.floor, sight.bytes[index - 4..<index].elementsEqual("name".utf8) else {
      return nil
    }
    var next = sight.end(of: ByteSet.space.union(","), from: behind, atMost: 256)
    // In a list of lines that stands in a string, line ends are escaped; such text is left to the string's own reader.
    let name = sight.quote(at: next)
    next += name?.length ?? 0
    guard sight.starts(with: "value", at: next) else { return nil }
    next += 5 + (name?.length ?? 0)
    next = sight.end(of: .blank, from: next, atMost: 8)
    guard sight.byte(next) == UInt8(ascii: ":") else { return nil }
    next = sight.end(of: .blank, from: next + 1, atMost: 64)
    return Self(of: self, isLineStart: true).finding(&sight, at: next, isColon: true, hasBlank: true)
  }

  /// The same name, of a value elsewhere.
  private init(of other: NamedValue, isLineStart: Bool) {
    sort = other.sort
    start = other.start
    end = other.end
    name = other.name
    self.isLineStart = isLineStart
    around = nil
    isChecksum = other.isChecksum
  }

  private func value(
    _ sight: inout Sight, after sign: Int, isQuotedName: Bool, isColon: Bool
  ) -> Sighting? {
    let place = sight.end(of: .blank, from: sign, atMost: 128)
    let named = isQuotedName ? NamedValue(of: self, isLineStart: true) : self
    return named.finding(&sight, at: place, isColon: isColon, hasBlank: place > sign)
  }
}

/// The value itself.
extension NamedValue {
  private static let cookie = ByteSet("; \t\r\n\"'").inverted

  private func finding(_ sight: inout Sight, at place: Int, isColon: Bool, hasBlank: Bool) -> Sighting? {
    let quote = sight.quote(at: place)
    var start = place + (quote?.length ?? 0)
    if sort == .dsn { return Addresses.find(&sight, from: start) }
    if let block = lines(&sight, at: place, isColon: isColon) { return block }
    let scalar = isColon && quote == nil ? scalar(&sight, at: start) : nil
    if let scalar, !PlainValue.isNumber(scalar) { return nil }
    let open =
      scalar != nil
      ? (ending: Ending.run(.digit), stops: ByteSet.digit.inverted) : ending(sight, isColon, hasBlank)
    let stops = quote.map { ByteSet(String(UnicodeScalar($0.mark))).union("\\\r\n") } ?? open.stops
    switch sort {
    case .authorization:
      let word = sight.end(of: .key, from: start, atMost: 24)
      if sight.byte(word) == 32, isScheme(sight.bytes[start..<word]) {
        start = sight.end(of: .blank, from: word, atMost: 8)
      } else {
        guard PlainValue.isRandom(sight.text(from: start, upTo: ByteSet.plain.inverted)) else { return nil }
      }
    case .cookie:
      let name = sight.end(of: ByteSet("=;\r\n\"").inverted, from: start, atMost: 256)
      guard sight.byte(name) == UInt8(ascii: "=") else { return nil }
      if end - self.start > 6, sight.bytes[self.start] != UInt8(ascii: "-") { start = name + 1 }
    case .password, .secret, .token, .key, .privateKey, .docker, .dsn, .signature: break
    }
    let done = Pseudonym.end(in: &sight, at: start)
    if done > start { return .kept(upTo: done) }
    // The key itself is told by its own first line.
    if sight.starts(with: "-----BEGIN ", at: start) { return nil }
    let text = sight.text(from: start, upTo: stops)
    guard isSecret(text, isColon: isColon, isQuoted: quote != nil) else { return nil }
    let kind = TokenShape.kind(in: &sight, at: start) ?? sort.kind
    if case .cookie = sort, start > place { return .secret(from: start, kind, .run(Self.cookie)) }
    return .secret(from: start, kind, quote.map { .quoted($0) } ?? open.ending)
  }

  /// In JSON: a truth, nothing, or a whole number, up to where the next member may stand.
  private func scalar(_ sight: inout Sight, at place: Int) -> ArraySlice<UInt8>? {
    let word = sight.text(from: place, upTo: Self.scalarEnd)
    guard let next = sight.byte(place + word.count), Self.memberEnd.contains(next) else { return nil }
    return PlainValue.isNumber(word) || PlainValue.isTruth(word) ? word : nil
  }

  private static let memberEnd = ByteSet(",}]")
  private static let scalarEnd = memberEnd.union(" \t\r\n")

  private func isScheme(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    [
      "bearer", "basic", "token", "digest", "negotiate", "ntlm", "apikey", "bot", "key", "hawk",
      "aws4-hmac-sha256",
    ].contains(String(decoding: word.map(lowered), as: UTF8.self))
  }

  private func isSecret(_ text: ArraySlice<UInt8>, isColon: Bool, isQuoted: Bool) -> Bool {
    if PlainValue.isPlaceholder(text) { return false }
    if sort == .cookie || sort == .authorization { return true }
    if sort == .docker { return Base64.decoded(text).contains(UInt8(ascii: ":")) }
    if isColon, !isLineStart, !isQuoted, around == nil, !PlainValue.isRandom(text) { return false }
    let hasBlank = text.contains { ByteSet.blank.contains($0) }
    switch sort {
    case .password:
      if name.map(lowered).suffix(3).elementsEqual("pwd".utf8), text.first == UInt8(ascii: "/") {
        return false
      }
      // `pass: 12 fail: 0`
      if name.count == 4, hasBlank, !isQuoted { return false }
      return !PlainValue.isNumber(text) || text.count >= 4
    case .secret:
      // Mostly the name of a Secret; in capitals, or of a client, the secret itself.
      let isName = PlainValue.isName(text) && !isOwn || isChecksum
      return !hasBlank && !isName && !PlainValue.isNumber(text) && !PlainValue.isPath(text)
    case .token, .key, .privateKey, .signature:
      return !hasBlank && !PlainValue.isPath(text) && (!PlainValue.isNumber(text) || text.count >= 8)
        && text.count >= 4
    case .authorization, .cookie, .docker, .dsn: return true
    }
  }

  /// The name says whose secret it is: `CLIENT_SECRET`, `clientSecret`; not `existingSecret`, `auth-tls-secret`.
  private var isOwn: Bool {
    if isCapital { return true }
    let lower = String(decoding: name.map(lowered), as: UTF8.self)
    return lower.hasSuffix("_secret") || Self.owners.contains { lower.hasSuffix($0 + "secret") }
  }

  private static let owners = [
    "client", "client-", "app", "app-", "shared", "shared-", "webhook", "webhook-", "consumer", "signing",
    "signing-", "jwt", "session", "oauth",
  ]

  private var isCapital: Bool { name.allSatisfy { !(97...122).contains($0) } }

  /// Where a value without quotes ends.
  private func ending(_ sight: Sight, _ isColon: Bool, _ hasBlank: Bool) -> (ending: Ending, stops: ByteSet) {
    if let around {
      return (.quoted(around), ByteSet(String(UnicodeScalar(around.mark))).union("\\\r\n"))
    }
    let isInFlow = sight.before(start).map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ",") } == true
    if isLineStart, !isInFlow, isColon || hasBlank, sight.bytes[start] != UInt8(ascii: "-") {
      return (.line, .lineEnd)
    }
    if isLineStart, isCapital { return (.run(.unspaced), .space) }
    return (.run(.plain), ByteSet.plain.inverted)
  }

  /// `password: |` and the lines below it.
  private func lines(_ sight: inout Sight, at place: Int, isColon: Bool) -> Sighting? {
    guard isColon, let first = sight.byte(place), first == UInt8(ascii: "|") || first == UInt8(ascii: ">"),
      let indent = sight.indentation(of: start)
    else { return nil }
    var index = place + 1
    while let byte = sight.byte(index), byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { index += 1 }
    guard sight.byte(index) == 10 else { return nil }
    let line = sight.end(of: ByteSet(" "), from: index + 1, atMost: 256)
    guard line - index - 1 > indent else { return nil }
    let done = Pseudonym.end(in: &sight, at: line)
    if done > line { return .kept(upTo: done) }
    if sight.starts(with: "-----BEGIN ", at: line) { return nil }
    return .secret(from: line, sort.kind, .deeper(than: indent))
  }
}
