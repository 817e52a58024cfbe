package import RunbookModel

/// How the count of a sample or of attempts is written.
package enum TallyText {
  /// `16/20`.
  package static func short(_ tally: Tally) -> String { "\(tally.held)/\(tally.made)" }

  /// `16 of 20 held (80 %, 95 % interval 58.4 % to 91.9 %), 1 could not look`.
  package static func long(_ tally: Tally) -> String {
    var text = "\(tally.held) of \(tally.made) held"
    let looked = tally.held + tally.failed
    if looked > 0, let low = tally.low, let high = tally.high {
      let share = Written.percent(Double(tally.held) * 100 / Double(looked))
      text += " (\(share), 95 % interval \(Written.percent(low)) to \(Written.percent(high)))"
    }
    if tally.unknown > 0 { text += ", \(tally.unknown) could not look" }
    return text
  }
}
