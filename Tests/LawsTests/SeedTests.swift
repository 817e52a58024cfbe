import Foundation
import Laws
import Testing

/// Fuzzing without a fuzzer: what it begins with, and whatever it found, obeys the laws.
@Suite struct SeedTests {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: Subject.allCases) func `every seed obeys the laws`(subject: Subject) throws {
    let judge = try subject.judge()
    let seeds = try subject.seeds(in: Self.repository)
    #expect(!seeds.isEmpty)
    for seed in seeds {
      let law = try judge(seed.bytes)
      #expect(law == nil, "\(subject.rawValue): \(seed.name)")
    }
  }
}
