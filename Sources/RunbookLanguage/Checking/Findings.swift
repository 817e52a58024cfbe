import RunbookModel

/// What the passes find wrong in one file, in the order in which they find it.
struct Findings {
  let source: SourceText
  private(set) var list: [Diagnostic] = []

  init(_ source: SourceText) { self.source = source }

  mutating func report(_ problem: Problem, at range: SourceRange, others: [Diagnostic.Mark] = []) {
    list.append(problem.diagnostic(at: range, in: source, others: others))
  }

  /// A mark in this file.
  func mark(_ range: SourceRange, _ label: String) -> Diagnostic.Mark {
    Diagnostic.Mark(SourcePlace(file: source.name, range: range), label)
  }

  mutating func add(_ diagnostics: [Diagnostic]) { list += diagnostics }

  var hasErrors: Bool { list.contains { $0.severity == .error } }
}
