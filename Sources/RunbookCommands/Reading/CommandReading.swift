package import RunbookModel

/// What reading a shell text tells; it never fails, and is tolerant of what is wrong in the text.
package struct CommandReading: Sendable {
  /// The programs it runs, in order of appearance: through pipes, lists, substitutions, `bash -c '…'`, `xargs`, `sudo` ….
  package let programs: [ProgramUse]
  /// The variables it expands, in order of appearance; what stands in single quotes is not looked into.
  package let uses: [VariableUse]
  /// Names that it sets anywhere.
  package let assigned: Set<String>
  /// Values that become part of a text that is read as code.
  package let inserted: [InsertedValue]
  /// What the shell would not accept: at most one, the first, for the rest is mostly its consequence.
  package let problems: [ReadingProblem]
  /// What it does to the world.
  package let effect: CommandEffect

  /// - Parameter stdin: what the runbook gives it on its standard input.
  package init(_ text: String, stdin: Template? = nil) {
    let tree = SyntaxTree(text)
    let variables = VariableReading(tree)
    uses = variables.uses
    assigned = variables.assigned
    problems = tree.problem.map { [$0] } ?? []
    let invocations = InvocationReading(tree, input: stdin.map { .text($0.shellText()) } ?? .nothing)
    programs = invocations.invocations.compactMap(\.program)
    inserted = InsertedValues(invocations).values
    let found = EffectReading(invocations).effect()
    effect =
      found.map { whole($0, variables.uses) } ?? CommandEffect(.read, program: "", reason: "", range: 0..<0)
  }
}

extension Template {
  /// The text with a hole for each variable whose value is not given; its places mean nothing.
  func shellText(_ values: [String: String] = [:]) -> ShellText {
    var bytes: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): bytes += text.utf8
      case .variable(let reference):
        if let value = reference.member == nil ? values[reference.name] : nil {
          bytes += value.utf8
        } else {
          bytes.append(
            reference.name == "run" && reference.member == nil ? ShellText.runMark : ShellText.hole)
        }
      }
    }
    return ShellText(bytes)
  }
}

/// Where a value decides that is filled in, its whole expansion is the place.
private func whole(_ effect: CommandEffect, _ uses: [VariableUse]) -> CommandEffect {
  guard effect.program.isEmpty, let use = uses.first(where: { $0.range.contains(effect.range.lowerBound) })
  else { return effect }
  return CommandEffect(effect.effect, program: "", reason: effect.reason, range: use.range)
}
