/// Ids, hashes, revisions, ports and processes.
extension NoiseReader {
  /// Behind a name, what Kubernetes makes up for pods: five of its letters, with a template's hash or a
  /// cron job's minute before them; or such a hash alone, which replica sets end in.
  func suffix(_ word: Range<Int>) -> Noise.Span? {
    // A pod's name may go on as that of a host or of an event.
    var end = word.lowerBound
    while end < word.upperBound, bytes[end] != UInt8(ascii: ".") { end += 1 }
    guard let dash = lastDash(word.lowerBound..<end) else { return nil }
    let last = dash + 1..<end
    if isTemplateHash(last) { return Noise.Span(range: last, rule: .suffix) }
    guard last.count == 5, last.allSatisfy({ isSafe(bytes[$0]) }), !isAbbreviation(last) else { return nil }
    if let other = lastDash(word.lowerBound..<dash) {
      let before = other + 1..<dash
      if isTemplateHash(before)
        || before.count == 8 && bytes[before.lowerBound] == UInt8(ascii: "2")
          && digits(8, at: before.lowerBound)
      {
        return Noise.Span(range: before.lowerBound..<end, rule: .suffix)
      }
    }
    return Noise.Span(range: last, rule: .suffix)
  }

  private func lastDash(_ range: Range<Int>) -> Int? {
    var index = range.upperBound - 1
    while index > range.lowerBound {
      if bytes[index] == UInt8(ascii: "-") { return index }
      index -= 1
    }
    return nil
  }

  /// Kubernetes writes the decimal digits of a 32-bit hash in its safe alphabet, where ten letters are left (`SafeEncodeString`).
  private func isTemplateHash(_ range: Range<Int>) -> Bool {
    guard (7...10).contains(range.count) else { return false }
    var hasLetter = false
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "4")...UInt8(ascii: "9"): break
      case UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "f"): hasLetter = true
      default: return false
      }
    }
    return hasLetter
  }

  /// The letters of `rand.String` in k8s.io/apimachinery: no vowels, so that no words arise.
  private func isSafe(_ byte: UInt8) -> Bool { "bcdfghjklmnpqrstvwxz2456789".utf8.contains(byte) }

  /// What people write with five of those letters.
  private func isAbbreviation(_ range: Range<Int>) -> Bool {
    let known: [StaticString] = [
      "https", "http2", "grpcs", "pgsql", "mssql", "smtps", "html5", "xhtml", "dhcp4", "dhcp6", "dns64",
      "mysql",
    ]
    return known.contains { word(range, is: $0) } || digits(5, at: range.lowerBound)
  }

  /// The value of `pod-template-hash` and its like.
  func hash(_ word: Range<Int>) -> Noise.Span? {
    guard joint(before: word.lowerBound) == .assigned,
      self.word(previous, is: "pod-template-hash") || self.word(previous, is: "controller-revision-hash")
        || self.word(previous, is: "pod-template-generation")
    else { return nil }
    return Noise.Span(range: word, rule: .suffix)
  }

  /// A UUID, also behind a name (`pvc-…`); 64 hexadecimal digits that are no digest of an image; the end of an event's name.
  func identity(_ word: Range<Int>) -> Noise.Span? {
    func span(_ range: Range<Int>) -> Noise.Span { Noise.Span(range: range, rule: .identity) }
    if word.count >= 36 {
      let start = word.upperBound - 36
      if isUniqueID(start), start == word.lowerBound || !isAlphanumeric(bytes[start - 1]) {
        return span(start..<word.upperBound)
      }
    }
    if word.count == 64, isHexadecimal(word), !starts(with: "sha256:", at: word.lowerBound - 7) {
      return span(word)
    }
    // `coredns-558bd4d5db-x7k2p.17a1b2c3d4e5f607`: nanoseconds in hexadecimal.
    let event = word.upperBound - 16
    if word.count > 17, bytes[event - 1] == UInt8(ascii: "."), bytes[event] == UInt8(ascii: "1"),
      isHexadecimal(event..<word.upperBound)
    {
      return span((suffix(word)?.range.lowerBound ?? event)..<word.upperBound)
    }
    return nil
  }

  /// 8-4-4-4-12 hexadecimal digits.
  private func isUniqueID(_ start: Int) -> Bool {
    for offset in 0..<36 {
      let byte = bytes[start + offset]
      let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isDash ? byte == UInt8(ascii: "-") : JSONText.hexadecimal(byte) != nil else { return false }
    }
    return true
  }

  private func isHexadecimal(_ range: Range<Int>) -> Bool {
    range.allSatisfy { JSONText.hexadecimal(bytes[$0]) != nil }
  }

  /// The value of `resourceVersion`, `generation` or `observedGeneration`.
  func revision(_ word: Range<Int>) -> Int? {
    guard joint(before: word.lowerBound) == .assigned else { return nil }
    let names: [StaticString] = ["resourceVersion", "generation", "observedGeneration", "Generation"]
    return names.contains { self.word(previous, is: $0) } ? word.upperBound : nil
  }

  /// A port from the range that Linux gives away, behind an address, a name or `sport`; the number of a DNS question beside one.
  func port(_ word: Range<Int>) -> Noise.Span? {
    func isEphemeral(_ range: Range<Int>) -> Bool {
      number(range).map { (32_768...60_999).contains($0) } ?? false
    }
    let before = byte(at: word.lowerBound - 1)
    if word.count == 5, isEphemeral(word) {
      let host = byte(at: word.lowerBound - 2)
      let isBehindHost =
        before == UInt8(ascii: ":") && (host.map { isAlphanumeric($0) || $0 == UInt8(ascii: "]") } ?? false)
      let isNamed =
        joint(before: word.lowerBound) != .apart
        && (self.word(previous, is: "sport") || self.word(previous, is: "port") && before == 32)
      if isBehindHost || isNamed { return Noise.Span(range: word, rule: .port) }
    }
    // tcpdump: `10.0.0.1.43512`.
    if let dot = (word.lowerBound..<word.upperBound).last(where: { bytes[$0] == UInt8(ascii: ".") }),
      isEphemeral(dot + 1..<word.upperBound), word.count(where: { bytes[$0] == UInt8(ascii: ".") }) == 4
    {
      return Noise.Span(range: dot + 1..<word.upperBound, rule: .port)
    }
    return question(word)
  }

  /// The id of a DNS question: of dig (`;; … id: 34567`), or in a log of CoreDNS (`10.0.0.1:43512 - 34567 "A IN …`).
  private func question(_ word: Range<Int>) -> Noise.Span? {
    guard word.count <= 5, number(word) != nil else { return nil }
    let isOfDig =
      self.word(previous, is: "id") && joint(before: word.lowerBound) == .assigned
      && starts(with: ";;", at: lineStart)
    let isLogged =
      spans.last.map { $0.rule == .port && $0.range.upperBound == word.lowerBound - 3 } ?? false
      && starts(with: " - ", at: word.lowerBound - 3) && starts(with: " \"", at: word.upperBound)
    return isOfDig || isLogged ? Noise.Span(range: word, rule: .identity) : nil
  }

  /// `sshd[1234]:`.
  func processNumber(_ word: Range<Int>) -> Int? {
    guard byte(at: word.lowerBound - 1) == UInt8(ascii: "["), previous.upperBound == word.lowerBound - 1,
      starts(with: "]:", at: word.upperBound), number(word) != nil
    else { return nil }
    return word.upperBound
  }

  /// What `managedFields` holds: a list in JSON, the lines below it in YAML.
  func managedFields(behind word: Range<Int>) -> Noise.Span? {
    var start = byte(at: word.upperBound) == UInt8(ascii: "\"") ? word.upperBound + 1 : word.upperBound
    start = skippingBlanks(from: start)
    guard byte(at: start) == UInt8(ascii: ":") else { return nil }
    start = skippingBlanks(from: start + 1)
    let end: Int
    switch byte(at: start) {
    case UInt8(ascii: "["): end = listEnd(start)
    case 10: end = blockEnd(start + 1, indent: word.lowerBound - lineStart)
    case _: return nil
    }
    return end > start ? Noise.Span(range: start..<end, rule: .managedFields) : nil
  }

  private func listEnd(_ start: Int) -> Int {
    var depth = 0
    var isInString = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isInString: index += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "[") where !isInString, UInt8(ascii: "{") where !isInString: depth += 1
      case UInt8(ascii: "]") where !isInString, UInt8(ascii: "}") where !isInString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return bytes.count
  }

  /// The lines that are indented deeper, or as deep and begin with a dash; without the last line end.
  private func blockEnd(_ start: Int, indent: Int) -> Int {
    var end = start - 1
    while end + 1 < bytes.count {
      let line = end + 1
      let text = skippingBlanks(from: line)
      guard text - line > indent || text - line == indent && byte(at: text) == UInt8(ascii: "-") else {
        break
      }
      end = text
      while end < bytes.count, bytes[end] != 10 { end += 1 }
    }
    return end
  }
}
