package import RunbookModel

/// What reading one file gives: its tree, the tokens it was read from, and what is wrong with it.
package struct ParsedFile: Sendable {
  package let tree: FileSyntax
  /// Every byte of the file, in order, without a gap.
  package let tokens: [Token]
  /// In the order of the file.
  package let diagnostics: [Diagnostic]

  package init(tree: FileSyntax, tokens: [Token], diagnostics: [Diagnostic]) {
    self.tree = tree
    self.tokens = tokens
    self.diagnostics = diagnostics
  }
}
