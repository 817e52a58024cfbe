package import RunbookModel

/// A word of the file (a name, a column, a tool) as it is written, and where.
package struct Spelled: Sendable, Hashable {
  package let text: String
  package let range: SourceRange

  package init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// Something that was read, and where it stands.
package struct Located<Content: Sendable>: Sendable {
  package let value: Content
  package let range: SourceRange

  package init(_ value: Content, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}
