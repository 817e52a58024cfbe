/// Texts of two runs as far as they say the same: noise, names, addresses and numbers are one mark.
///
/// Kept are 0, for "none" is no "some", and 100 to 599: all of them, and what HTTP answers with.
enum TraitText {
  /// Bytes of a text at most.
  private static let longest = 160

  /// - Parameter names: what the text is about and is another one elsewhere: the run's id, an item.
  static func normal(_ text: some Collection<UInt8>, about names: [[UInt8]] = []) -> String {
    var bytes = Array(text.prefix(8 * longest))
    for name in names { bytes = replacing(name, in: bytes) }
    return plain(Noise.normal(bytes[...]))
  }

  /// The words of an item that may stand alone: `shop/web 10.0.0.1 80` is told as `shop/web` or `web`, too.
  static func names(of items: [String]) -> [[UInt8]] {
    let words = items.flatMap { item in
      item.split(separator: " ").flatMap { [String($0)] + $0.split(separator: "/").map(String.init) }
    }
    let names = Set((items + words.filter { $0.utf8.count > 2 }).filter { $0.utf8.contains { !isDigit($0) } })
    // The longest first, for one may be a part of another.
    return names.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map { Array($0.utf8) }
  }

  private static func replacing(_ name: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard let first = name.first, bytes.count >= name.count else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = index + name.count
      let isHere =
        bytes[index] == first && end <= bytes.count && bytes[index..<end].elementsEqual(name)
        && (index == 0 || !isAlphanumeric(bytes[index - 1]))
        && (end == bytes.count || !isAlphanumeric(bytes[end]))
      if isHere { result += Noise.mark.utf8 } else { result.append(bytes[index]) }
      index = isHere ? end : index + 1
    }
    return result
  }

  private static func plain(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    func isLetterBefore() -> Bool { index > 0 && isAlphanumeric(bytes[index - 1]) }
    while index < bytes.count, result.count < longest {
      let byte = bytes[index]
      if byte <= 32 {
        if result.last != 32, !result.isEmpty { result.append(32) }
        index += 1
      } else if !isLetterBefore(), let end = address(in: bytes, at: index) {
        result += Noise.mark.utf8
        index = end
      } else if isDigit(byte) {
        let end = bytes[index...].firstIndex { !isDigit($0) } ?? bytes.count
        let digits = bytes[index..<end]
        let isKept =
          isLetterBefore() || digits.elementsEqual([48]) || digits.count == 3 && (49...53).contains(byte)
        result += isKept ? Array(digits) : Array(Noise.mark.utf8)
        index = end
      } else {
        result.append(byte)
        index += 1
      }
    }
    if result.last == 32 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where an address ends that begins here, a port and a prefix length not taken in.
  private static func address(in bytes: [UInt8], at start: Int) -> Int? {
    func isOfAddress(_ byte: UInt8) -> Bool {
      isDigit(byte) || (byte | 0x20) &- 97 < 6 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }
    guard isOfAddress(bytes[start]) else { return nil }
    var end = bytes[start...].firstIndex { !isOfAddress($0) } ?? bytes.count
    guard end - start >= 3, end == bytes.count || !isAlphanumeric(bytes[end]) else { return nil }
    if Address(bytes[start..<end]) != nil { return end }
    while end > start, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(bytes[end - 1]) { end -= 1 }
    if Address(bytes[start..<end]) != nil { return end }
    guard let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return Address(bytes[start..<colon]) == nil ? nil : colon
  }
}

extension TraitText {
  /// The lines that speak of trouble, the first few of them.
  static func troubles(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    for line in bytes.split(separator: 10).prefix(2000) where speaksOfTrouble(line) {
      lines.append(line)
      if lines.count == 8 { break }
    }
    return lines
  }

  private static let words: [UInt8: [[UInt8]]] = {
    let words = [
      "error", "fail", "refuse", "timed out", "timeout", "denied", "forbidden", "unauthorized", "not found",
      "notfound", "no such", "no route", "unreachable", "unavailable", "table full", "exhausted", "exceed",
      "backoff", "back-off", "crash", "oomkill", "evict", "pending", "notready", "not ready", "invalid",
      "cannot", "can't", "could not", "unable", "reset by", "bad gateway", "dropp", "overflow", "expired",
      "no space", "not initialized", "throttl",
    ]
    return Dictionary(grouping: words.map { Array($0.utf8) }) { $0[0] }
  }()

  private static func speaksOfTrouble(_ line: ArraySlice<UInt8>) -> Bool {
    func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
    return line.indices.contains { index in
      words[lower(line[index])]?.contains { word in
        line.endIndex - index >= word.count && zip(line[index...], word).allSatisfy { lower($0) == $1 }
      } ?? false
    }
  }
}
