import Glibc

/// Wald's sequential probability ratio test of a failure rate (A. Wald 1945), for `sample up to`.
///
/// The step needs that a share P of the attempts holds, so it allows the failure rate q = 1 − P. The
/// test weighs two hypotheses against each other: the rate is q, or it is clearly worse, namely
/// min(3q, (1 + q)/2): three times as many failures, or, where q is so large that this would near or
/// pass 1, half-way between q and 1. After each attempt the logarithm of the likelihood ratio is
/// compared with ± ln 20, and while it lies between, the next attempt is made.
///
/// The bounds: a ratio that is 20 to 1 for the wrong side comes up with a probability of at most
/// 1/20, so neither error can exceed 5 %. Wald's own approximation, ln((1 − β)/α) = ln 19, keeps
/// only their sum; in the simulation of the tests one of them came out at 5.2 % with it.
///
/// Good and bad services are told apart after few attempts, and only those near the limit take many;
/// whoever is still undecided after the last attempt is unknown, not guessed.
struct SequentialTest: Sendable {
  enum Answer: Sendable { case holds, holdsNot }

  /// The failure rates of the two hypotheses.
  let allowed: Double
  let worse: Double
  private(set) var ratio = 0.0
  private static let bound = log(20.0)

  /// With the share that must hold, in percent, below 100.
  init(need: Double) {
    precondition(need < 100, "a sequential test that allows no failure at all")
    allowed = 1 - need / 100
    worse = min(3 * allowed, (1 + allowed) / 2)
  }

  mutating func record(held: Bool) {
    ratio += held ? log((1 - worse) / (1 - allowed)) : log(worse / allowed)
  }

  var answer: Answer? {
    if allowed >= 1 { return .holds }
    if ratio >= Self.bound { return .holdsNot }
    return ratio <= -Self.bound ? .holds : nil
  }
}
