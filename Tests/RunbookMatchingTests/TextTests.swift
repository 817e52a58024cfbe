import Testing

@testable import RunbookMatching

@Suite struct TextTests {
  /// Of few different bytes, so that lines are empty and pieces stand in them more than once.
  private func texts() -> [ArraySlice<UInt8>] {
    var random = SeededRandom(seed: 7)
    return (0..<2000).map { _ in
      let count = Int.random(in: 0...12, using: &random)
      let bytes = (0..<count).map { _ in [10, 97, 98].randomElement(using: &random)! as UInt8 }
      return bytes.dropFirst(Int.random(in: 0...3, using: &random))
    }
  }

  @Test func `the lines of a text are those between its line ends that are not empty`() {
    for text in texts() { #expect(Lines.all(in: text) == text.split(separator: 10)) }
  }

  @Test func `a piece is found where it first stands, in places of the whole text`() {
    let texts = texts()
    for (text, piece) in zip(texts, texts.dropFirst().map { Array($0.prefix(2)) }) {
      let first = text.indices.first { text[$0...].starts(with: piece) }
      #expect(Find.first(piece, in: text) == (piece.isEmpty ? text.startIndex : first))
      #expect(Find.contains(piece, in: text) == (piece.isEmpty || first != nil))
    }
  }
}
