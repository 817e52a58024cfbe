package import RunbookModel

/// What every statement has: the word that begins it, its extent and the comments around it.
package struct LineSyntax: Sendable {
  /// The word that begins the statement (`step`, `expect`, `→`), as it should have been spelled.
  package let word: Spelled
  /// From the first to the last byte of the statement's own line, without a comment beside it.
  package let range: SourceRange
  /// With the block under it.
  package let whole: SourceRange
  package let comments: Comments

  package init(word: Spelled, range: SourceRange, whole: SourceRange, comments: Comments = Comments()) {
    self.word = word
    self.range = range
    self.whole = whole
    self.comments = comments
  }
}

/// The comments that belong to one statement, so that it can be moved or laid out anew with them.
package struct Comments: Sendable {
  /// Lines of their own above the statement.
  package let before: [Comment]
  /// Behind the statement, on its line.
  package let beside: Comment?
  /// Lines of their own at the end of the statement's block, with nothing more in the block to stand above.
  package let after: [Comment]
  /// A blank line stands right above the statement, under the comments `before` it.
  package let hasBlankLineAbove: Bool

  package init(
    before: [Comment] = [], beside: Comment? = nil, after: [Comment] = [], hasBlankLineAbove: Bool = false
  ) {
    self.before = before
    self.beside = beside
    self.after = after
    self.hasBlankLineAbove = hasBlankLineAbove
  }
}

/// `# …` to the end of its line.
package struct Comment: Sendable, Hashable {
  /// With its `#`, without the blanks at its end.
  package let range: SourceRange
  /// A blank line stands above it.
  package let hasBlankLineAbove: Bool

  package init(range: SourceRange, hasBlankLineAbove: Bool = false) {
    self.range = range
    self.hasBlankLineAbove = hasBlankLineAbove
  }
}
