import RunbookModel
import Testing

@testable import RunbookEngine

struct SamplingTests {
  @Test(arguments: [
    (19, 20, 76.39, 99.11), (20, 20, 83.89, 100), (0, 20, 0, 16.11), (0, 10, 0, 27.75), (1, 2, 9.45, 90.55),
    (50, 100, 40.38, 59.62), (81, 263, 25.53, 36.62),
  ])
  func `the Wilson interval has its known values`(held: Int, count: Int, low: Double, high: Double) {
    let interval = WilsonInterval(held: held, of: count)
    #expect(interval?.low == low)
    #expect(interval?.high == high)
  }

  @Test func `nothing counted has no interval`() { #expect(WilsonInterval(held: 0, of: 0) == nil) }

  @Test func `the worse rate is three times the allowed one, or half-way to 1 where that is less`() {
    #expect(abs(SequentialTest(need: 95).worse - 0.15) < 1e-12)
    #expect(abs(SequentialTest(need: 80).worse - 0.6) < 1e-12)
    #expect(abs(SequentialTest(need: 50).worse - 0.75) < 1e-12)
  }

  @Test(arguments: [95.0, 90, 50])
  func `at both hypotheses at most 5 percent of 10,000 sequences are answered wrongly`(need: Double) {
    let limit = 200
    for isWorse in [false, true] {
      var generator = SplitMix(state: 20_260_101 &+ UInt64(need) &* 2 &+ (isWorse ? 1 : 0))
      var (wrong, undecided, attempts) = (0, 0, 0)
      for _ in 0..<10_000 {
        var test = SequentialTest(need: need)
        let rate = isWorse ? test.worse : test.allowed
        var made = 0
        while test.answer == nil, made < limit {
          test.record(held: Double.random(in: 0..<1, using: &generator) >= rate)
          made += 1
        }
        attempts += made
        switch test.answer {
        case nil: undecided += 1
        case .holds: wrong += isWorse ? 1 : 0
        case .holdsNot: wrong += isWorse ? 0 : 1
        }
      }
      let percent = Double(wrong) / 100
      print(
        "need \(need) %, failing at the \(isWorse ? "worse" : "allowed") rate: \(percent) % wrong, "
          + "\(Double(undecided) / 100) % undecided after \(limit), \(Double(attempts) / 10_000) attempts on average"
      )
      #expect(wrong <= 500)
      #expect(wrong + undecided < 10_000)
    }
  }
}

/// Steele, Lea and Flood 2014: small, seeded, and good enough to flip coins.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
