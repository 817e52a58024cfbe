import RunbookCommands
import RunbookMatching
import RunbookModel

/// Puts a draft together while a page is read from its top to its end.
struct PageReading {
  private(set) var draft: Draft
  private(set) var notes: [PageDraft.Note] = []
  private var placeholders = Placeholders()
  private var naming = Naming()
  private var heading: String?
  private var hasTitle = false
  /// Prose that belongs to what follows.
  private var prose: [String] = []
  /// A block that is no shell text, which the next command may want as its input.
  private var document: PageBlock?
  /// What a block sets for others.
  private let shared: Set<String>
  /// No key is needed: what it hides is only looked for, and kept out of titles and names.
  private let secrets = Redactor(rules: PatternRules(key: []))

  init(name: String, title: String, shared: Set<String> = []) {
    self.shared = shared
    draft = Draft(title: title)
    draft.preface = [
      "Made of \(name.split(separator: "/").last.map(String.init) ?? name).",
      "Give each step what it shall `expect`, and say where `fails` leads.",
    ]
  }

  mutating func read(_ block: PageBlock) {
    switch block.kind {
    case .heading(let level): begin(block, level)
    case .prose(let codes): read(block, codes: codes.filter { CommandSplitter.isCommand($0) })
    case .code(let language): read(block, language: language)
    case .markup:
      if !block.text.hasPrefix("<!--") { note(block.line, "HTML is not taken") }
    case .unread(let what): note(block.line, "\(what) is not taken")
    case .unclosed: note(block.line, "this block of code has no end, so all below it counts as code")
    }
  }

  mutating func finish() {
    settleProse()
    draft.params = placeholders.params.map { name, written, standard in
      let standard = standard.map { DraftText.quoted($0) }
      return (
        name, standard ?? (["namespace", "ns"].contains(name) ? "default" : nil), "`\(written)` on the page"
      )
    }
    draft.nameTools()
    draft.findOccasions()
  }

  private mutating func begin(_ block: PageBlock, _ level: Int) {
    settleProse()
    if level == 1, !hasTitle, !block.text.isEmpty {
      draft.title = Naming.title(block.text)
      hasTitle = true
      return
    }
    heading = block.text
    draft.items.append(.heading(block.text))
  }

  private mutating func read(_ block: PageBlock, codes: [String]) {
    // In its own hint a command need not be repeated.
    let text = codes.reduce(block.text) { $0.replacing("`\($1)`", with: "this") }
    if text != "this" { prose.append(text) }
    for code in codes {
      add(PageCommand(text: code, line: block.line), lead: block.lead, isAlone: codes.count == 1)
    }
  }

  private mutating func read(_ block: PageBlock, language: String) {
    guard let splitter = CommandSplitter(block.text, language: language, line: block.line, shared: shared)
    else {
      settleDocument()
      document = block
      return
    }
    for command in splitter.commands { add(command, lead: nil, isAlone: splitter.commands.count == 1) }
  }

  private mutating func add(_ command: PageCommand, lead: String?, isAlone: Bool) {
    var filled = placeholders.fill(command.text)
    var (capture, name): (String?, String?)
    if let set = SoleAssignment(filled), shared.contains(set.name) {
      switch set.value {
      case .literal(let value): return placeholders.set(set.name, to: value)
      case .output(let inner): filled = String(inner.trimmingPrefix { $0.isWhitespace })
      case .text(let value) where placeholders.set(set.name, like: value): return
      case .text(let value):
        filled = "printf '%s\\n' " + (value.contains { "\"'\\".contains($0) } ? value : "\"\(value)\"")
      }
      capture = placeholders.capture(set.name)
      if case .text = set.value { name = set.name }
    }
    let shown = secrets.redact(filled)
    if shown != filled {
      note(command.line, "this command holds what looks like a secret: declare it with `secret`")
    }
    var words = name.map { [$0] } ?? Naming.words(of: shown)
    let short = words.joined(separator: " ")
    if let title = command.title, Naming.isKeyword(words.first) {
      words = title.split(separator: " ").map(String.init)
    }
    let isTitled = lead != nil
    var lead = lead
    if lead == nil, command.title == nil, let said = prose.last, said.hasSuffix(":"), said.count <= 60 {
      lead = said
      prose.removeLast()
    }
    if !isTitled, heading == nil, draft.items.isEmpty {
      draft.about += prose
      prose = []
    }
    var made = DraftCommand(
      name: naming.name(words), title: title(of: command, lead, short, isAlone),
      kind: .step,
      text: filled, line: command.line)
    made.capture = capture
    takeDocument(into: &made)
    if let reason = Endless.needsPerson(made.text) {
      made.kind = .remark(reason)
      note(command.line, "`\(made.firstLine)` is left as a remark: \(reason)")
    } else {
      made.settle(CommandReading(made.text).effect)
    }
    made.isEndless = Endless.isEndless(made.text)
    takeProse(into: &made)
    if !command.output.isEmpty {
      made.remarks.append("On the page it printed:")
      made.output = command.output
    }
    draft.items.append(.command(made))
  }

  private func title(of command: PageCommand, _ lead: String?, _ short: String, _ isAlone: Bool) -> String {
    if let title = command.title { return Naming.title(title) }
    guard let heading else { return lead.map(Naming.title) ?? short }
    if lead == nil, isAlone { return Naming.title(heading) }
    let both = "\(Naming.title(heading))\(heading.hasSuffix("?") ? "" : ":") \(lead ?? short)"
    return both.count <= 60 ? Naming.title(both) : lead.map(Naming.title) ?? short
  }

  /// A file that the page shows, and whose name the command is given, is its standard input.
  private mutating func takeDocument(into command: inout DraftCommand) {
    guard let document else { return }
    var words = command.text.split(separator: " ", omittingEmptySubsequences: false)
    guard let option = words.firstIndex(where: { $0 == "-f" || $0 == "--filename" }),
      option + 1 < words.count,
      !words[option + 1].contains("/"), !words[option + 1].contains("$"), !document.text.contains("$")
    else { return settleDocument() }
    self.document = nil
    words[option + 1] = "-"
    command.text = words.joined(separator: " ")
    command.stdin = document.text.split(separator: "\n").joined(separator: "\n")
  }

  private mutating func settleDocument() {
    guard let block = document, case .code(let language) = block.kind else { return }
    document = nil
    let name = language.isEmpty ? "text" : language
    let said = prose.flatMap { DraftText.wrapped($0) }
    prose = []
    let lines = block.text.split(separator: "\n").map { "  " + $0 }
    draft.items.append(.verbatim(said + ["The page has this \(name) here:"] + lines))
    note(block.line, "a block of \(name) is left as a remark")
  }

  /// What is said before a command: in its hint where it is short, else above it.
  private mutating func takeProse(into command: inout DraftCommand) {
    if prose.count == 1, prose[0].count <= 160 {
      command.hint = prose[0]
    } else {
      command.remarks = prose + command.remarks
    }
    prose = []
  }

  /// Prose that no command follows: about the runbook where none came before it.
  private mutating func settleProse() {
    settleDocument()
    defer { prose = [] }
    guard !prose.isEmpty else { return }
    if draft.items.isEmpty { draft.about += prose } else { draft.items.append(.remark(prose)) }
  }

  mutating func note(_ line: Int, _ text: String) {
    notes.append(PageDraft.Note(line: line, text: text))
  }
}
