import Foundation

/// Random, and the same again: `SEED=… swift test` repeats what a failing test has printed.
enum Seed {
  static let number =
    ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? .random(in: 0...999_999)

  /// SplitMix64 (Steele, Lea and Flood, 2014); each test begins at the seed.
  struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  static func generator(_ test: String = #function) -> Generator {
    print("\(test): SEED=\(number)")
    return Generator(number)
  }
}
