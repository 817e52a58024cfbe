package import RunbookModel

/// What reading a shell text tells; it never fails, and is tolerant of what is wrong in the text.
package struct CommandReading: Sendable {
  /// The programs it runs, in order of appearance: through pipes, lists, substitutions, `bash -c '…'`, `xargs`, `sudo` ….
  package let programs: [ProgramUse]
  /// The variables it expands, in order of appearance; what stands in single quotes is not looked into.
  package let uses: [VariableUse]
  /// Names that it sets anywhere.
  package let assigned: Set<String>
  /// What the shell would not accept: at most one, the first, for the rest is mostly its consequence.
  package let problems: [ReadingProblem]

  package init(_ text: String) {
    let tree = SyntaxTree(text)
    let variables = VariableReading(tree)
    uses = variables.uses
    assigned = variables.assigned
    problems = tree.problem.map { [$0] } ?? []
    programs = InvocationReading(tree).invocations.compactMap(\.program)
  }
}
