/// The 95 % score interval of a share, in percent (E. B. Wilson 1927): it keeps its promise for small
/// samples and for shares near 0 and 100, where the usual ± one gives nonsense.
package struct WilsonInterval: Sendable, Hashable {
  package let low: Double
  package let high: Double

  /// The quantile of the normal distribution that leaves 2.5 % on each side.
  private static let z = 1.959963984540054

  /// Nil where nothing was counted.
  package init?(held: Int, of count: Int) {
    guard count > 0 else { return nil }
    let n = Double(count)
    let share = Double(held) / n
    let z2 = Self.z * Self.z
    let middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    let half = Self.z * (share * (1 - share) / n + z2 / (4 * n * n)).squareRoot() / (1 + z2 / n)
    low = held == 0 ? 0 : Self.rounded(100 * (middle - half))
    high = held == count ? 100 : Self.rounded(100 * (middle + half))
  }

  /// To a hundredth of a percent.
  private static func rounded(_ percent: Double) -> Double { (percent * 100).rounded() / 100 }
}
