import RunbookCommands
import RunbookLanguage
package import RunbookModel

/// A runbook made of what a person typed, with its first case: what the commands answered this time.
package struct SessionDraft: Sendable {
  package let text: String
  package let first: Case
  package let steps: Int
  package let fixes: Int
  /// What was left out, in words.
  package let notes: [String]

  /// Each command becomes a step that expects what it showed, or a fix where it changes something. The last one of the
  /// same text counts.
  ///
  /// - Throws: why there is no runbook in it.
  package init(_ commands: [TypedCommand], title: String) throws(DraftProblem) {
    var draft = Draft(title: title)
    draft.preface = [
      "Made of a session. What each step expects is what it showed then: see whether it is what you want.",
      "Both streams of a command are one on a terminal.",
    ]
    var notes: [String] = []
    var naming = Naming()
    var typed: [String: TypedCommand] = [:]
    let home = commands.first?.folder ?? ""
    for (index, command) in commands.enumerated() {
      if let reason = Self.omission(of: command) {
        notes.append("`\(command.text.firstLine)` is left out: \(reason)")
        continue
      }
      if commands[(index + 1)...].contains(where: { $0.text == command.text && $0.folder == command.folder })
      {
        continue
      }
      let text =
        command.folder == home
        ? command.text : "cd '\(command.folder.replacing("'", with: "'\\''"))'\n" + command.text
      let words = Naming.words(of: command.text)
      var made = DraftCommand(
        name: naming.name(words), title: words.joined(separator: " "), kind: .step, text: text,
        line: index + 1)
      made.settle(CommandReading(text).effect)
      if made.kind == .step { made.expectations = Self.expectations(of: command) }
      typed[made.name] = command
      draft.items.append(.command(made))
    }
    draft.nameTools()
    draft.findOccasions()
    let checked = try CheckedDraft(draft, name: "the session")
    let made = checked.draft.items.compactMap { if case .command(let command) = $0 { command } else { nil } }
    text = checked.text
    self.notes = notes + checked.notes.map(\.text)
    fixes = made.count { if case .fix = $0.kind { true } else { false } }
    steps = made.count { $0.kind == .step }
    first = Self.firstCase(of: made, typed)
  }

  private static func firstCase(of made: [DraftCommand], _ typed: [String: TypedCommand]) -> Case {
    var first = Case(title: "As it was in the session")
    let steps = made.filter { $0.kind == .step }
    // A fix without a step before it is proposed, for nobody is there to be asked.
    first.expectations = [Case.Expected(.verdict(.healthy)), Case.Expected(.outcome("nothing-fails"))]
    first.commands = steps.compactMap { step in
      guard let command = typed[step.name] else { return nil }
      var answer = CommandAnswer()
      answer.wording = .exact(step.text)
      answer.step = step.name
      answer.ending = .exited(status: command.status)
      answer.duration = command.duration
      answer.output = CommandAnswer.Printed(command.output)
      return answer
    }
    return first
  }

  private static func expectations(of command: TypedCommand) -> [String] {
    guard
      let seen = Sighting(
        ending: .exited(status: command.status), output: command.output, stderr: [],
        duration: command.duration)
    else { return [] }
    let isClock = CommandReading(command.text).programs.contains { $0.name == "date" }
    return Proposing.once(seen, isClock: isClock)
  }

  /// Why a command is no evidence.
  private static func omission(of command: TypedCommand) -> String? {
    let words = command.text.split(whereSeparator: \.isWhitespace)
    if command.isFullScreen { return "it took the whole screen" }
    if command.status == 127 || command.status == 126 { return "the shell did not find it" }
    if command.status > 128 { return "a signal ended it" }
    if let first = words.first, aboutSession.contains(String(first)) {
      return "it is about the session only"
    }
    return nil
  }

  private static let aboutSession: Set = [
    ".", "alias", "bg", "cd", "clear", "exit", "export", "fg", "history", "jobs", "logout", "popd", "pushd",
    "set",
    "shopt", "source", "unalias", "unset",
  ]
}
