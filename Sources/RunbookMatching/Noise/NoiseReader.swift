/// Walks over bytes word by word and asks of each whether noise begins with it.
///
/// A word begins with a letter or digit and goes on over letters, digits, `.`, `-` and `_`; a full stop or dash at its end does not
/// belong to it. Most words are settled by their first byte, by having no digit, or by their length. What a
/// word is may depend on the word before it in the same line (`timeout 5s`, `"uid": "…"`), which is remembered, and
/// on the column it stands in: under AGE a lone `5m` is an age.
struct NoiseReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var spans: [Noise.Span] = []
  private var position = 0
  private(set) var lineStart = 0
  /// The word before, or the noise; empty at the start.
  private(set) var previous = 0..<0
  /// Offsets in the line at which columns of ages begin.
  private var ageColumns: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func read() {
    while position < bytes.count {
      let byte = bytes[position]
      if isAlphanumeric(byte) {
        readWord()
      } else {
        if byte == 10 { startLine() }
        position += 1
      }
    }
  }

  private mutating func startLine() {
    // A table ends at an empty line.
    if position == lineStart { ageColumns = [] }
    lineStart = position + 1
  }

  private mutating func readWord() {
    let start = position
    var end = start
    var hasDigit = false
    var hasDash = false
    while end < bytes.count, isOfWord(bytes[end]) {
      if isDigit(bytes[end]) { hasDigit = true }
      if bytes[end] == UInt8(ascii: "-") { hasDash = true }
      end += 1
    }
    while bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let word = start..<end
    let span =
      (hasDigit ? numbered(word) : worded(word)) ?? (hasDash ? suffix(word) : nil)
    if let span {
      spans.append(span)
      position = max(span.range.upperBound, end)
      previous = start..<position
    } else {
      position = end
      previous = word
    }
  }

  /// Noise that begins in a word with a digit.
  private func numbered(_ word: Range<Int>) -> Noise.Span? {
    func span(_ end: Int?, _ rule: Noise.Rule) -> Noise.Span? {
      end.map { Noise.Span(range: word.lowerBound..<$0, rule: rule) }
    }
    if isDigit(bytes[word.lowerBound]) {
      return span(date(at: word.lowerBound) ?? clock(at: word.lowerBound) ?? epoch(word), .moment)
        ?? span(duration(word), .duration) ?? span(revision(word), .revision) ?? port(word)
        ?? span(processNumber(word), .process) ?? hash(word) ?? identity(word)
    }
    return klog(word) ?? hash(word) ?? identity(word)
  }

  /// Noise that begins with a word of letters.
  private mutating func worded(_ word: Range<Int>) -> Noise.Span? {
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "A"), UInt8(ascii: "D"), UInt8(ascii: "L"), UInt8(ascii: "F"), UInt8(ascii: "U"):
      if isAgeColumn(word) { ageColumns.append(word.lowerBound - lineStart) }
    case UInt8(ascii: "m"):
      if self.word(word, is: "managedFields") { return managedFields(behind: word) }
      return nil
    default: break
    }
    return writtenDate(word).map { Noise.Span(range: word.lowerBound..<$0, rule: .moment) }
  }

  /// The header of a column of ages: `AGE`, `Age`, `LAST SEEN`, `DURATION` …, with nothing or a gap behind it.
  private func isAgeColumn(_ word: Range<Int>) -> Bool {
    var end = word.upperBound
    let isAge = ["AGE", "Age", "DURATION", "UPTIME"].contains { self.word(word, is: $0) }
    if !isAge {
      guard self.word(word, is: "LAST") || self.word(word, is: "FIRST"), isBlank(at: end),
        ["SEEN", "SCHEDULE"].contains(where: { starts(with: $0, at: end + 1) })
      else { return false }
      end += 1
      while end < bytes.count, isAlphanumeric(bytes[end]) { end += 1 }
    }
    return end == bytes.count || bytes[end] == 10 || bytes[end] == 13
      || isBlank(at: end) && isBlank(at: end + 1)
  }

  func isInAgeColumn(_ start: Int) -> Bool { ageColumns.contains(start - lineStart) }
}

/// What readers of single kinds of noise ask.
extension NoiseReader {
  enum Joint { case apart, spaced, assigned }

  /// How a word hangs on the one before it: behind `=` or `:`, behind blanks only, or not at all.
  func joint(before start: Int) -> Joint {
    let gap = previous.upperBound..<start
    guard !previous.isEmpty, !gap.isEmpty, gap.count <= 6 else { return .apart }
    var joint = Joint.spaced
    for index in gap {
      switch bytes[index] {
      case UInt8(ascii: "="), UInt8(ascii: ":"): joint = .assigned
      case 32, 9, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "+"): break
      default: return .apart
      }
    }
    return joint
  }

  func word(_ word: Range<Int>, is text: StaticString) -> Bool {
    word.count == text.utf8CodeUnitCount && starts(with: text, at: word.lowerBound)
  }

  func starts(with text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start >= 0, bytes.count - start >= count else { return false }
    for offset in 0..<count where bytes[start + offset] != text.utf8Start[offset] { return false }
    return true
  }

  func byte(at index: Int) -> UInt8? { index >= 0 && index < bytes.count ? bytes[index] : nil }

  func isBlank(at index: Int) -> Bool { byte(at: index).map { $0 == 32 || $0 == 9 } ?? false }

  /// The index behind the blanks.
  func skippingBlanks(from start: Int) -> Int {
    var index = start
    while isBlank(at: index) { index += 1 }
    return index
  }

  /// Whether exactly so many digits stand here.
  func digits(_ count: Int, at start: Int) -> Bool {
    guard start >= 0, bytes.count - start >= count else { return false }
    for offset in 0..<count where !isDigit(bytes[start + offset]) { return false }
    return true
  }

  /// The index behind the digits.
  func skippingDigits(from start: Int) -> Int {
    var index = start
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return index
  }

  /// The number that the digits write; nil for none or more than 19.
  func number(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 19 else { return nil }
    var value = 0
    for index in range {
      guard isDigit(bytes[index]) else { return nil }
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      if isOver { return nil }
      value = product &+ Int(bytes[index] - 48)
    }
    return value < 0 ? nil : value
  }
}

@inline(__always)
func isAlphanumeric(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80 }

@inline(__always)
private func isOfWord(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
}
