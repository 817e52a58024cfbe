package import RunbookModel

/// `$name` or `$name.member`, in the open or inside a text.
package struct ReferenceSyntax: Sendable, Hashable {
  package let reference: VariableReference
  package let range: SourceRange

  package init(_ reference: VariableReference, _ range: SourceRange) {
    self.reference = reference
    self.range = range
  }
}

/// A text in double quotes, read both ways; the grammar's place says which one counts.
package struct StringSyntax: Sendable {
  /// With its escapes resolved and every `$` plain: titles, descriptions, names of columns and files.
  package let text: String
  /// With its escapes resolved and its `$names` to be replaced: expected values, hints, questions, arguments.
  package let template: Template
  /// The `$names` in it. They count only where the template does.
  package let references: [ReferenceSyntax]
  /// With its quotes.
  package let range: SourceRange

  package init(text: String, template: Template, references: [ReferenceSyntax] = [], range: SourceRange) {
    self.text = text
    self.template = template
    self.references = references
    self.range = range
  }
}

/// A value as it stands in the file.
package struct ValueSyntax: Sendable {
  /// A bare word of the head, of `on`, `ask` and arguments is a `.literal` too.
  package let value: Value
  /// The variables it needs.
  package let references: [ReferenceSyntax]
  package let range: SourceRange

  package init(_ value: Value, references: [ReferenceSyntax] = [], range: SourceRange) {
    self.value = value
    self.references = references
    self.range = range
  }
}
