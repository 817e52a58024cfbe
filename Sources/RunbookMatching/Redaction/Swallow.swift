import RunbookModel

/// A secret that is being taken out of a stream: nothing of it is held back, only its digest goes on.
struct Swallow: Sendable {
  let kind: String
  private let ending: Ending
  private var digest: KeyedDigest
  /// What it was, as long as somebody may want to know.
  private(set) var original: [UInt8]?
  private var count = 0
  private var lineLength = 0

  /// A larger secret is removed all the same, but cannot be handed on.
  static let mostRemembered = 1 << 20

  init(_ kind: String, _ ending: Ending, key: KeyedDigest.Key, remembers: Bool) {
    self.kind = kind
    self.ending = ending
    digest = KeyedDigest(key)
    original = remembers ? [] : nil
  }

  var isEmpty: Bool { count == 0 }
  var pseudonym: [UInt8] { Pseudonym.of(kind, digest) }

  /// Takes what is surely part of it, from an index on. Gives where it came to, and whether it ends there.
  mutating func advance(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> (next: Int, isDone: Bool) {
    var (next, isDone) = end(bytes, from: start, isLast: isLast)
    if isLast { (next, isDone) = (isDone ? next : bytes.count, true) }
    let taken = UnsafeBufferPointer(rebasing: bytes[start..<next])
    digest.take(UnsafeRawBufferPointer(taken))
    count += taken.count
    if let known = original {
      original = known.count + taken.count > Self.mostRemembered ? nil : known + taken
    }
    return (next, isDone)
  }

  private mutating func end(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> (Int, Bool) {
    switch ending {
    case .fixed(let length):
      let next = min(bytes.count, start + length - count)
      return (next, count + next - start == length)
    case .run(let set): return run(bytes, from: start, set)
    case .line: return run(bytes, from: start, Self.inLine)
    case .quoted(let quote): return quoted(bytes, from: start, quote, isLast: isLast)
    case .encoded: return encoded(bytes, from: start, isLast: isLast)
    case .deeper(let indent): return deeper(bytes, from: start, indent, isLast: isLast)
    case .privateKey: return privateKey(bytes, from: start, isLast: isLast)
    }
  }

  private static let inLine = ByteSet.lineEnd.inverted

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ set: ByteSet) -> (Int, Bool) {
    var index = start
    while index < bytes.count, set.contains(bytes[index]) { index += 1 }
    return (index, index < bytes.count)
  }

  /// A quote closes where as many backslashes stand before it as before the one that opened, or that and whole
  /// pairs of what escapes itself. A string does not go on over the end of its line.
  private func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ quote: Sight.Quote, isLast: Bool
  ) -> (Int, Bool) {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 10 || byte == 13 { return (index, true) }
      guard byte == UInt8(ascii: "\\") || byte == quote.mark else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, end - index < 64, bytes[end] == UInt8(ascii: "\\") { end += 1 }
      if end == bytes.count, !isLast { return (index, false) }
      guard end < bytes.count, bytes[end] == quote.mark else {
        index = end
        continue
      }
      let pair = 2 * (quote.backslashes + 1)
      if (end - index) % pair == quote.backslashes { return (end - quote.backslashes, true) }
      index = end + 1
    }
    return (index, false)
  }

  private mutating func encoded(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> (Int, Bool) {
    var index = start
    while index < bytes.count {
      if ByteSet.base64.contains(bytes[index]) {
        index += 1
        lineLength += 1
        continue
      }
      guard bytes[index] == 10, lineLength >= 60 else { return (index, true) }
      var next = index + 1
      while next < bytes.count, next - index < 64, bytes[next] == 32 { next += 1 }
      if next == bytes.count, !isLast { return (index, false) }
      guard next < bytes.count, ByteSet.base64.contains(bytes[next]), bytes[next] != UInt8(ascii: "-") else {
        return (index, true)
      }
      index = next
      lineLength = 0
    }
    return (index, false)
  }

  private func deeper(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ indent: Int, isLast: Bool
  ) -> (Int, Bool) {
    var index = start
    while index < bytes.count {
      guard bytes[index] == 10 else {
        index += 1
        continue
      }
      var next = index + 1
      while next < bytes.count, next - index <= indent + 1, bytes[next] == 32 { next += 1 }
      if next == bytes.count { return (index, isLast) }
      if next - index - 1 <= indent, bytes[next] != 10, bytes[next] != 13 { return (index, true) }
      index += 1
    }
    return (index, false)
  }

  /// Up to the line of dashes that ends it; without one, as long as it can be a key: no text of words.
  private func privateKey(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> (Int, Bool) {
    let last: StaticString = "-----END"
    let longest = 64
    var index = start
    // The line that opens it.
    if count == 0 { index = min(bytes.count, start + 11) }
    while index < bytes.count {
      let byte = bytes[index]
      guard ByteSet.pem.contains(byte) else { return (index, true) }
      if byte == UInt8(ascii: "-"), index + 8 + longest > bytes.count, !isLast { return (index, false) }
      if byte == UInt8(ascii: "-"), index + 8 <= bytes.count,
        (0..<8).allSatisfy({ bytes[index + $0] == last.utf8Start[$0] })
      {
        var end = index + 8
        while end < min(bytes.count, index + longest), bytes[end] != UInt8(ascii: "-"), bytes[end] != 10 {
          end += 1
        }
        while end < bytes.count, end < index + longest + 5, bytes[end] == UInt8(ascii: "-") { end += 1 }
        return (end, true)
      }
      index += 1
    }
    return (index, false)
  }
}
