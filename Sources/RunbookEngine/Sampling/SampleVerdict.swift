import RunbookModel

/// The verdict of a fixed sample.
enum SampleVerdict {
  /// At least `need` percent held: passed; nothing held: failed; between: flaky. Attempts that could
  /// not look are counted once as held and once as not; where that changes the answer it is unknown.
  static func of(held: Int, failed: Int, unknown: Int, need: Double) -> Verdict {
    let count = held + failed + unknown
    let best = verdict(held: held + unknown, of: count, need: need)
    return best == verdict(held: held, of: count, need: need) ? best : .unknown
  }

  private static func verdict(held: Int, of count: Int, need: Double) -> Verdict {
    // 95 % of 20 is 19, and must not become more by the way fractions are stored.
    if Double(held) * 100 >= need * Double(count) - 1e-9 * Double(count) { return .passed }
    return held == 0 ? .failed : .flaky
  }
}
