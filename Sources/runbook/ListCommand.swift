import ArgumentParser
import RunbookLanguage
import RunbookModel
import RunbookReports

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the runbooks at hand.",
    discussion:
      "Looks in ., ./Runbooks, $RUNBOOK_PATH, ~/.config/runbook and where runbooks were installed. The first of a name is the one that runs."
  )

  @Flag(help: "As JSON.")
  var json = false

  /// One runbook, as `--json` prints it.
  struct Entry: Encodable {
    let name: String
    let file: String
    let title: String?
    let tags: [String]
    /// False: only paths and outcomes for others to use.
    let runs: Bool
    let errors: Int
  }

  func run() throws {
    let entries = try self.entries()
    if json { return Output.print(JSONText.pretty(entries)) }
    if entries.isEmpty {
      return Output.print("no runbooks in " + Files.searchPath.joined(separator: ", "))
    }
    var table = Table("NAME", "TITLE", "FILE")
    for entry in entries {
      var title = [StyledText(entry.title ?? "")]
      if !entry.runs { title.append(StyledText("(for others to use)", .faint)) }
      if entry.errors > 0 { title.append(StyledText("(\(Written.count(entry.errors, "error")))", .bad)) }
      let shown = StyledText.joined(title.filter { !$0.pieces.isEmpty }, separator: " ")
      table.add([StyledText(entry.name, .strong), shown, StyledText(entry.file, .faint)])
    }
    Output.print(table.lines)
  }

  private func entries() throws -> [Entry] {
    var seen: Set<String> = []
    var entries: [Entry] = []
    for folder in Files.searchPath {
      for name in Files.runbooks(in: folder) where seen.insert(name).inserted {
        let file = folder == "." ? name : folder + "/" + name
        let checked = check(try Files.source(file), loader: Files.loader)
        entries.append(
          Entry(
            name: String(name.dropLast(3)), file: file, title: checked.plan?.title,
            tags: checked.plan?.tags ?? [], runs: checked.plan?.flow.isEmpty != true,
            errors: checked.errors.count))
      }
    }
    return entries
  }
}
