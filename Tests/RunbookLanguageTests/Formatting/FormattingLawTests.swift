import Foundation
import Laws
import RunbookLanguage
import RunbookModel
import Testing

/// What holds for every source that can be read, however it is laid out.
@Suite struct FormattingLawTests {
  /// Every runbook of this repository, those with mistakes too, and every one that a page shows.
  static let sources: [SourceText] = {
    let files =
      FileManager.default.enumerator(atPath: ExampleTests.root.path)?.compactMap { $0 as? String } ?? []
    let runbooks = files.filter { $0.hasSuffix(".rb") && !$0.hasPrefix(".build") }.sorted()
    return runbooks.compactMap { try? ExampleTests.source($0) } + Pages.runbooks
  }()

  @Test func `every file that can be read obeys the laws, and no other is touched`() {
    #expect(Self.sources.count > 40)
    for source in Self.sources {
      let isReadable = !parse(source).diagnostics.contains { $0.severity == .error }
      #expect((format(source).bytes != nil) == isReadable, "\(source.name)")
      if isReadable { #expect(brokenLaw(source) == nil, "\(source.name)") }
    }
  }

  /// A thousand in all, besides those that no longer can be read.
  @Test(arguments: 0..<10) func `mutated files obey the laws`(part: Int) {
    var formatted = 0
    for seed in (part * 1000)..<(part * 1000 + 1000) where formatted < 100 {
      let source = Self.sources[seed % Self.sources.count]
      var random = Lehmer(seed: UInt64(seed) * 7919)
      let mutated = SourceText(name: source.name, bytes: mutatedLayout(source.bytes, &random))
      guard format(mutated).bytes != nil else { continue }
      formatted += 1
      #expect(brokenLaw(mutated) == nil, "\(source.name) with seed \(seed)")
    }
    #expect(formatted == 100)
  }

  private func brokenLaw(_ source: SourceText) -> String? {
    format(source).bytes.map { LanguageLaws.brokenLayout(parse(source), $0) } ?? "it is formatted"
  }

  /// Mutations that most files survive: blanks, blank lines, comments, line ends; and now and then any byte.
  private func mutatedLayout(_ bytes: [UInt8], _ random: inout Lehmer) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    for _ in 0...random.below(6) {
      let a = random.below(lines.count)
      let blanks = lines[a].indices.filter { lines[a][$0] == UInt8(ascii: " ") }
      let blank = blanks.isEmpty ? nil : blanks[random.below(blanks.count)]
      let indentation = [UInt8](repeating: UInt8(ascii: " "), count: random.below(8))
      switch random.below(12) {
      case 0, 1: if let blank { lines[a].insert(contentsOf: indentation, at: blank) }
      case 2: if let blank { lines[a].remove(at: blank) }
      case 3: if let blank { lines[a][blank] = UInt8(ascii: "\t") }
      case 4, 5: lines.insert(contentsOf: [[], indentation].prefix(1 + random.below(2)), at: a)
      case 6, 7: lines.insert(indentation + Array("# inserted \(a)".utf8), at: a)
      case 8: lines[a] += indentation + Array("# beside \(a)\r".utf8.prefix(9 + random.below(6)))
      case 9: lines[a] = Array(String(decoding: lines[a], as: UTF8.self).replacing("→", with: "->").utf8)
      case 10: lines.swapAt(a, random.below(lines.count))
      default: if !lines[a].isEmpty { lines[a][random.below(lines[a].count)] = UInt8(32 + random.below(95)) }
      }
    }
    let ends = [[UInt8(ascii: "\n")], Array("\r\n".utf8)]
    var result = Array(lines.joined(separator: ends[random.below(4) / 3]))
    if random.below(4) == 0 { result = Array("\u{FEFF}".utf8) + result }
    if random.below(4) == 0 { while result.last == UInt8(ascii: "\n") { result.removeLast() } }
    return result
  }
}
