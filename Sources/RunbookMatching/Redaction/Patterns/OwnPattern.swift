/// A pattern of a team's own: what is found goes, the first group of it where there is one.
package struct OwnPattern: Sendable {
  package let kind: String
  let pattern: CompiledPattern

  /// Throws why the pattern does not compile.
  package init(kind: String, pattern: String) throws(PatternProblem) {
    self.kind = kind
    self.pattern = try CompiledPattern.compiled(pattern).get()
  }

  /// Lower-case letters, digits and dashes.
  package static func isKind(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 32 && text.utf8.allSatisfy(ByteSet.kind.contains)
  }
}

/// A team's own patterns over bytes that come in pieces: a match lies within a line.
///
/// A line is looked at when its end is there. Of one that is longer than 64 KiB, so much is looked at at once, and
/// what may have begun in its last 4 KiB is looked at again with what follows; so a longer secret in a longer
/// line may be cut. A pattern that takes too long for a line removes the whole line.
struct OwnPatternStream: Sendable {
  private let rules: PatternRules
  private var line: [UInt8] = []
  private var searched = 0

  static let longest = 64 << 10
  static let overlap = 4 << 10

  init(_ rules: PatternRules) { self.rules = rules }

  mutating func push(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    line += bytes
    var start = 0
    while let end = nextEnd(from: max(start, searched)) {
      if end - start > Self.longest {
        start = redactPart(from: start, to: &output)
      } else {
        output += redacted(line[start..<end], isOpen: false).0
        start = end
      }
      searched = start
    }
    while line.count - start > Self.longest { start = redactPart(from: start, to: &output) }
    line.removeFirst(start)
    searched = line.count
    return output
  }

  mutating func finish() -> [UInt8] {
    var output: [UInt8] = []
    var start = 0
    while line.count - start > Self.longest { start = redactPart(from: start, to: &output) }
    output += redacted(line[start...], isOpen: false).0
    line = []
    return output
  }

  /// Behind the next end of a line.
  private func nextEnd(from start: Int) -> Int? {
    line.withUnsafeBufferPointer { bytes in
      bytes[start...].firstIndex(of: 10).map { $0 + 1 }
    }
  }

  /// The first part of a line that is too long, and where the rest of it begins.
  private func redactPart(from start: Int, to output: inout [UInt8]) -> Int {
    let (bytes, end) = redacted(line[start..<start + Self.longest], isOpen: true)
    output += bytes
    return end
  }

  /// What is left of some bytes; of open ones only what surely belongs to no match that begins in them.
  private func redacted(_ bytes: ArraySlice<UInt8>, isOpen: Bool) -> ([UInt8], end: Int) {
    if bytes.isEmpty { return ([], bytes.endIndex) }
    let sure = isOpen ? bytes.endIndex - Self.overlap : bytes.endIndex
    var end = sure
    var places = Pseudonym.places(in: Array(bytes)).map {
      (range: $0.lowerBound + bytes.startIndex..<$0.upperBound + bytes.startIndex, kind: String?.none)
    }
    if let cut = places.first(where: { $0.range.contains(end) }) { end = cut.range.lowerBound }
    let old = places.count
    for own in rules.own {
      let problem = Matcher(own.pattern).forEach(in: bytes) { match in
        let found = match.found
        guard !found.isEmpty, found.lowerBound < sure else { return found.isEmpty }
        if match.whole.upperBound > sure { end = max(end, min(found.upperBound, bytes.endIndex)) }
        places.append((found, own.kind))
        return true
      }
      if problem != nil { places.append((bytes.startIndex..<lineEnd(bytes), own.kind)) }
    }
    guard places.count > old else { return (Array(bytes[..<end]), end) }
    return (replaced(bytes[..<max(end, sure)], places), max(end, sure))
  }

  private func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.last == 10 ? bytes.endIndex - 1 : bytes.endIndex
  }

  /// Pseudonyms stay what they are, the earlier and then the longer match wins, and nothing goes twice.
  private func replaced(
    _ bytes: ArraySlice<UInt8>, _ places: [(range: Range<Int>, kind: String?)]
  ) -> [UInt8] {
    let kept = places.filter { $0.kind == nil }.map(\.range)
    var parts: [(range: Range<Int>, kind: String)] = []
    for place in places {
      guard let kind = place.kind else { continue }
      var start = place.range.lowerBound
      for stays in kept where stays.overlaps(place.range) {
        if start < stays.lowerBound { parts.append((start..<stays.lowerBound, kind)) }
        start = max(start, stays.upperBound)
      }
      if start < place.range.upperBound { parts.append((start..<place.range.upperBound, kind)) }
    }
    parts.sort { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
    var output: [UInt8] = []
    var position = bytes.startIndex
    for part in parts {
      let range = max(part.range.lowerBound, position)..<max(part.range.upperBound, position)
      if range.isEmpty || range.lowerBound >= bytes.endIndex { continue }
      let end = min(range.upperBound, bytes.endIndex)
      output += bytes[position..<range.lowerBound]
      output += Pseudonym.of(part.kind, bytes[range.lowerBound..<end], key: rules.key)
      rules.finds?.note(
        Array(bytes[range.lowerBound..<end]),
        as: Pseudonym.of(part.kind, bytes[range.lowerBound..<end], key: rules.key))
      position = end
    }
    return output + bytes[position...]
  }
}

extension OwnPattern {
  /// A mistake in a file of patterns.
  package struct Mistake: Error, Sendable, Hashable {
    /// From 1.
    package let line: Int
    package let message: String
    package let remedy: String
  }

  /// The patterns of a file: `kind /pattern/` a line; a line that begins with `#`, or with nothing, says nothing.
  package static func read(_ bytes: [UInt8]) -> Result<[OwnPattern], Mistake> {
    var patterns: [OwnPattern] = []
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = trimmed(line)
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let text = String(decoding: line, as: UTF8.self)
      let kind = text.prefix { $0 != " " && $0 != "\t" }
      let rest = text[kind.endIndex...].drop { $0 == " " || $0 == "\t" }
      func mistake(_ message: String, _ remedy: String) -> Result<[OwnPattern], Mistake> {
        .failure(Mistake(line: index + 1, message: message, remedy: remedy))
      }
      guard isKind(String(kind)) else {
        return mistake(
          "`\(kind)` is no kind",
          "a line is `kind /pattern/`; a kind has lower-case letters, digits and dashes")
      }
      guard let pattern = unquoted(String(rest)) else {
        return mistake(
          "a pattern between slashes is missing", "a line is `kind /pattern/`; a slash in it is written `\\/`"
        )
      }
      do throws(PatternProblem) {
        patterns.append(try OwnPattern(kind: String(kind), pattern: pattern))
      } catch {
        return mistake(
          "the pattern does not compile: \(error.message) at character \(error.offset + 1)",
          "patterns are PCRE2")
      }
    }
    return .success(patterns)
  }

  /// What stands between its slashes, with `\/` as a slash; nil where there are none.
  package static func unquoted(_ text: String) -> String? {
    guard text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/"), !text.hasSuffix("\\/") else {
      return nil
    }
    var pattern = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if isEscaped {
        pattern += character == "/" ? "/" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "/" {
        return nil
      } else {
        pattern.append(character)
      }
    }
    return pattern
  }
}
