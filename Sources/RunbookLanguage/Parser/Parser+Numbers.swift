import RunbookModel

extension Parser {
  /// A whole number. One out of range is reported and brought into it.
  mutating func integer(_ what: String, _ limits: ClosedRange<Int>) -> Located<Int>? {
    guard let token = number("a whole number: " + what) else { return nil }
    let word = text(token)
    guard let value = Int(word) else {
      let isLong = word.utf8.dropFirst(word.hasPrefix("-") ? 1 : 0).allSatisfy(Bytes.isDigit)
      fail(isLong ? .outOfRange(word, what, limits) : .invalidNumber(word, what), at: token.range)
      return nil
    }
    if !limits.contains(value) { report(.outOfRange(word, what, limits), at: token.range) }
    return Located(min(max(value, limits.lowerBound), limits.upperBound), token.range)
  }

  /// A token that could be a number, a duration and the like.
  private mutating func number(_ what: String) -> Token? {
    guard let token = peek, token.kind == .literal || token.kind == .word || token.kind == .path else {
      failHere(.missingNumber, what)
      return nil
    }
    if token.kind != .literal, !text(token).utf8.contains(where: Bytes.isDigit) {
      failHere(.missingNumber, what)
      return nil
    }
    cursor += 1
    return token
  }

  /// `95%`: above 0, at most 100.
  mutating func percent(_ what: String) -> Located<Double>? {
    guard let token = number("a percentage: " + what) else { return nil }
    let word = text(token)
    guard word.hasSuffix("%"), let value = Decimals.read(word.dropLast()) else {
      fail(.invalidPercent(word), at: token.range)
      return nil
    }
    if value <= 0 || value > 100 { report(.percentOutOfRange(word), at: token.range) }
    return Located(min(max(value, 0.001), 100), token.range)
  }

  /// `200ms`, `1h30m`: up to 366 days.
  mutating func duration(_ what: String, isZeroFine: Bool) -> Located<Duration>? {
    guard let token = number("a duration: " + what) else { return nil }
    let word = text(token)
    switch Decimals.nanoseconds(word) {
    case .some(let value) where value <= 366 * 86_400e9 && (value >= 1e6 || isZeroFine && value == 0):
      if let next = peek, next.kind == .literal, Decimals.nanoseconds(text(next)) != nil {
        fail(.splitDuration(word + text(next)), at: token.range.through(next.range))
      }
      return Located(.nanoseconds(Int64(value)), token.range)
    case .some: fail(.durationOutOfRange(word), at: token.range)
    case nil: fail(.invalidDuration(word), at: token.range)
    }
    return nil
  }

  /// `16MiB`: 1 KiB to 1 GiB, in bytes.
  mutating func size() -> Located<Int>? {
    guard let token = number("a size") else { return nil }
    let word = text(token)
    guard let bytes = Decimals.bytes(word) else {
      fail(.invalidSize(word), at: token.range)
      return nil
    }
    let limits = 1024.0...1_073_741_824.0
    if !limits.contains(bytes) { report(.sizeOutOfRange(word), at: token.range) }
    return Located(Int(min(max(bytes, limits.lowerBound), limits.upperBound)), token.range)
  }

  /// `1.20` or `1.20+`.
  mutating func version() -> Located<VersionWanted>? {
    guard let token = number("a version") else { return nil }
    let word = text(token)
    let orNewer = word.hasSuffix("+")
    let parts = (orNewer ? word.dropLast() : word[...]).split(
      separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy(Bytes.isDigit) ? Int($0) : nil }
    guard numbers.count == parts.count else {
      fail(.invalidVersion(word), at: token.range)
      return nil
    }
    return Located(VersionWanted(numbers: numbers, orNewer: orNewer), token.range)
  }
}

/// Numbers with units, as they are written in a runbook.
enum Decimals {
  /// Digits, perhaps a point and more digits; no sign, no exponent.
  static func read(_ text: some StringProtocol) -> Double? {
    guard let first = text.utf8.first, Bytes.isDigit(first),
      text.utf8.allSatisfy({ Bytes.isDigit($0) || $0 == Bytes.dot })
    else { return nil }
    // Whole numbers are nearly all there are, and reading them as `Double` takes ten times as long.
    if text.utf8.count < 16, !text.utf8.contains(Bytes.dot) {
      return Double(text.utf8.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) })
    }
    if text.hasSuffix(".") { return nil }
    return Double(String(text))
  }

  /// A unit of duration, in nanoseconds.
  private static func duration(_ unit: Substring) -> Double? {
    switch unit {
    case "ns": 1
    case "µs", "μs", "us": 1e3
    case "ms", "msec": 1e6
    case "s", "sec": 1e9
    case "m", "min": 60e9
    case "h": 3600e9
    case "d": 86_400e9
    case "w": 604_800e9
    default: nil
    }
  }

  /// `90s`, `1.5h`, `3d4h`: numbers with units, the units falling.
  static func nanoseconds(_ text: String) -> Double? {
    var sum = 0.0
    var last = Double.infinity
    var rest = text[...]
    while !rest.isEmpty {
      let number = Substring(rest.utf8.prefix { Bytes.isDigit($0) || $0 == Bytes.dot })
      rest = rest[number.endIndex...]
      let unit = Substring(rest.utf8.prefix { !Bytes.isDigit($0) })
      rest = rest[unit.endIndex...]
      guard let value = read(number), let size = duration(unit), size < last else { return nil }
      sum += value * size
      last = size
    }
    return text.isEmpty ? nil : sum
  }

  private static let sizes: [String: Double] = [
    "": 1, "B": 1, "k": 1e3, "K": 1e3, "kB": 1e3, "KB": 1e3, "M": 1e6, "MB": 1e6, "G": 1e9, "GB": 1e9,
    "Ki": 1024, "KiB": 1024, "Mi": 1_048_576, "MiB": 1_048_576, "Gi": 1_073_741_824, "GiB": 1_073_741_824,
  ]

  /// `16MiB`, `500k`, `4096`.
  static func bytes(_ text: String) -> Double? {
    let number = Substring(text.utf8.prefix { Bytes.isDigit($0) || $0 == Bytes.dot })
    guard let value = read(number), let size = sizes[String(text[number.endIndex...])] else { return nil }
    return value * size
  }
}
