package import RunbookModel

/// Text that the language does not look into: shell text, `about`, `stdin`, prose.
///
/// A block's indentation is cut and its line ends are LF, so `lines` keeps where each line came from.
package struct TextSyntax: Sendable {
  /// As it counts: without the indentation of the first line, without blank lines at the end.
  package let text: String
  /// From the first byte of the text to its last.
  package let range: SourceRange
  /// For each line of `text`, the bytes of the file that it is.
  package let lines: [SourceRange]
  /// It stands in an indented block, not behind its word.
  package let isBlock: Bool

  package init(text: String, range: SourceRange, lines: [SourceRange], isBlock: Bool) {
    self.text = text
    self.range = range
    self.lines = lines
    self.isBlock = isBlock
  }

  /// Where in the file a byte of `text` stands.
  package func sourceOffset(of offset: Int) -> Int {
    var rest = offset
    for line in lines {
      let length = line.end - line.start
      if rest <= length { return line.start + rest }
      rest -= length + 1
    }
    return range.end
  }

  /// Where in the file a range of bytes of `text` stands; cut at the end of its first line, as a caret is.
  package func sourceRange(of bytes: Range<Int>) -> SourceRange {
    let start = sourceOffset(of: bytes.lowerBound)
    let end = max(start, sourceOffset(of: bytes.upperBound))
    let line = lines.first { $0.start <= start && start <= $0.end }
    return SourceRange(start: start, end: min(end, max(start, line?.end ?? end)))
  }
}

/// Text of a block in which `$names` are replaced: `stdin`.
package struct TemplateTextSyntax: Sendable {
  package let text: TextSyntax
  package let template: Template
  package let references: [ReferenceSyntax]

  package init(text: TextSyntax, template: Template, references: [ReferenceSyntax]) {
    self.text = text
    self.template = template
    self.references = references
  }
}
