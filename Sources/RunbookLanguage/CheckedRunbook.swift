package import RunbookModel

/// What checking a runbook gives: its plan, or what is wrong with it.
package struct CheckedRunbook: Sendable {
  /// Nil when there is any error.
  package let plan: Plan?
  /// Of the file itself in the order of its lines, then the errors of the files that it reaches.
  package let diagnostics: [Diagnostic]
  /// Every text that took part: the file itself first. Places in diagnostics name one of them.
  package let sources: [SourceText]

  package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
  package var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }
}

/// Why a file that a runbook names cannot be had.
package struct LoadProblem: Error, Sendable {
  /// In a few words, without the path: `no such file`.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// Gives the text of a file: `path` as it is written in the file `from`. One file has one name, however it is reached.
package typealias SourceLoader =
  @Sendable (_ path: String, _ from: SourceText) throws(LoadProblem) -> SourceText

/// Reads and checks a runbook and every file that it can reach. Nothing is executed.
package func check(_ source: SourceText, loader: @escaping SourceLoader) -> CheckedRunbook {
  let files = ReachedFiles(loader: loader)
  let file = files.runbook(source)
  return CheckedRunbook(plan: file.plan?.plan, diagnostics: file.diagnostics, sources: files.sources)
}
