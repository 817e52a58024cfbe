package import RunbookModel

/// Draws diagnostics with the lines they speak of.
package struct DiagnosticRenderer: Sendable {
  private let sources: [String: SourceText]

  /// The sources that diagnostics may point into.
  package init(sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
  }

  package func lines(for diagnostic: Diagnostic) -> [StyledText] {
    let style: Style = diagnostic.severity == .error ? .bad : .doubt
    var head =
      StyledText(diagnostic.severity.rawValue, style) + StyledText(": \(diagnostic.message)", .strong)
    head = head.padded(to: 68) + StyledText("  " + diagnostic.code, .faint)
    var lines = [head]
    if let line = line(for: diagnostic.mark) {
      let others = diagnostic.others.compactMap { mark in self.line(for: mark).map { (mark.place.file, $0) } }
      lines += Excerpt(file: diagnostic.mark.place.file, line: line, others: others).drawn(carets: style)
    }
    if let help = diagnostic.help { lines.append(StyledText("   = help: ", .faint) + StyledText(help)) }
    return lines
  }

  /// `2 errors, 1 warning`; nil where there is nothing to count.
  package static func summary(_ diagnostics: [Diagnostic]) -> String? {
    let errors = diagnostics.count { $0.severity == .error }
    let parts = [(errors, "error"), (diagnostics.count - errors, "warning")].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : parts.map { Written.count($0.0, $0.1) }.joined(separator: ", ")
  }

  private func line(for mark: Diagnostic.Mark) -> Excerpt.Line? {
    guard let source = sources[mark.place.file] else { return nil }
    let range = mark.place.range
    let position = source.position(of: range.start)
    let lineEnd = source.lineRange(position.line).upperBound
    let marked = source.text(
      in: SourceRange(start: range.start, end: max(range.start, min(range.end, lineEnd))))
    return Excerpt.Line(
      number: position.line, text: source.line(position.line), column: position.column,
      width: DisplayWidth.of(marked), label: mark.label)
  }
}
