/// A point in time: milliseconds since 1970-01-01 00:00 UTC.
package struct Moment: Sendable, Hashable, Comparable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  package static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

  /// Milliseconds from the other moment to this one; negative when the clock went back.
  package func since(_ other: Moment) -> Int { Int(milliseconds - other.milliseconds) }
}

extension Duration {
  /// The whole milliseconds of this duration, rounded towards zero.
  package var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// The shortest exact writing in the runbook's own units: `200ms`, `30s`, `15m`, `1h 30m`.
  package var written: String {
    var rest = wholeMilliseconds
    if rest == 0 { return "0s" }
    var parts: [String] = []
    for (unit, size) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] {
      if rest >= size { parts.append("\(rest / size)\(unit)") }
      rest %= size
    }
    return parts.joined(separator: " ")
  }
}
