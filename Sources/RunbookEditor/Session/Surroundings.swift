package import RunbookLanguage
package import RunbookModel

/// What a session cannot know by itself.
package struct Surroundings {
  /// Reads a file as `check` does; a file has one name, an absolute path.
  package let loader: SourceLoader
  /// The runbooks in a folder, by their file names.
  package let runbooks: (_ folder: String) -> [String]
  /// The cases of a runbook by its name.
  package let cases: (_ runbook: String) -> [SourceText]
  /// The columns that the last output of a step had, of a runbook by its name.
  package let columns: (_ runbook: String, _ step: String) -> [String]
  /// What `plan` says of a step: words of the language, each with what holds.
  package let planned: (FlowNode) -> [(word: String, text: String)]
  package let version: String

  package init(
    version: String, loader: @escaping SourceLoader, runbooks: @escaping (String) -> [String],
    cases: @escaping (String) -> [SourceText] = { _ in [] },
    columns: @escaping (String, String) -> [String],
    planned: @escaping (FlowNode) -> [(word: String, text: String)]
  ) {
    self.version = version
    self.loader = loader
    self.runbooks = runbooks
    self.cases = cases
    self.columns = columns
    self.planned = planned
  }
}
