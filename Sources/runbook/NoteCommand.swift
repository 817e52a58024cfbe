import ArgumentParser
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Add a note to a run or a step, or list them.",
    discussion: """
      runbook note last "conntrack was full on two nodes"
      runbook note last dns "slow since the upgrade"   on a step
      runbook note last - < finding.txt                from standard input
      runbook note last                                lists what is there
      runbook note last --remove 3f2a                  by its id or the beginning of it

      A note carries its author, host and time, and is never changed.
      """)

  @Argument(help: ArgumentHelp("Which run; see `runbook help show`.", valueName: "run"), completion: .run)
  var reference: String

  @Argument(
    help: ArgumentHelp("The text, or `-`; a step first, where it is about a step.", valueName: "text"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Remove this note instead.", valueName: "id"))
  var remove: String?

  @Flag(help: "The notes that are there then, as JSON.")
  var json = false

  func validate() throws {
    if words.count > 2 { throw ValidationError("a note is one text: put it in quotes") }
    if remove != nil, !words.isEmpty { throw ValidationError("--remove takes no text") }
  }

  func run() throws {
    let isChange = remove != nil || !words.isEmpty
    let (history, id) = try HistoryFile.run(reference, access: isChange ? .recording : .reading)
    let redactor = try isChange ? Redaction.redactor(history) : nil
    let text = try words.last.map(Self.text).map { redactor?.redact($0) ?? $0 }
    let notes = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in
      if let remove {
        let note = try history.removeNote(remove, of: id)
        if !json { Output.print("note \(note.id) is removed") }
      }
      if let text {
        let note = try history.note(
          text, on: id, step: words.count == 2 ? words[0] : nil, author: Environment.user,
          host: Environment.host)
        if !json { Output.print("note \(note.id)") }
      }
      return try history.notes(of: id)
    }
    if json { return Output.print(JSONText.pretty(notes)) }
    if isChange { return }
    if notes.isEmpty { return Output.print("run \(id) has no note") }
    Output.print(AnnotationView(labels: [], notes: notes, secondsEast: Environment.secondsEast).lines)
  }

  /// As it is given, or from standard input where it is `-`; without the line ends behind it.
  private static func text(_ word: String) throws(Failure) -> String {
    guard word == "-" else { return word }
    let given = try Files.given(word)
    guard let text = String(validating: given.bytes, as: UTF8.self) else {
      throw Failure("what comes from standard input is no text in UTF-8", status: .usage)
    }
    return String(text.reversed().drop { $0.isNewline }.reversed())
  }
}
