/// A regular expression that contents are searched with.
package final class SearchPattern {
  private let matcher: Matcher
  /// Words without which it cannot match: what an index of words can narrow down.
  package let words: [SearchWord]

  package init(_ text: String) throws(PatternProblem) {
    switch CompiledPattern.compiled(text) {
    case .success(let pattern): matcher = Matcher(pattern, nanoseconds: 60_000_000_000)
    case .failure(let problem): throw problem
    }
    words = PatternWords.needed(by: text)
  }

  /// Where it matches, in order; what took too long does not match.
  package func ranges(in text: SearchText, limit: Int = 10_000) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    _ = matcher.forEach(in: text.bytes[...]) { match in
      if !match.whole.isEmpty { ranges.append(match.whole) }
      return ranges.count < limit
    }
    return ranges
  }
}

/// Reads a pattern of PCRE2 for the words that stand in whatever it matches.
///
/// Only literal text outside of groups, alternatives and what is optional is sure to be there; and of that only what
/// is a whole word or its beginning, for an index of words cannot be asked for a word's end. Where anything is in
/// doubt, nothing is needed: then the pattern is tried on more, and still right.
enum PatternWords {
  static func needed(by pattern: String) -> [SearchWord] {
    let scalars = Array(pattern.unicodeScalars)
    var runs: [Run] = []
    var run = Run()
    var index = 0
    func finish(startsNext: Bool = false) {
      runs.append(run)
      run = Run(startIsKnown: startsNext)
    }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "|": return []
      case "(":
        if index < scalars.count, "?*".unicodeScalars.contains(scalars[index]) { return [] }
        finish()
        guard let end = end(ofGroup: index, scalars) else { return [] }
        index = end
      case "[":
        finish()
        guard let end = end(ofClass: index, scalars) else { return [] }
        index = end
      case ".", ")", "]", "}": finish()
      case "^": finish(startsNext: true)
      case "$": finish()
      case "*", "?":
        run.dropLast()
        finish()
      case "+": finish()
      case "{":
        // A number of times, perhaps none; or a brace.
        run.dropLast()
        finish()
        while index < scalars.count, scalars[index] != "}" { index += 1 }
      case "\\":
        guard index < scalars.count else { return [] }
        let escaped = scalars[index]
        index += 1
        switch escaped {
        case "b": finish(startsNext: true)
        case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "R", "N", "B", "A", "z", "Z", "n", "t", "r":
          finish()
        case _ where escaped.isASCII && !SearchWord.isLetter(UInt8(escaped.value)): run.text.append(escaped)
        default: return []
        }
      case _ where scalar.isASCII: run.text.append(scalar)
      default: finish()
      }
    }
    runs.append(run)
    return runs.flatMap(\.words)
  }

  private struct Run {
    var text: [Unicode.Scalar] = []
    /// No letter or digit stands before it.
    var startIsKnown = false

    init(startIsKnown: Bool = false) { self.startIsKnown = startIsKnown }

    /// What a quantifier behind it makes optional.
    mutating func dropLast() { if !text.isEmpty { text.removeLast() } }

    var words: [SearchWord] {
      var words: [SearchWord] = []
      var index = 0
      while index < text.count {
        guard SearchWord.isLetter(UInt8(text[index].value)) else {
          index += 1
          continue
        }
        let start = index
        while index < text.count, SearchWord.isLetter(UInt8(text[index].value)) { index += 1 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: text[start..<index])
        let isWhole = index < text.count
        if start > 0 || startIsKnown, isWhole || index - start >= 3 {
          words.append(SearchWord(String(word), isPrefix: !isWhole))
        }
      }
      return words
    }
  }

  private static func end(ofGroup start: Int, _ scalars: [Unicode.Scalar]) -> Int? {
    var depth = 1
    var index = start
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\\": index += 1
      case "[":
        guard let end = end(ofClass: index, scalars) else { return nil }
        index = end
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private static func end(ofClass start: Int, _ scalars: [Unicode.Scalar]) -> Int? {
    var index = start
    if index < scalars.count, scalars[index] == "^" { index += 1 }
    if index < scalars.count, scalars[index] == "]" { index += 1 }
    while index < scalars.count {
      switch scalars[index] {
      case "\\": index += 2
      // `[[:alpha:]]` and the like.
      case "[": return nil
      case "]": return index + 1
      default: index += 1
      }
    }
    return nil
  }
}
