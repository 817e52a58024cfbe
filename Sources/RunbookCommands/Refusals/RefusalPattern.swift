import RunbookMatching

/// A line by which a tool says that it could not look, and what that means to people.
///
/// In the pattern a `*` stands for any text, as little as possible; without one at its start the line begins with
/// the pattern, without one at its end the line ends with it. In the sentence `$1`, `$2` … are what the stars took.
struct RefusalPattern: Sendable {
  enum Scope: Sendable {
    case anywhere
    /// Only where the command goes through a pod or its logs: `exec`, `cp`, `attach`, `debug`, `logs`, `port-forward`.
    case throughPod
    /// Only where it does not: a program in the pod might print the same about the network it probes.
    case notThroughPod
  }

  /// The text between the stars.
  let pieces: [[UInt8]]
  let sentence: String?
  let scope: Scope
  /// Taken only if no other line says more.
  let isWeak: Bool

  init(_ pattern: String, _ sentence: String?, _ scope: Scope = .anywhere, isWeak: Bool = false) {
    pieces = pattern.utf8.split(separator: .star, omittingEmptySubsequences: false).map(Array.init)
    self.sentence = sentence
    self.scope = scope
    self.isWeak = isWeak
  }

  /// A line that looks like a refusal and is none: what the tool found out.
  static func evidence(_ pattern: String) -> RefusalPattern { RefusalPattern(pattern, nil) }

  /// What the stars took, or nil where the line is another one.
  func match(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    guard line.starts(with: pieces[0]) else { return nil }
    var rest = line.dropFirst(pieces[0].count)
    var taken: [ArraySlice<UInt8>] = []
    for (index, piece) in pieces.enumerated().dropFirst() {
      let isLast = index == pieces.count - 1
      // The last piece ends the line; the others stand where they come first.
      let place = isLast ? Self.placeAtEnd(of: rest, piece) : Find.first(piece, in: rest)
      guard let place else { return nil }
      taken.append(rest[rest.startIndex..<place])
      rest = rest[(place + piece.count)...]
    }
    return rest.isEmpty ? taken : nil
  }

  private static func placeAtEnd(of bytes: ArraySlice<UInt8>, _ piece: [UInt8]) -> Int? {
    bytes.count >= piece.count && bytes.suffix(piece.count).elementsEqual(piece)
      ? bytes.endIndex - piece.count : nil
  }

  /// The sentence with what the stars took; nil for what is no refusal.
  func words(_ taken: [ArraySlice<UInt8>]) -> String? {
    guard let sentence else { return nil }
    var words = ""
    var isNumber = false
    for character in sentence {
      if isNumber, let number = character.wholeNumberValue, number >= 1, number <= taken.count {
        words += Self.readable(taken[number - 1])
        isNumber = false
        continue
      }
      if isNumber { words += "$" }
      isNumber = character == "$"
      if !isNumber { words.append(character) }
    }
    return words
  }

  /// At most 160 characters, without the period or blanks at the ends.
  private static func readable(_ bytes: ArraySlice<UInt8>) -> String {
    var text = Substring(String(decoding: bytes.prefix(700), as: UTF8.self))
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return text.count > 160 ? text.prefix(157) + "…" : String(text)
  }
}
