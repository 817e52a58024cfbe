import ArgumentParser
import Glibc
import RunbookDrafting
import RunbookEngine
import RunbookHistory
import RunbookLanguage
import RunbookMatching
import RunbookModel
import RunbookReports

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a runbook: with a skeleton, or with a page of the wiki.",
    discussion: """
      runbook new disk-full                  a commented skeleton
      runbook new --from wiki/dns.md         a runbook of a page's commands
      runbook new dns --from -               of a page on standard input
      runbook new dns --from-session         of what you type until you exit

      The commands of a page (Markdown) become steps, those that change something
      fixes, which ask first. Headings and words in bold become titles, what is
      said about a command its hint, and what the page leaves open (`<pod>`,
      `POD_NAME`, `{{ns}}`, `$POD`) parameters. What cannot be taken stays as a
      comment and is named with its line. Nothing is executed.

      --from-session starts your own bash. Each command that you type becomes a
      step that expects what it showed, those that change something fixes; and
      what they printed the first case, which `runbook test` tries. Secrets are
      masked as in the history.

      What is made passes `runbook check`. No file is written over.
      """)

  @Argument(help: "What it is called: the file is NAME.rb, here or in the folder that NAME begins with.")
  var name: String?

  @Option(
    help: ArgumentHelp("A page of a wiki in Markdown; `-` is standard input.", valueName: "page"),
    completion: .file(extensions: ["md", "markdown"]))
  var from: String?

  @Flag(help: "A runbook, and its first case, of what you type in a shell.")
  var fromSession = false

  func validate() throws {
    if from != nil, fromSession { throw ValidationError("--from and --from-session exclude each other") }
    if name == nil, from == nil { throw ValidationError("name the runbook") }
    if name == nil, from == "-" { throw ValidationError("name the runbook that standard input becomes") }
  }

  func run() throws {
    let path = try path()
    guard !Files.exists(path) else {
      throw Failure(
        "`\(path)` is there already", remedy: "name another one: `runbook new NAME`", status: .usage)
    }
    if fromSession { return try record(path) }
    guard let from else {
      try Files.write(Array(skeleton(title: title(path)).utf8), to: path, overwriting: false)
      Output.print([StyledText("made ", .faint) + StyledText(path, .place)])
      return Output.print(
        "It runs as it is: `runbook run \(path)`. Change it, and try `runbook check \(path)`.")
    }
    let page = try from == "-" ? Files.given(from) : Files.source(from)
    let draft: PageDraft
    do { draft = try PageDraft(page: page, title: title(path)) } catch {
      if case .noCommand(_, let notes) = error { show(notes, of: from) }
      throw Failure(error.message, remedy: error.remedy, status: .usage)
    }
    try Files.write(Array(draft.text.utf8), to: path, overwriting: false)
    show(draft.notes, of: from)
    let counts = "\(Written.count(draft.steps, "step")), \(Written.count(draft.fixes, "fix"))"
    Output.print([StyledText("made ", .faint) + StyledText(path, .place) + StyledText(": \(counts)")])
    Output.print("See what it would do: `runbook plan \(path)`.")
  }

  /// What is typed is all there is: where the runbook cannot be written, the session's files stay.
  private func record(_ path: String) throws {
    let folder = try Files.temporaryFolder()
    let isAttended = Output.isTerminal(STDIN_FILENO)
    if isAttended { Output.print("Type your commands; `exit` or Ctrl-D makes the runbook.") }
    let typed: [TypedCommand]
    do {
      let session = try TypedSession(in: folder, isAttended: isAttended)
      typed = TypedCommand.all(shown: session.shown, records: session.records)
    } catch {
      Files.remove(folder)
      throw Failure(error.message, remedy: error.remedy)
    }
    let history = (try? HistoryFile.open()) ?? nil
    let redactor = Redactor(rules: Redaction.rules(history, try Redaction.own()))
    let commands = typed.map { $0.redacted(by: redactor) }
    if !isAttended { Self.show(commands) }
    let draft: SessionDraft
    do { draft = try SessionDraft(commands, title: title(path)) } catch {
      Files.remove(folder)
      throw Failure("no command was typed that a runbook could run", status: .usage)
    }
    let name = String(path.dropLast(3))
    try Files.write(Array(draft.text.utf8), to: path, overwriting: false)
    try Files.create(
      name + ".cases/first.case", in: name + ".cases", with: Array(CaseWriter.text(of: draft.first).utf8))
    Files.remove(folder)
    for note in draft.notes { Output.print([StyledText(note, .faint)], to: STDERR_FILENO) }
    let counts = "\(Written.count(draft.steps, "step")), \(Written.count(draft.fixes, "fix"))"
    Output.print([
      StyledText("made ", .faint) + StyledText(path, .place) + StyledText(": \(counts), and a case")
    ])
    Output.print("Try it without a shell: `runbook test \(path)`.")
  }

  /// What nobody saw while it ran, as a transcript.
  private static func show(_ commands: [TypedCommand]) {
    for command in commands {
      let lines = command.output.split(separator: 10).map { StyledText(String(decoding: $0, as: UTF8.self)) }
      Output.print([StyledText("$ ", .faint) + StyledText(command.text)] + lines)
    }
  }

  private func show(_ notes: [PageDraft.Note], of page: String) {
    for note in notes {
      Output.print([StyledText("\(page):\(note.line): ", .place) + StyledText(note.text)], to: STDERR_FILENO)
    }
  }

  /// - Throws: why that is no name of a runbook.
  private func path() throws -> String {
    let given = name ?? String((from ?? "").split(separator: "/").last ?? "")
    let plain = given.hasSuffix(".rb") ? String(given.dropLast(3)) : given
    var parts = plain.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard var last = parts.popLast() else { throw ValidationError("name the runbook") }
    if name == nil { last = Self.slug(last.split(separator: ".").first.map(String.init) ?? last) }
    guard !last.isEmpty, !last.hasPrefix("."), !last.hasPrefix("-"),
      !last.unicodeScalars.contains(where: { $0.value < 33 || $0.value == 127 })
    else {
      throw Failure(
        "`\(given)` is no name for a runbook", remedy: "a name such as `dns-slow`", status: .usage)
    }
    return (parts + [last + ".rb"]).joined(separator: "/")
  }

  private static func slug(_ name: String) -> String {
    String(name.lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
      .split(separator: "-").joined(separator: "-")
  }

  /// `dns-slow` in a title's form.
  private func title(_ path: String) -> String {
    let name = path.split(separator: "/").last?.dropLast(3) ?? ""
    let words = name.map { $0 == "-" || $0 == "_" ? " " : $0 }
    return words.prefix(1).map { $0.uppercased() }.joined() + String(words.dropFirst())
  }
}

extension TypedCommand {
  fileprivate func redacted(by redactor: Redactor) -> TypedCommand {
    var redacted = self
    redacted.text = redactor.redact(text)
    redacted.output = redactor.redact(output)
    return redacted
  }
}

extension Files {
  fileprivate static func temporaryFolder() throws(Failure) -> String {
    let base = Environment["TMPDIR"] ?? "/tmp"
    var name = Array("\(base)/runbook-session.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Failure("`\(base)` cannot be written: \(reason())") }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A folder of ours, and the files in it.
  fileprivate static func remove(_ folder: String) {
    for name in names(in: folder, ending: "") { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}
