/// Points in time.
extension NoiseReader {
  /// `2026-11-22`, `2026-11-22T21:04:55.123Z`, `2026-11-22 21:04:55 +0000 UTC`, `2026/11/22 21:04:55`,
  /// `22/Nov/2026:21:04:55 +0000`, `22 Nov 2026 21:04:55 GMT`.
  func date(at start: Int) -> Int? {
    if digits(4, at: start), let mark = byte(at: start + 4),
      mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"),
      digits(2, at: start + 5), byte(at: start + 7) == mark, digits(2, at: start + 8)
    {
      let end = start + 10
      let isTimed =
        byte(at: end) == UInt8(ascii: "T") || byte(at: end) == UInt8(ascii: " ")
        || byte(at: end) == UInt8(ascii: "_")
      if isTimed, let end = clock(at: end + 1, isInDate: true) { return zone(behind: end) }
      // A tag of an image may be a date.
      if byte(at: start - 1) == UInt8(ascii: ":"), byte(at: start - 2).map(isAlphanumeric) ?? false {
        return nil
      }
      return byte(at: end).map(isAlphanumeric) ?? false ? nil : end
    }
    let day = skippingDigits(from: start)
    guard (1...2).contains(day - start) else { return nil }
    if byte(at: day) == UInt8(ascii: "/"), isMonth(at: day + 1), byte(at: day + 4) == UInt8(ascii: "/"),
      digits(4, at: day + 5), byte(at: day + 9) == UInt8(ascii: ":"),
      let end = clock(at: day + 10, isInDate: true)
    {
      return zone(behind: end)
    }
    guard byte(at: day) == 32 || byte(at: day) == UInt8(ascii: "-"), isMonth(at: day + 1),
      digits(4, at: day + 5)
    else { return nil }
    return clock(at: day + 10, isInDate: true).map(zone)
  }

  /// `Mon, 23 Nov 2026 03:10:11 GMT`, `Mon Nov 23 03:10:11 UTC 2026`, `Nov 23 03:10:11`.
  func writtenDate(_ word: Range<Int>) -> Int? {
    guard word.count == 3 else { return nil }
    var start = word.lowerBound
    if ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(where: { self.word(word, is: $0) }) {
      start = skippingBlanks(
        from: byte(at: word.upperBound) == UInt8(ascii: ",") ? word.upperBound + 1 : word.upperBound)
      if let end = date(at: start) { return end }
    }
    guard isMonth(at: start), isBlank(at: start + 3) else { return nil }
    let day = skippingBlanks(from: start + 3)
    let end = skippingDigits(from: day)
    guard (1...2).contains(end - day), let end = clock(at: skippingBlanks(from: end), isInDate: true) else {
      return nil
    }
    // `date` puts zone and year behind the time.
    let zone = zone(behind: end)
    return isBlank(at: zone) && digits(4, at: zone + 1) ? zone + 5 : zone
  }

  /// `21:04:55`, `21:04:55.123`, `0:04:55`; no part of a hardware address.
  func clock(at start: Int, isInDate: Bool = false) -> Int? {
    if !isInDate, byte(at: start - 1) == UInt8(ascii: ":") { return nil }
    let hour = skippingDigits(from: start)
    guard (1...2).contains(hour - start), byte(at: hour) == UInt8(ascii: ":"), digits(2, at: hour + 1),
      byte(at: hour + 3) == UInt8(ascii: ":"), digits(2, at: hour + 4)
    else { return nil }
    var end = hour + 6
    if let mark = byte(at: end), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
      digits(1, at: end + 1)
    {
      end = skippingDigits(from: end + 1)
    }
    if isInDate { return end }
    switch byte(at: end) {
    case UInt8(ascii: ":"): return nil
    case UInt8(ascii: "Z"): return end + 1
    case let next?: return isAlphanumeric(next) ? nil : end
    case nil: return end
    }
  }

  /// The end of `Z`, `+01:00`, ` +0000 UTC` or ` GMT` behind a time of day.
  private func zone(behind time: Int) -> Int {
    func offset(at start: Int) -> Int? {
      guard let sign = byte(at: start), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        digits(2, at: start + 1)
      else { return nil }
      let minutes = byte(at: start + 3) == UInt8(ascii: ":") ? start + 4 : start + 3
      return digits(2, at: minutes) ? minutes + 2 : nil
    }
    if byte(at: time) == UInt8(ascii: "Z") { return time + 1 }
    var end = offset(at: time) ?? time
    if end == time, isBlank(at: end), let behind = offset(at: end + 1) { end = behind }
    for name in ["UTC", "GMT", "CET", "CEST"] as [StaticString]
    where isBlank(at: end) && starts(with: name, at: end + 1) {
      let behind = end + 1 + name.utf8CodeUnitCount
      if !(byte(at: behind).map(isAlphanumeric) ?? false) { return behind }
    }
    return end
  }

  /// `I1122 03:04:05.678901   12345 file.go:12]`: day, time and thread; the severity stays.
  func klog(_ word: Range<Int>) -> Noise.Span? {
    let start = word.lowerBound
    guard word.count == 5, "IWEF".utf8.contains(bytes[start]), digits(4, at: start + 1),
      isBlank(at: start + 5),
      let end = clock(at: start + 6, isInDate: true)
    else { return nil }
    let thread = skippingBlanks(from: end)
    let behind = skippingDigits(from: thread)
    let hasThread = thread > end && behind > thread && isBlank(at: behind)
    return Noise.Span(range: start + 1..<(hasThread ? behind : end), rule: .moment)
  }

  /// Seconds (`1700000000`, `1700000000.123`), milli-, micro- or nanoseconds since 1970, from 2014 to 2033.
  func epoch(_ word: Range<Int>) -> Int? {
    let end = skippingDigits(from: word.lowerBound)
    let count = end - word.lowerBound
    guard bytes[word.lowerBound] == UInt8(ascii: "1"), [10, 13, 16, 19].contains(count) else { return nil }
    if end < word.upperBound {
      guard count == 10, bytes[end] == UInt8(ascii: "."), skippingDigits(from: end + 1) == word.upperBound
      else { return nil }
    }
    guard let value = number(word.lowerBound..<end),
      let second = number(word.lowerBound..<word.lowerBound + 10),
      // Whole mebibytes are a size.
      (1_400_000_000..<2_000_000_000).contains(second), value % (1 << 20) != 0
    else { return nil }
    return word.upperBound
  }

  private func isMonth(at start: Int) -> Bool {
    let months: [StaticString] = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return months.contains { starts(with: $0, at: start) }
  }
}
