package import RunbookModel

/// How durations and moments are written for people.
package enum Written {
  /// `0.4s`, `12.3s`, `2m05s`, `1h02m`; milliseconds below a tenth of a second.
  package static func duration(_ milliseconds: Int) -> String {
    switch milliseconds {
    case ..<100: "\(max(0, milliseconds))ms"
    case ..<60_000: "\(milliseconds / 1000).\(milliseconds % 1000 / 100)s"
    case ..<3_600_000: "\(milliseconds / 60_000)m\(twoDigits(milliseconds / 1000 % 60))s"
    default: "\(milliseconds / 3_600_000)h\(twoDigits(milliseconds / 60_000 % 60))m"
    }
  }

  /// `2026-11-22 21:04:55`, that many seconds east of UTC.
  package static func moment(_ moment: Moment, secondsEast: Int) -> String {
    let seconds = Int(moment.milliseconds.dividedFloor(by: 1000)) + secondsEast
    let day = Int64(seconds).dividedFloor(by: 86_400)
    let second = seconds - Int(day) * 86_400
    let date = civil(day: Int(day))
    return "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day)) "
      + "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
  }

  /// How long ago a moment was, in its largest unit: `3 weeks ago`.
  package static func ago(_ moment: Moment, now: Moment) -> String {
    let minutes = now.since(moment) / 60_000
    let units = [
      ("year", 525_960), ("month", 43_830), ("week", 10_080), ("day", 1440), ("hour", 60), ("minute", 1),
    ]
    for (unit, size) in units where minutes >= size { return "\(count(minutes / size, unit)) ago" }
    return "just now"
  }

  package static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1024: "\(count) bytes"
    case ..<(1 << 20): "\(count >> 10) KiB"
    case ..<(1 << 30): "\(count >> 20) MiB"
    default: "\(count >> 30) GiB"
    }
  }

  /// At most one digit behind the point.
  package static func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(abs(tenths % 10)) %"
  }

  /// `1 run`, `2 runs`, `3 fixes`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : noun.hasSuffix("x") ? "es" : "s")"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The date of a day counted from 1970-01-01, in the proleptic Gregorian calendar
  /// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
  private static func civil(day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = Int(Int64(shifted).dividedFloor(by: 146_097))
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Int64 {
  fileprivate func dividedFloor(by divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
