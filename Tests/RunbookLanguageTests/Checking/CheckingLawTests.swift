import RunbookLanguage
import RunbookModel
import Testing

/// What holds for every source, right or wrong.
@Suite struct CheckingLawTests {
  static var sources: [SourceText] {
    CheckingGoldenTests.names.compactMap { try? CheckingGoldenTests.source($0 + ".rb") }
      + ParsingLawTests.sources
      + ExampleTests.files.compactMap { try? ExampleTests.source($0) }
  }

  @Test(arguments: 0..<8) func `a source with a mistake in it is checked to its end, and twice alike`(
    seed: Int
  ) {
    for source in Self.sources where !source.bytes.isEmpty {
      var random = Lehmer(seed: UInt64(seed * 104729 + source.bytes.count))
      let mutated = SourceText(name: source.name, bytes: mutatedLines(source.bytes, &random))
      let first = check(mutated, loader: ExampleTests.load)
      let second = check(mutated, loader: ExampleTests.load)
      #expect(first.diagnostics == second.diagnostics, "\(source.name) with seed \(seed)")
      #expect((first.plan == nil) == !first.errors.isEmpty, "\(source.name) with seed \(seed)")
      for diagnostic in first.diagnostics where diagnostic.mark.place.file == source.name {
        #expect(diagnostic.mark.place.range.end <= mutated.bytes.count, "\(source.name) with seed \(seed)")
      }
    }
  }

  /// Mutations that keep most lines readable, so that the passes behind the parser have something to do.
  private func mutatedLines(_ bytes: [UInt8], _ random: inout Lehmer) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    for _ in 0...random.below(4) {
      let a = random.below(lines.count)
      let b = random.below(lines.count)
      switch random.below(5) {
      case 0: lines.swapAt(a, b)
      case 1: lines.remove(at: a)
      case 2: lines.insert(lines[a], at: b)
      case 3: if !lines[a].isEmpty { lines[a].remove(at: random.below(lines[a].count)) }
      default: if !lines[a].isEmpty { lines[a][random.below(lines[a].count)] = UInt8(97 + random.below(26)) }
      }
      if lines.isEmpty { lines = [[]] }
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
