package import RunbookModel

/// Reads one file. Never fails: what cannot be read is reported, and the rest is read.
package func parse(_ source: SourceText, fault: @escaping PatternCheck = { _ in nil }) -> ParsedFile {
  var parser = Parser(source, fault: fault)
  parser.lexer.checkEncoding()
  let tree = parser.file()
  let diagnostics = parser.lexer.diagnostics.enumerated().sorted {
    ($0.element.mark.place.range.start, $0.offset) < ($1.element.mark.place.range.start, $1.offset)
  }
  return ParsedFile(tree: tree, tokens: parser.lexer.tokens, diagnostics: diagnostics.map(\.element))
}
