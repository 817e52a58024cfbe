import ArgumentParser
import Glibc
import RunbookModel

/// The start of a span of time, as people say it: `7d`, `90m`, `2026-11-22`.
struct Since: ExpressibleByArgument {
  let moment: Moment

  init?(argument: String) {
    if let day = Self.day(argument) {
      moment = day
    } else if let seconds = Self.seconds(argument) {
      moment = Moment(milliseconds: (Int64(time(nil)) - seconds) * 1000)
    } else {
      return nil
    }
  }

  private static func seconds(_ text: String) -> Int64? {
    guard let match = text.wholeMatch(of: /(\d{1,6})([smhdw])/), let count = Int64(match.1) else {
      return nil
    }
    let units: [Substring: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    return units[match.2].map { count * $0 }
  }

  /// Midnight of a day, here.
  private static func day(_ text: String) -> Moment? {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/), let year = Int32(match.1),
      let month = Int32(match.2), let day = Int32(match.3), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var parts = tm()
    parts.tm_year = year - 1900
    parts.tm_mon = month - 1
    parts.tm_mday = day
    parts.tm_isdst = -1
    return Moment(milliseconds: Int64(mktime(&parts)) * 1000)
  }
}
