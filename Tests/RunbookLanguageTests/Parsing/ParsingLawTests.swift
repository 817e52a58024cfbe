import Laws
import RunbookLanguage
import RunbookModel
import Testing

/// What holds for every source, right or wrong.
@Suite struct ParsingLawTests {
  static var sources: [SourceText] {
    ParsingGoldenTests.names.compactMap { try? ParsingGoldenTests.source($0) }
  }

  @Test func `tokens tile the source`() {
    for source in Self.sources { #expect(tiles(source), "\(source.name)") }
  }

  @Test func `a source reads the same with CRLF, with a byte-order mark and without its last line end`() {
    for source in Self.sources where !source.bytes.contains(UInt8(ascii: "\r")) {
      let text = String(decoding: source.bytes, as: UTF8.self)
      let tree = LanguageLaws.shape(of: parse(source, fault: fault).tree)
      var other = text.replacing("\n", with: "\r\n")
      if other.hasSuffix("\r\n") { other.removeLast() }
      let read = parse(SourceText(name: source.name, text: "\u{FEFF}" + other), fault: fault)
      #expect(LanguageLaws.shape(of: read.tree) == tree, "\(source.name)")
    }
  }

  /// Seeded, so that a failure can be repeated: its seed is in the comment.
  @Test(arguments: 0..<40) func `a source with a mistake in it is read to its end`(seed: Int) {
    for source in Self.sources where !source.bytes.isEmpty {
      var random = Lehmer(seed: UInt64(seed * 7919 + source.bytes.count))
      var bytes = source.bytes
      for _ in 0...random.below(3) { mutate(&bytes, &random) }
      let mutated = SourceText(name: source.name, bytes: bytes)
      #expect(tiles(mutated), "\(source.name) with seed \(seed)")
    }
  }

  @Test func `a source that is cut anywhere is read to its end`() throws {
    let source = try #require(Self.sources.first { $0.name == "everything.rb" })
    for end in stride(from: 0, to: source.bytes.count, by: 7) {
      #expect(tiles(SourceText(name: source.name, bytes: Array(source.bytes[..<end]))), "cut at \(end)")
    }
  }

  /// Also that every range lies in the file.
  private func tiles(_ source: SourceText) -> Bool {
    let read = parse(source, fault: fault)
    return LanguageLaws.brokenTiling(read) == nil
      && read.diagnostics.allSatisfy { $0.mark.place.range.end <= source.bytes.count }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Lehmer) {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    let other = random.below(bytes.count)
    let range = min(place, other)..<max(place, other)
    switch random.below(7) {
    case 0: bytes[place] ^= UInt8(1 << random.below(8))
    case 1: bytes[place] = UInt8(random.below(256))
    case 2: bytes.remove(at: place)
    case 3: bytes.removeSubrange(range.prefix(40))
    case 4: bytes.insert(contentsOf: bytes[range].prefix(200), at: place)
    case 5: bytes.removeSubrange(place...)
    default: bytes.insert(Array("\"/\\$[#\n \t→".utf8).randomElement(using: &random) ?? 0, at: place)
    }
  }
}

/// Lehmer's generator with modulus 2^31 − 1 and multiplier 48271 (Park and Miller 1993).
struct Lehmer: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed % 2_147_483_646 + 1 }

  mutating func next() -> UInt64 {
    var bits: UInt64 = 0
    for _ in 0..<3 {
      state = state * 48271 % 2_147_483_647
      bits = bits << 22 ^ state
    }
    return bits
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
