package import RunbookModel

/// The coded form of a diagnostic for `check --json`: one object a line.
package enum DiagnosticLine {
  private struct Line: Encodable {
    struct Place: Encodable {
      let file: String
      let line: Int
      let column: Int
      let endLine: Int
      let endColumn: Int
      let label: String
    }

    let severity: Diagnostic.Severity
    let code: String
    let message: String
    let help: String?
    let place: Place?
    let others: [Place]
  }

  /// - Parameter sources: the texts that the diagnostic may point into.
  package static func text(_ diagnostic: Diagnostic, _ sources: [SourceText]) -> String {
    func place(_ mark: Diagnostic.Mark) -> Line.Place? {
      guard let source = sources.first(where: { $0.name == mark.place.file }) else { return nil }
      let start = source.position(of: mark.place.range.start)
      let end = source.position(of: mark.place.range.end)
      return Line.Place(
        file: source.name, line: start.line, column: start.column, endLine: end.line, endColumn: end.column,
        label: mark.label)
    }
    let line = Line(
      severity: diagnostic.severity, code: diagnostic.code, message: diagnostic.message,
      help: diagnostic.help,
      place: place(diagnostic.mark), others: diagnostic.others.compactMap(place))
    return JSONText.text(line, JSONText.encoder())
  }
}
