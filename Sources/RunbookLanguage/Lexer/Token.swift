package import RunbookModel

/// A piece of a file. The tokens of a file follow each other without a gap: they are the file.
package struct Token: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    /// A byte-order mark, at the start of the file only.
    case mark
    /// Blanks within a line, its indentation too.
    case blank
    /// LF or CRLF.
    case lineEnd
    /// `# …` without the blanks at its end.
    case comment
    /// A word, a name, a bare value that begins with no digit.
    case word
    /// A bare value that begins with a digit, or `-` and a digit.
    case literal
    /// `"…"`.
    case string
    /// `/…/` behind a word that takes a pattern.
    case pattern
    /// `.items[0].labels["a/b"]`.
    case path
    /// `$name`, `$name.member`.
    case variable
    case comma
    case equals
    /// `<`, `<=`, `>`, `>=`.
    case comparison
    /// `→` or `->`.
    case arrow
    /// Shell text, a line of a text block or of prose, to its end.
    case text
    /// What has no place in a line: reported.
    case invalid
  }

  package let kind: Kind
  private let first: UInt32
  private let last: UInt32

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.first = UInt32(truncatingIfNeeded: start)
    self.last = UInt32(truncatingIfNeeded: end)
  }

  package var start: Int { Int(first) }
  package var end: Int { Int(last) }
  package var range: SourceRange { SourceRange(start: start, end: end) }
}
