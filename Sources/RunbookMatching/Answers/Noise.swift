/// A text with a blank mark for what differs every time: spans and times of day, unique ids, the ends
/// of the names of pods, and the name of whoever it is about.
///
/// Word by word: a word is letters, digits, `-`, `.`, `:` and `_`. A lone `80m` may be CPU and stays.
package func withoutNoise(_ text: String, of name: String) -> String {
  var result = ""
  var rest = without(name, text).unicodeScalars[...]
  while let first = rest.first {
    let word = rest.prefix(while: isOfWord)
    if word.isEmpty {
      result.unicodeScalars.append(first)
      rest.removeFirst()
    } else {
      result += quiet(String(word))
      rest = rest.dropFirst(word.count)
    }
  }
  return result
}

private func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", "-", ".", ":", "_": true
  default: false
  }
}

/// The name may be part of a word (`web-east`), not of a longer word (`eastern`, `east2`).
private func without(_ name: String, _ text: String) -> String {
  if name.isEmpty { return text }
  var result = ""
  var rest = text[...]
  while let found = rest.firstRange(of: name) {
    let before = text[..<found.lowerBound].last
    let after = text[found.upperBound...].first
    let isWhole = ![before, after].contains { $0.map { $0.isLetter || $0.isNumber } ?? false }
    result += rest[..<found.lowerBound] + (isWhole ? mark : name)
    rest = rest[found.upperBound...]
  }
  return result + rest
}

private let mark = "\u{2022}"

private func quiet(_ word: String) -> String {
  isSpan(word) || isTime(word) || isUniqueID(word) ? mark : withoutHash(word)
}

/// `12.3s`, `3m5s`, `2d4h`.
private func isSpan(_ word: String) -> Bool {
  let units = ["ns", "us", "ms", "s", "m", "h", "d"]
  var parts = 0
  var last = ""
  var rest = word[...]
  while !rest.isEmpty {
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(number.count)
    let unit = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(unit.count)
    guard number.first?.isNumber ?? false, units.contains(String(unit)) else { return false }
    parts += 1
    last = String(unit)
  }
  return parts > 1 || parts == 1 && last != "m"
}

/// `21:04:55`, `2026-11-22T21:04:55Z`, `2026-11-22`.
private func isTime(_ word: String) -> Bool {
  let shape = word.map { $0.isNumber && $0.isASCII ? "0" : String($0) }.joined()
  return shape.hasPrefix("00:00:00") || shape == "0000-00-00" || shape.hasPrefix("0000-00-00T00:00")
}

/// 8-4-4-4-12 hexadecimal digits.
private func isUniqueID(_ word: String) -> Bool {
  let parts = word.split(separator: "-", omittingEmptySubsequences: false)
  return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
}

/// Without what Kubernetes hangs behind the name of a pod; it uses these letters only, so that no words arise.
private func withoutHash(_ word: String) -> String {
  let letters = "bcdfghjklmnpqrstvwxz2456789"
  func isHash(_ part: Substring, _ lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(part.count) && part.allSatisfy { letters.contains($0) }
  }
  var parts = word.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count > 1, let last = parts.last, isHash(last, 5...5) else { return word }
  parts.removeLast()
  if parts.count > 1, let set = parts.last, isHash(set, 8...10) { parts.removeLast() }
  return parts.joined(separator: "-") + "-" + mark
}
