import RunbookLanguage
import RunbookModel

/// What stands before a place on its line, and around it.
struct Typing {
  let offset: Int
  /// The word that is being written, `$` included; without the quote of a file.
  let begun: String
  /// The words before it on the line: a text in quotes and a pattern are one, a comma is one.
  let words: [String]
  /// Within a text in quotes.
  let isQuoted: Bool
  /// The word that begins the block around, and the step whose block it is.
  let parent: String?
  let step: String?
  /// In shell text, prose or a comment.
  let isVerbatim: Bool

  /// The first word of the line.
  var first: String? { words.first }
  /// The word before it on the line; `"` within a string; nil at the beginning.
  var last: String? { isQuoted ? "\"" : words.last }
  var hasArrow: Bool { words.contains("→") || words.contains("->") }

  init(_ survey: Survey, at offset: Int) {
    self.offset = offset
    let bytes = survey.source.bytes
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let before = String(decoding: bytes[start..<offset], as: UTF8.self)
    let ends: (Character) -> Bool = { $0 == " " || $0 == "\"" || $0 == "," || $0 == "=" || $0 == "{" }
    let tail = before.split(whereSeparator: ends).last.map(String.init) ?? ""
    let word = before.last.map(ends) ?? true ? "" : tail
    // In shell text a variable may stand right behind anything.
    begun =
      word.contains("$")
      ? "$" + (word.split(separator: "$", omittingEmptySubsequences: false).last ?? "") : word
    (words, isQuoted) = Self.words(before.dropLast(word.count))
    let indent = before.prefix { $0 == " " }.count
    (parent, step) = Self.block(bytes[..<start], below: words.isEmpty && word.isEmpty ? before.count : indent)
    // The first word of a line there is prose only until it is a clause.
    let mayBeClause = words.isEmpty && (parent == "outcome" || parent == "manual")
    isVerbatim = survey.parsed.tokens.contains {
      ($0.kind == .text && !mayBeClause || $0.kind == .comment) && $0.start < offset && offset <= $0.end
    }
  }

  private static func words(_ text: Substring) -> (words: [String], isQuoted: Bool) {
    var words: [String] = []
    var word = ""
    var closing: Character?
    for character in text {
      if let end = closing {
        word.append(character)
        if character == end { closing = nil }
      } else if character == " " || character == "," {
        if !word.isEmpty { words.append(word) }
        if character == "," { words.append(",") }
        word = ""
      } else {
        if character == "\"" || character == "/" && word.isEmpty { closing = character }
        word.append(character)
      }
    }
    return (word.isEmpty ? words : words + [word], closing == "\"")
  }

  /// The first line above that is less deep, and the step around it.
  private static func block(_ above: ArraySlice<UInt8>, below indent: Int) -> (parent: String?, step: String?)
  {
    guard indent > 0 else { return (nil, nil) }
    for line in above.split(separator: UInt8(ascii: "\n")).reversed() {
      let depth = line.prefix { $0 == UInt8(ascii: " ") }.count
      let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
      guard depth < indent, let first = words.first, !first.hasPrefix("#") else { continue }
      let isStep = ["step", "fix", "start"].contains(first)
      return (first, isStep && words.count > 1 ? words[1] : nil)
    }
    return (nil, nil)
  }
}
