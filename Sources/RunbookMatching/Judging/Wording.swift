import RunbookModel

/// How values and counts are written for a person.
enum Wording {
  /// A line or a value in at most 240 characters, control characters left out.
  static func clipped(_ bytes: ArraySlice<UInt8>, limit: Int = 240) -> String {
    var start = bytes.startIndex
    while start < bytes.endIndex, bytes[start] == 10 { start += 1 }
    let part = bytes[start...].prefix(limit * 4)
    let text = String(decoding: part, as: UTF8.self).unicodeScalars.map {
      $0.value < 32 || $0.value == 127 ? " " : Character($0)
    }
    let isWhole = part.count == bytes[start...].count && text.count <= limit
    return isWhole ? String(text) : String(text.prefix(limit - 1)) + "…"
  }

  /// A value inside a sentence: numbers bare, texts in quotes, long ones by their first line.
  static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    let text = trimmed(bytes)
    if text.isEmpty { return bytes.isEmpty ? "empty text" : "only blanks" }
    if let end = text.firstIndex(of: 10) {
      let lines = 1 + text.count { $0 == 10 }
      return
        "\"\(clipped(trimmed(text[..<end]), limit: 80))\" and \(lines - 1) more \(lines == 2 ? "line" : "lines")"
    }
    let isBare =
      text.count <= 40 && (isDigit(text.first!) || text.first == UInt8(ascii: "-")) && !text.contains(32)
    return isBare ? String(decoding: text, as: UTF8.self) : "\"\(clipped(bytes, limit: 120))\""
  }

  static func code(_ bytes: ArraySlice<UInt8>) -> String { "`\(clipped(trimmed(bytes), limit: 80))`" }

  /// `1 row`, `3 rows`.
  static func count(_ count: Int, _ noun: Selection.Noun) -> String { "\(count) \(plural(noun, count))" }

  static func plural(_ noun: Selection.Noun, _ count: Int) -> String {
    switch (noun, count) {
    case (_, 1): noun.rawValue
    case (.match, _): "matches"
    case (.row, _), (.line, _), (.value, _), (.item, _): noun.rawValue + "s"
    }
  }

  /// `"a", "b" and 3 more`.
  static func list(_ texts: [ArraySlice<UInt8>]) -> String {
    let shown = texts.prefix(4).map { quoted($0) }.joined(separator: ", ")
    return texts.count > 4 ? "\(shown) and \(texts.count - 4) more" : shown
  }

  static func quantifier(_ quantifier: Expectation.Quantifier) -> String {
    switch quantifier {
    case .every: "every"
    case .some: "some"
    case .no: "no"
    case .atLeast(let count): "at least \(count)"
    case .atMost(let count): "at most \(count)"
    case .exactly(let count): "exactly \(count)"
    }
  }

  static func duration(milliseconds: Int) -> String {
    DurationUnit.write(ExactNumber(Int128(milliseconds), exponent: 6))
  }
}
