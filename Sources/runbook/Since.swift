import ArgumentParser
import Glibc
import RunbookMatching
import RunbookModel

/// The start of a span of time, as people say it: `7d`, `90m`, `2026-11-22`.
struct Since: ExpressibleByArgument {
  let moment: Moment

  init?(argument: String) {
    if let day = Self.day(argument) {
      moment = day
    } else if let length = milliseconds(ofDuration: argument) {
      moment = Moment(milliseconds: Int64(time(nil)) * 1000 - Int64(length))
    } else {
      return nil
    }
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
