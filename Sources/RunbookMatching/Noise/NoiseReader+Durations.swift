/// Ages and spans of time.
extension NoiseReader {
  /// The end of a span of time that begins with this word; nil where it is none, or one that somebody set.
  func duration(_ word: Range<Int>) -> Int? {
    let end = numberEnd(word.lowerBound)
    if let slashed = slashed(from: end) { return slashed }
    let found =
      end < word.upperBound
      ? joinedUnits(word, from: end) : unit(behind: end) ?? (isUnderTimeName(word) ? end : nil)
    return found.flatMap { isSet(word.lowerBound) ? nil : $0 }
  }

  /// The index behind `12` or `12.3`.
  private func numberEnd(_ start: Int) -> Int {
    let whole = skippingDigits(from: start)
    guard byte(at: whole) == UInt8(ascii: "."), digits(1, at: whole + 1) else { return whole }
    return skippingDigits(from: whole + 1)
  }

  /// `12.3s`, `3m5s`, `2d4h`; a lone `80m` may be CPU, unless it is said or its column says that it is an age.
  private func joinedUnits(_ word: Range<Int>, from end: Int) -> Int? {
    var number = end
    var parts = 0
    var isMinutes = false
    while true {
      guard let unit = unitEnd(number) else { return nil }
      parts += 1
      isMinutes = unit == number + 1 && bytes[number] == UInt8(ascii: "m")
      if unit == word.upperBound { break }
      guard isDigit(bytes[unit]) else { return nil }
      number = numberEnd(unit)
    }
    if parts == 1, isMinutes, !isInAgeColumn(word.lowerBound), !isAgo(word) { return nil }
    return word.upperBound
  }

  /// `ns`, `us`, `µs`, `ms`, `s`, `m`, `h`, `d`, `w`, `y`.
  private func unitEnd(_ start: Int) -> Int? {
    for unit in ["ns", "us", "µs", "μs", "ms"] as [StaticString] where starts(with: unit, at: start) {
      return start + unit.utf8CodeUnitCount
    }
    return byte(at: start).flatMap { "smhdwy".utf8.contains($0) ? start + 1 : nil }
  }

  /// `5m ago`, `over 5m`, `Up 5m`.
  private func isAgo(_ word: Range<Int>) -> Bool {
    if isBlank(at: word.upperBound), starts(with: "ago", at: word.upperBound + 1) { return true }
    return joint(before: word.lowerBound) == .spaced
      && ["over", "Up", "up", "after"].contains { self.word(previous, is: $0) }
  }

  /// `0.1/0.2/0.3 ms`.
  private func slashed(from end: Int) -> Int? {
    var end = end
    var count = 1
    while byte(at: end) == UInt8(ascii: "/"), digits(1, at: end + 1) {
      end = numberEnd(end + 1)
      count += 1
    }
    return count > 2 ? unit(behind: end) : nil
  }

  /// A unit as a word of its own: `0.12 ms`, `3 msec`, `5 minutes`.
  private func unit(behind end: Int) -> Int? {
    guard byte(at: end) == 32 else { return nil }
    let start = end + 1
    var next = start
    while next < bytes.count, isAlphanumeric(bytes[next]) { next += 1 }
    let units: [StaticString] = [
      "ms", "msec", "msecs", "us", "µs", "usec", "ns", "nsec", "s", "sec", "secs", "second", "seconds", "min",
      "mins",
      "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
      "years",
    ]
    return units.contains { word(start..<next, is: $0) } ? next : nil
  }

  /// A bare number behind `time=`, `"duration": ` and the like.
  private func isUnderTimeName(_ word: Range<Int>) -> Bool {
    guard joint(before: word.lowerBound) == .assigned else { return false }
    let names: [StaticString] = [
      "time", "duration", "elapsed", "took", "latency", "uptime", "age", "rtt", "m",
    ]
    if names.contains(where: { self.word(previous, is: $0) })
      || starts(with: "time_", at: previous.lowerBound)
    {
      return true
    }
    return ["_time", "_duration", "_latency", "_ms"].contains { (ending: StaticString) in
      starts(with: ending, at: max(previous.lowerBound, previous.upperBound - ending.utf8CodeUnitCount))
    }
  }

  /// Whether the word before says that this span was set, not measured: `timeout=5s`, `ttl 30s`, `every 10s`.
  private func isSet(_ start: Int) -> Bool {
    guard joint(before: start) != .apart else { return false }
    let words: [StaticString] = [
      "timeout", "ttl", "interval", "period", "delay", "limit", "deadline", "every", "backoff", "grace",
      "expire",
      "keepalive", "refresh", "cache", "window", "lameduck", "retry", "threshold", "lease",
    ]
    return words.contains { word in
      let count = word.utf8CodeUnitCount
      guard previous.count >= count else { return false }
      return (previous.lowerBound...previous.upperBound - count).contains { from in
        (0..<count).allSatisfy { bytes[from + $0] | 0x20 == word.utf8Start[$0] }
      }
    }
  }
}
