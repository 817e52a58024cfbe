import RunbookCommands
import RunbookLanguage
package import RunbookModel

/// A runbook made of a page of a wiki, and what a person should know about how it was made.
package struct PageDraft: Sendable {
  /// Passes the checker, in the canonical layout.
  package let text: String
  package let steps: Int
  package let fixes: Int
  /// What was not taken as it stands, by the page's line.
  package let notes: [Note]

  package struct Note: Sendable, Hashable {
    package let line: Int
    package let text: String
  }

  /// Reads a page.
  ///
  /// Its headings and the words in bold become titles, the prose around a command its hint or a remark, each command a
  /// step, or a fix where it changes something. What the page leaves open becomes a parameter. Nothing is lost
  /// silently: what cannot be a step stays in the text as a remark, or is noted.
  ///
  /// - Throws: why the page holds no runbook.
  package init(page: SourceText, title: String) throws(DraftProblem) {
    guard let markdown = String(validating: page.bytes, as: UTF8.self), !markdown.contains("\0") else {
      throw .noText(page.name)
    }
    let plain = PlainText(markdown)
    let blocks = MarkdownReader(plain.text).blocks
    var reader = PageReading(name: page.name, title: title, shared: SharedNames(blocks).names)
    if let line = plain.firstLeftOut { reader.note(line, "control characters are left out") }
    for block in blocks { reader.read(block) }
    reader.finish()
    let checked: CheckedDraft
    do { checked = try CheckedDraft(reader.draft, name: page.name) } catch {
      guard case .noCommand(_, let notes) = error else { throw error }
      throw .noCommand(page.name, reader.notes + notes)
    }
    let commands = checked.draft.items.compactMap {
      if case .command(let command) = $0 { command } else { nil }
    }
    text = checked.text
    fixes = commands.count { if case .fix = $0.kind { true } else { false } }
    steps = commands.count { $0.kind == .step }
    notes = (reader.notes + checked.notes).sorted { $0.line < $1.line }
  }
}

/// Why nothing could be made.
package enum DraftProblem: Error, Sendable {
  /// The page is no UTF-8 text.
  case noText(String)
  /// Nothing on the page is a command; with what was passed over.
  case noCommand(String, [PageDraft.Note])
  /// What was made does not pass the checker: our own mistake, with what it says.
  case unsound(String)

  package var message: String {
    switch self {
    case .noText(let name): "`\(name)` is no text in UTF-8"
    case .noCommand(let name, _): "there is no command in `\(name)`"
    case .unsound(let reason): "what was made of it does not pass the checker: \(reason)"
    }
  }

  package var remedy: String? {
    switch self {
    case .noText: "save the page as Markdown"
    case .noCommand: "put commands into a block that begins with ```sh"
    case .unsound: nil
    }
  }
}
