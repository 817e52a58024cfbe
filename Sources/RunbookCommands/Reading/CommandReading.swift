package import RunbookModel

/// What reading a shell text tells; it never fails, and is tolerant of what is wrong in the text.
package struct CommandReading: Sendable {
  /// The programs it runs, in order of appearance: through pipes, lists, substitutions, `bash -c '…'`, `xargs`, `sudo` ….
  package private(set) var programs: [ProgramUse] = []
  /// The variables it expands, in order of appearance; what stands in single quotes is not looked into.
  package private(set) var uses: [VariableUse] = []
  /// Names that it sets anywhere.
  package private(set) var assigned: Set<String> = []
  package private(set) var problems: [ReadingProblem] = []

  package init(_ text: String) {}
}
