package import RunbookModel

/// A name where it stands in a file: its definition or one of its uses.
package struct NameUse: Sendable, Hashable {
  /// The bytes of the name alone, without `$`, braces or a member.
  package let range: SourceRange
  package let meaning: Meaning
  package let isDefinition: Bool
}

/// A place that names another file.
package struct FileLink: Sendable, Hashable {
  /// The path as it is written, with its quotes.
  package let range: SourceRange
  package let path: String
  /// Nil where there is no such file.
  package let source: SourceText?
}
