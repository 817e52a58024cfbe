/// Something made of many secrets: where the next one in it is.
enum Block: Sendable {
  /// The members of an object; its strings are quoted so. It stands behind a value whose quote is still to be closed.
  case json(Sight.Quote, isInValue: Bool)
  /// The lines that are indented deeper.
  case yaml(indent: Int)
  /// The rows of `kubeadm token list`.
  case bootstrapTokens

  /// From the place where the last one ended; nil where the block ends here.
  mutating func next(_ sight: inout Sight) -> Sighting? {
    switch self {
    case .json(let quote, let isInValue):
      let finding = json(&sight, quote, isInValue: isInValue)
      if case .kept(let end)? = finding, sight.before(end) == UInt8(ascii: ",") {
        self = .json(quote, isInValue: false)
      } else {
        self = .json(quote, isInValue: true)
      }
      return finding
    case .yaml(let indent): return yaml(&sight, indent)
    case .bootstrapTokens: return tokens(&sight)
    }
  }

  /// `"key": "value"`, from the start, a comma, or the quote that closed the last value.
  private func json(_ sight: inout Sight, _ quote: Sight.Quote, isInValue: Bool) -> Sighting? {
    var index = sight.at
    if isInValue {
      guard sight.quote(at: index) == quote else { return nil }
      index += quote.length
    }
    index = sight.end(of: ByteSet.space.union(","), from: index)
    guard sight.quote(at: index) == quote else { return nil }
    let name = index + quote.length
    var end = sight.end(of: ByteSet("\"'\\\r\n").inverted, from: name)
    guard sight.quote(at: end) == quote else { return nil }
    end = sight.end(of: .space, from: end + quote.length)
    guard sight.byte(end) == UInt8(ascii: ":") else { return nil }
    let value = sight.end(of: .space, from: end + 1)
    guard sight.quote(at: value) == quote else {
      // null, mostly.
      let next = sight.end(of: ByteSet("\"',{}[]").inverted, from: value)
      return next > value && sight.byte(next) == UInt8(ascii: ",") ? .kept(upTo: next + 1) : nil
    }
    let start = value + quote.length
    let done = Pseudonym.end(in: &sight, at: start)
    if done > start { return .kept(upTo: done) }
    if sight.quote(at: start) == quote { return .kept(upTo: start) }
    return .secret(from: start, SecretObjects.kind, .quoted(quote))
  }

  /// `key: value` from the end of a line on.
  private func yaml(_ sight: inout Sight, _ indent: Int) -> Sighting? {
    let index = sight.end(of: ByteSet.lineEnd.inverted, from: sight.at)
    if index > sight.at { return .kept(upTo: index) }
    let start = sight.end(of: .lineEnd, from: index)
    let name = sight.end(of: ByteSet(" "), from: start)
    let depth = name - start
    guard depth > indent, sight.byte(name) != nil else { return nil }
    let end = sight.end(of: ByteSet(":\r\n").inverted, from: name)
    guard sight.byte(end) == UInt8(ascii: ":") else { return line(&sight, from: name, end) }
    var value = sight.end(of: .blank, from: end + 1)
    guard let first = sight.byte(value), !ByteSet.lineEnd.contains(first) else { return .kept(upTo: value) }
    if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
      let below = sight.end(of: ByteSet.lineEnd.inverted, from: value)
      let line = sight.end(of: .lineEnd, from: below)
      let next = sight.end(of: ByteSet(" "), from: line)
      guard next - line > depth, sight.byte(next) != nil else { return .kept(upTo: below) }
      value = next
    } else if let quote = sight.quote(at: value) {
      let start = value + quote.length
      let done = Pseudonym.end(in: &sight, at: start)
      if done > start { return .kept(upTo: done) }
      if sight.quote(at: start) == quote { return .kept(upTo: start) }
      return .secret(from: start, SecretObjects.kind, .quoted(quote))
    }
    let done = Pseudonym.end(in: &sight, at: value)
    if done > value { return .kept(upTo: done) }
    return .secret(from: value, SecretObjects.kind, .deeper(than: depth))
  }

  /// A line without a name: all of it.
  private func line(_ sight: inout Sight, from start: Int, _ end: Int) -> Sighting? {
    let done = Pseudonym.end(in: &sight, at: start)
    if done > start { return .kept(upTo: done) }
    return end > start ? .secret(from: start, SecretObjects.kind, .line) : nil
  }

  private func tokens(_ sight: inout Sight) -> Sighting? {
    let index = sight.end(of: ByteSet.lineEnd.inverted, from: sight.at)
    if index > sight.at { return .kept(upTo: index) }
    let start = sight.end(of: .lineEnd, from: index)
    let done = Pseudonym.end(in: &sight, at: start)
    if done > start { return .kept(upTo: done) }
    guard sight.end(of: .lowerOrDigit, from: start, atMost: 7) == start + 6,
      sight.byte(start + 6) == UInt8(ascii: "."),
      sight.end(of: .lowerOrDigit, from: start + 7, atMost: 17) == start + 23
    else { return nil }
    return .secret(from: start, "bootstrap-token", .fixed(23))
  }
}
