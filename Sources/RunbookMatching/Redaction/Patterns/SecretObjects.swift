/// Objects of kind Secret, in YAML and JSON: each value of `data` and `stringData` goes, the keys stay.
///
/// kubectl writes `data` before `kind`, so whether it is a Secret shows only behind the data. So much is looked
/// ahead; data that is longer is a Secret's where a Secret was said to come, or where its values are base64.
enum SecretObjects {
  static let kind = "secret"
  static let ahead = 64 << 10

  /// `kind: Secret`, `"kind":"SecretList"`.
  static func kind(_ sight: inout Sight) -> Sighting? {
    let quote = sight.quote(endingAt: sight.at)
    guard quote != nil || sight.indentation(of: sight.at) != nil else { return nil }
    var index = sight.at + 4 + (quote?.length ?? 0)
    guard sight.byte(index) == UInt8(ascii: ":") else { return nil }
    index = sight.end(of: .blank, from: index + 1, atMost: 8)
    index += sight.quote(at: index)?.length ?? 0
    let end = sight.end(of: .letterOrDigit, from: index, atMost: 64)
    let name = sight.bytes[index..<end]
    guard !name.isEmpty else { return nil }
    let areSecrets = name.elementsEqual("Secret".utf8) || name.elementsEqual("SecretList".utf8)
    return .objects(areSecrets: areSecrets, upTo: end)
  }

  /// `data:` and `"data": {`.
  static func data(_ sight: inout Sight, areExpected: Bool) -> Sighting? {
    var start = sight.at
    var isText = false
    if let before = sight.before(start), before == UInt8(ascii: "g"), start - 6 >= sight.floor,
      sight.bytes[start - 6..<start].elementsEqual("string".utf8), sight.byte(start) == UInt8(ascii: "D")
    {
      start -= 6
      isText = true
    } else if sight.byte(start) != UInt8(ascii: "d") {
      return nil
    }
    if let quote = sight.quote(endingAt: start), sight.quote(at: sight.at + 4) == quote {
      return json(&sight, quote, isText: isText, areExpected: areExpected)
    }
    guard sight.byte(sight.at + 4) == UInt8(ascii: ":"), let indent = sight.indentation(of: start) else {
      return nil
    }
    return yaml(&sight, indent, isText: isText, areExpected: areExpected)
  }

  private static func json(
    _ sight: inout Sight, _ quote: Sight.Quote, isText: Bool, areExpected: Bool
  ) -> Sighting? {
    var index = sight.end(of: .space, from: sight.at + 4 + quote.length, atMost: 8)
    guard sight.byte(index) == UInt8(ascii: ":") else { return nil }
    index = sight.end(of: .space, from: index + 1, atMost: 8)
    guard sight.byte(index) == UInt8(ascii: "{") else { return nil }
    let block = Sighting.block(from: index + 1, .json(quote, isInValue: false))
    if isText { return block }
    var reader = MemberReader(quote: quote, at: index)
    return reader.areSecrets(&sight) ?? areExpected ? block : nil
  }

  private static func yaml(_ sight: inout Sight, _ indent: Int, isText: Bool, areExpected: Bool) -> Sighting?
  {
    let line = sight.end(of: .blank, from: sight.at + 5, atMost: 8)
    guard sight.byte(line) == 10 || sight.byte(line) == 13 else { return nil }
    let block = Sighting.block(from: line, .yaml(indent: indent))
    if isText { return block }
    var reader = LineReader(indent: indent, at: line)
    return reader.areSecrets(&sight) ?? areExpected ? block : nil
  }

  /// Those that Kubernetes knows, and Helm's.
  static func isType(_ text: some Sequence<UInt8>) -> Bool {
    let text = String(decoding: Array(text), as: UTF8.self)
    return text == "Opaque" || text == "bootstrap.kubernetes.io/token" || text.hasPrefix("helm.sh/release")
      || types.contains(text)
  }

  private static let types: Set<String> = [
    "kubernetes.io/service-account-token", "kubernetes.io/dockercfg", "kubernetes.io/dockerconfigjson",
    "kubernetes.io/basic-auth", "kubernetes.io/ssh-auth", "kubernetes.io/tls",
  ]
}

/// Reads on from the data of an object in JSON to the members behind it.
private struct MemberReader {
  let quote: Sight.Quote
  let at: Int
  private var seen = 0
  private var encoded = 0

  init(quote: Sight.Quote, at: Int) {
    self.quote = quote
    self.at = at
  }

  /// Nil where the object ends without saying what it is.
  mutating func areSecrets(_ sight: inout Sight) -> Bool? {
    var depth = 0
    var index = at
    var name: Range<Int>?
    while let byte = sight.byte(index) {
      if byte == quote.mark || byte == UInt8(ascii: "\\"), sight.quote(at: index) == quote {
        let start = index + quote.length
        guard let end = end(ofString: &sight, from: start) else {
          if depth == 1 { count(sight.text(from: start, upTo: .space, atMost: 1024)) }
          return guess(sight)
        }
        if depth == 0 { name = start..<end }
        if depth == 1 { count(sight.bytes[start..<end]) }
        index = end + quote.length
        guard depth == 0, let member = name else { continue }
        index = sight.end(of: .space, from: index, atMost: 64)
        guard sight.byte(index) == UInt8(ascii: ":") else { continue }
        index = sight.end(of: .space, from: index + 1, atMost: 64)
        guard sight.quote(at: index) == quote else { continue }
        let value = index + quote.length
        guard let valueEnd = self.end(ofString: &sight, from: value) else { return guess(sight) }
        if sight.bytes[member].elementsEqual("kind".utf8) {
          return sight.bytes[value..<valueEnd].elementsEqual("Secret".utf8)
        }
        if sight.bytes[member].elementsEqual("type".utf8),
          SecretObjects.isType(sight.bytes[value..<valueEnd])
        {
          return true
        }
        index = valueEnd + quote.length
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return nil }
        depth -= 1
      default: break
      }
      index += 1
    }
    return guess(sight)
  }

  /// Names and values alike; values of a Secret are base64.
  private mutating func count(_ text: some Collection<UInt8>) {
    seen += 1
    if text.count >= 16, text.allSatisfy(ByteSet.base64.contains) { encoded += 1 }
  }

  private func guess(_ sight: Sight) -> Bool? {
    if !sight.isBounded { return nil }
    return seen == 0 || encoded * 2 >= seen - 1 ? true : nil
  }

  private func end(ofString sight: inout Sight, from start: Int) -> Int? {
    var index = start
    while let byte = sight.byte(index) {
      if byte == quote.mark { return index }
      if byte == UInt8(ascii: "\\") {
        var end = index
        while end - index < 64, sight.byte(end) == UInt8(ascii: "\\") { end += 1 }
        if sight.byte(end) == quote.mark {
          if (end - index) % (2 * quote.length) == quote.backslashes { return end - quote.backslashes }
          end += 1
        }
        index = end
        continue
      }
      index += 1
    }
    return nil
  }
}

/// Reads on from the data of an object in YAML to the members behind it.
private struct LineReader {
  let indent: Int
  let at: Int
  private var isInData = true
  private var seen = 0
  private var encoded = 0

  init(indent: Int, at: Int) {
    self.indent = indent
    self.at = at
  }

  mutating func areSecrets(_ sight: inout Sight) -> Bool? {
    var index = at
    while sight.byte(index) != nil {
      index = sight.end(of: .lineEnd, from: index)
      let start = sight.end(of: ByteSet(" "), from: index)
      let depth = start - index
      guard let byte = sight.byte(start) else { break }
      let end = sight.end(of: ByteSet.lineEnd.inverted, from: start)
      if depth < indent || depth == indent && byte == UInt8(ascii: "-") { return nil }
      if depth == indent {
        isInData = false
        if let verdict = verdict(sight.bytes[start..<end]) { return verdict }
      } else if isInData {
        count(sight.bytes[start..<end])
      }
      index = end
    }
    return sight.isBounded && isInData && encoded * 2 >= seen ? true : nil
  }

  private func verdict(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool? {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("kind:") {
      return text.dropFirst(5).drop { $0 == " " || $0 == "\"" }.hasPrefix("Secret")
    }
    guard text.hasPrefix("type:") else { return nil }
    return SecretObjects.isType(text.dropFirst(5).filter { $0 != " " && $0 != "\"" }.utf8) ? true : nil
  }

  private mutating func count(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let value = line[line.index(after: colon)...].drop { $0 == 32 }
    seen += 1
    if value.count >= 16, value.allSatisfy(ByteSet.base64.contains) { encoded += 1 }
  }
}
