package import RunbookModel

/// The canonical layout of one file. Nothing is executed.
///
/// Only blanks, line ends and `->` change: every other token stands in the result as it stood in the file, in
/// the same order. So no comment is lost and no command's text is touched, and a layout of a layout is itself.
/// A file with syntax errors is not laid out, for its lines may not be what they seem.
package func format(_ source: SourceText) -> FormattedFile {
  let parsed = parse(source)
  let errors = parsed.diagnostics.filter { $0.severity == .error }
  return FormattedFile(source: source, bytes: errors.isEmpty ? Layout(parsed).bytes : nil, errors: errors)
}

/// What laying out one file gives.
package struct FormattedFile: Sendable {
  package let source: SourceText
  /// The text in its canonical layout; nil where the file has syntax errors.
  package let bytes: [UInt8]?
  /// The syntax errors, in the order of the file.
  package let errors: [Diagnostic]

  package var isFormatted: Bool { bytes == source.bytes }
}
