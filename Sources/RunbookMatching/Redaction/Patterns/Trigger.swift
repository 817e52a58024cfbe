/// What a secret, or what gives one away, begins with.
struct Trigger: Sendable {
  enum Rule: Sendable {
    case pseudonym
    case token(TokenShape)
    case webToken
    case encoded
    case privateKey
    case address
    /// A word of so many letters at the end of a name.
    case named(Int, NamedValue.Sort)
    case bearer
    case passwordHash
    case tool(ToolFlags)
    /// Behind it, a secret of these letters.
    case behind(String, ByteSet, least: Int)
    case literal
    case passArgument
    case kind
    case data
  }

  /// At least `TriggerScanner.window` bytes.
  let text: [UInt8]
  /// Letters may be of either case; the text has lower ones.
  let isFolded: Bool
  let rule: Rule

  init(_ text: String, _ rule: Rule, isFolded: Bool = false) {
    self.text = Array(text.utf8)
    self.rule = rule
    self.isFolded = isFolded
  }

  static let all: [Trigger] =
    letters.map { Trigger("‹\($0)", .pseudonym) } + [Trigger("[secret ", .pseudonym)]
    + TokenShape.all.map { Trigger($0.prefix, .token($0)) }
    // `{"` and the first letter of a name; `{ "` too.
    + "hijklmnopqrstuvwxyz0123456".map { Trigger("eyJ\($0)", .webToken) } + [Trigger("eyAi", .webToken)]
    + Set(EncodedSecrets.prefixes).sorted().map { Trigger($0, .encoded) }
    + [Trigger("-----BEGIN ", .privateKey)]
    + (letters + "0123456789").map { Trigger("\($0)://", .address, isFolded: true) }
    + names.map { Trigger($0.word, .named($0.length ?? $0.word.utf8.count, $0.sort), isFolded: true) }
    + [Trigger("bearer ", .bearer, isFolded: true)]
    + PasswordHashes.prefixes.map { Trigger($0, .passwordHash, isFolded: true) }
    + ToolFlags.all.map { Trigger($0.tool, .tool($0)) }
    + [
      Trigger("hooks.slack.com/services/", .behind("slack-token", ByteSet.word.union("/"), least: 20)),
      Trigger("telegram.org/bot", .behind("telegram-token", .urlBase64.union(":"), least: 30)),
      Trigger("::server:", .behind("token", .word, least: 16)),
      Trigger("::node:", .behind("token", .word, least: 16)),
      Trigger("discord.com/api/webhooks/", .behind("discord-token", .urlBase64.union("/"), least: 30)),
      Trigger("--from-literal", .literal), Trigger("-passin", .passArgument),
      Trigger("-passout", .passArgument),
      Trigger("kind", .kind), Trigger("data:", .data, isFolded: true),
      Trigger("data\"", .data, isFolded: true),
      Trigger("data\\", .data, isFolded: true),
    ]

  private static let letters = "abcdefghijklmnopqrstuvwxyz"

  private static let names: [(word: String, length: Int?, sort: NamedValue.Sort)] = [
    ("password", nil, .password), ("passwd", nil, .password), ("passphrase", nil, .password),
    ("pwd=", 3, .password), ("pwd:", 3, .password), ("pwd\"", 3, .password), ("pass=", 4, .password),
    ("pass:", 4, .password), ("pass\"", 4, .password), ("pass ", 4, .password), ("secret", nil, .secret),
    ("token", nil, .token), ("apikey", nil, .key), ("api_key", nil, .key), ("api-key", nil, .key),
    ("accesskey", nil, .key), ("access_key", nil, .key), ("access-key", nil, .key), ("secretkey", nil, .key),
    ("secret_key", nil, .key), ("secret-key", nil, .key), ("accountkey", nil, .key),
    ("account_key", nil, .key),
    ("account-key", nil, .key), ("auth_key", nil, .key), ("authkey", nil, .key), ("auth-key", nil, .key),
    ("encryption_key", nil, .key), ("encryptionkey", nil, .key), ("signing_key", nil, .key),
    ("signingkey", nil, .key), ("master_key", nil, .key), ("private_key", nil, .privateKey),
    ("privatekey", nil, .privateKey), ("private-key", nil, .privateKey),
    ("client-key-data", nil, .privateKey), ("authorization", nil, .authorization), ("cookie", nil, .cookie),
    ("auth\"", 4, .docker), ("_auth", nil, .docker), ("dsn=", 3, .dsn), ("dsn:", 3, .dsn), ("dsn\"", 3, .dsn),
    ("identified by", nil, .password), ("accesssignature", nil, .signature),
    ("amz-signature", nil, .signature),
    ("goog-signature", nil, .signature), ("?sig=", 4, .signature), ("&sig=", 4, .signature),
  ]
}

extension Trigger {
  /// How far ahead it may look.
  var ahead: Int { if case .data = rule { SecretObjects.ahead } else { Sight.ahead } }

  /// What lies at the place of the sight, where the text stands.
  func find(_ sight: inout Sight, _ rules: PatternRules, expectsSecrets: Bool) -> Sighting? {
    switch rule {
    case .pseudonym: return Pseudonym.one(in: &sight, at: sight.at).map { .kept(upTo: $0) }
    case .token(let shape):
      return shape.stands(in: &sight, at: sight.at) ? .secret(from: sight.at, shape.kind, shape.ending) : nil
    case .webToken:
      guard JSONWebToken.stands(in: &sight, at: sight.at) else { return nil }
      return .secret(from: sight.at, JSONWebToken.kind, JSONWebToken.ending)
    case .encoded: return EncodedSecrets.find(&sight, key: rules)
    case .privateKey: return PrivateKeys.find(&sight)
    case .address: return Addresses.find(&sight)
    case .named(let length, let sort): return NamedValue.find(&sight, length: length, sort)
    case .bearer: return bearer(&sight)
    case .passwordHash: return PasswordHashes.find(&sight)
    case .tool(let flags): return flags.find(&sight)
    case .behind(let kind, let letters, let least): return behind(&sight, kind, letters, least)
    case .literal: return literal(&sight)
    case .passArgument: return passArgument(&sight)
    case .kind: return SecretObjects.kind(&sight)
    case .data: return SecretObjects.data(&sight, areExpected: expectsSecrets)
    }
  }

  /// A token that is no part of a header: in a log, in a sentence. `Bearer realm="…"` is a server's question.
  private func bearer(_ sight: inout Sight) -> Sighting? {
    let start = sight.at + text.count
    if let before = sight.before(sight.at), ByteSet.word.contains(before) { return nil }
    let end = sight.end(of: .bearer, from: start, atMost: 256)
    guard PlainValue.isRandom(sight.bytes[start..<end].map { $0 }[...]) else { return nil }
    return .secret(
      from: start, TokenShape.kind(in: &sight, at: start) ?? NamedValue.Sort.authorization.kind, .run(.bearer)
    )
  }

  private func behind(_ sight: inout Sight, _ kind: String, _ letters: ByteSet, _ least: Int) -> Sighting? {
    let start = sight.at + text.count
    guard sight.end(of: letters, from: start, atMost: least) - start == least else { return nil }
    return .secret(from: start, kind, .run(letters))
  }

  /// `kubectl create secret generic NAME --from-literal=key=VALUE`.
  private func literal(_ sight: inout Sight) -> Sighting? {
    var line = sight.at
    while line > sight.floor, sight.bytes[line - 1] != 10 { line -= 1 }
    guard String(decoding: sight.bytes[line..<sight.at], as: UTF8.self).contains("secret") else { return nil }
    var index = sight.at + text.count
    guard let sign = sight.byte(index), sign == UInt8(ascii: "=") || sign == 32 else { return nil }
    index += 1
    let quote = sight.quote(at: index)
    let name = sight.end(of: .key, from: index + (quote?.length ?? 0), atMost: 256)
    guard sight.byte(name) == UInt8(ascii: "=") else { return nil }
    return value(&sight, at: name + 1, in: quote, SecretObjects.kind)
  }

  /// `openssl … -passin pass:VALUE`.
  private func passArgument(_ sight: inout Sight) -> Sighting? {
    let start = sight.end(of: .blank, from: sight.at + text.count, atMost: 16)
    let quote = sight.quote(at: start)
    let word = start + (quote?.length ?? 0)
    guard sight.starts(with: "pass:", at: word) else { return nil }
    return value(&sight, at: word + 5, in: quote, PlainValue.password)
  }

  private func value(
    _ sight: inout Sight, at place: Int, in around: Sight.Quote?, _ kind: String
  ) -> Sighting? {
    let quote = around ?? sight.quote(at: place)
    let start = around == nil ? place + (quote?.length ?? 0) : place
    let done = Pseudonym.end(in: &sight, at: start)
    if done > start { return .kept(upTo: done) }
    let stops = quote.map { ByteSet(String(UnicodeScalar($0.mark))).union("\r\n") } ?? .space
    guard !PlainValue.isPlaceholder(sight.text(from: start, upTo: stops)) else { return nil }
    return .secret(
      from: start, TokenShape.kind(in: &sight, at: start) ?? kind,
      quote.map { .quoted($0) } ?? .run(.unspaced))
  }
}
