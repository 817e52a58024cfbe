import RunbookMatching

/// What can be expected of a command that was seen once, and whose output does not say whether all is well.
///
/// The first candidate that holds is meant: rows of a table, members of a document, the words that are likeliest to
/// stand there the next time, a pattern of the line in place of numbers and times, and at least that there is some
/// output. A terminal shows columns where a pipe has lines, so words never reach over wide blanks.
struct Glance {
  let candidates: [String]

  /// - Parameter isClock: the output is a time, in whatever language.
  init(_ seen: Sighting, isClock: Bool = false) {
    var found: [String] = []
    if Table(whole: seen.output[...]) != nil {
      found = ["count rows >= 1"]
    } else if seen.isDocument {
      found = Self.members(seen.output)
    } else {
      let lines = seen.lines.prefix(200).map { GlancedLine($0, isClock: isClock) }
      found = Self.words(lines) + Self.patterns(lines)
    }
    candidates = found + ["output is not empty"]
  }

  /// A member that says that all is well, else those that are there.
  private static func members(_ output: [UInt8]) -> [String] {
    guard let root = try? JSONDocument(output[...]).root else { return [] }
    if root.isArray { return ["count json .[] >= 1"] }
    let names = root.names.filter {
      $0.first?.isLetter == true && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
    let good = names.compactMap { name in
      let text = String(decoding: root[name]?.text ?? [], as: UTF8.self)
      return Candidates.good.contains(text.lowercased()) ? "json .\(name) is \(Candidates.quoted(text))" : nil
    }
    return good + names.map { "json .\($0) exists" }
  }

  /// The longest line in which nothing varies, else the longest words.
  private static func words(_ lines: [GlancedLine]) -> [String] {
    if lines.count == 1, let whole = lines[0].whole { return ["output is \(Candidates.quoted(whole))"] }
    return (longest(lines.compactMap(\.whole)) ?? longest(lines.flatMap(\.phrases))).map {
      ["output contains \(Candidates.quoted($0))"]
    } ?? []
  }

  private static func longest(_ phrases: [String]) -> String? {
    var (best, most): (String?, Int) = (nil, 4)
    for phrase in phrases {
      let letters = min(phrase.count { $0.isLetter }, 30)
      if letters > most { (best, most) = (phrase, letters) }
    }
    return best
  }

  /// Of the line in which most stays the same; of every one where they are alike.
  private static func patterns(_ lines: [GlancedLine]) -> [String] {
    let patterns = Set(lines.map(\.pattern))
    guard let best = lines.max(by: { $0.kept < $1.kept })?.pattern else { return [] }
    let quantified = lines.count == 1 ? "output" : patterns.count == 1 ? "every line" : "some line"
    return ["\(quantified) matches /\(best)/"]
  }
}

/// A line, and what in it may be another the next time.
private struct GlancedLine {
  /// All of it, where nothing varies.
  let whole: String?
  /// Words that do not vary, with one blank between them.
  let phrases: [String]
  /// Nil where it would be too long for people, or hold what no pattern should.
  let pattern: String?
  /// How many letters of the pattern stand in the line.
  let kept: Int

  init(_ text: String, isClock: Bool) {
    let bytes = Array(text.utf8)
    let noise = Noise.spans(in: bytes[...]).map(\.range)
    var (phrases, parts): ([String], [String]) = ([], [])
    var (last, kept) = (-1, 0)
    for word in text.split(whereSeparator: \.isWhitespace) {
      let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
      let range = start..<start + word.utf8.count
      let word = String(word)
      if isClock || noise.contains(where: { $0.overlaps(range) }) || Varying.mayVary(word) {
        parts.append(Varying.pattern(of: word, isClock: isClock))
      } else {
        parts.append(Varying.escaped(word))
        kept += word.count
        if let begun = phrases.last, last == start - 1, bytes[last] == 32, begun.count + word.count < 60 {
          phrases[phrases.count - 1] = begun + " " + word
        } else if word.count <= 60 {
          phrases.append(word)
        }
        last = range.upperBound
      }
    }
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    whole = phrases == [trimmed] && text.contains(trimmed) ? trimmed : nil
    self.phrases = phrases
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control || $0 == "\t" }
    let isShort = parts.count <= 16 && text.count <= 120
    let edges = (
      text.first?.isWhitespace == true ? #"\s*"# : "", text.last?.isWhitespace == true ? #"\s*"# : ""
    )
    pattern = isPlain && isShort ? "^\(edges.0)\(parts.joined(separator: #"\s+"#))\(edges.1)$" : nil
    self.kept = pattern == nil ? -1 : kept
  }
}
