package import RunbookModel

/// Reads one file. Never fails: what cannot be read is reported, and the rest is read.
package func parse(_ source: SourceText) -> ParsedFile {
  let tree = FileSyntax(
    source: source, title: nil, head: [], flow: [], declarations: [], finally: [], after: [])
  return ParsedFile(tree: tree, tokens: [], diagnostics: [])
}
