import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Share runs, labels and notes with a team by a folder.",
    discussion: """
      The folder may lie in git, on a network file system, or be copied about:
      it holds one file for each run, label and note, and no file is ever
      changed, so copies never conflict. What is missing here is imported,
      what is missing there is written; several machines may do this at once.

      runbook sync ~/team/runs --since 30d
      cd ~/team && git add -A runs && git commit -m runs && git pull && git push
      runbook sync ~/team/runs

      What was pruned here is not brought back; `runbook import FILE` does.
      """)

  @Argument(help: ArgumentHelp("The folder; made where it is missing.", valueName: "dir"))
  var folder: String

  @OptionGroup(title: "Which runs the folder is given")
  var filter: FilterOptions

  @Flag(help: "What came of it, as JSON.")
  var json = false

  func run() throws {
    let history = try HistoryFile.made()
    let (synced, running) = try HistoryFile.attempt { () throws(HistoryProblem) in
      let (runs, running) = try history.exportable(try history.runs(filter.filter()).map(\.id))
      return (try history.sync(runs, with: folder), running)
    }
    history.close()
    if json {
      var document = TransferDocument(synced.imported, synced.problems)
      document.written = synced.runs
      document.writtenAnnotations = synced.annotations
      Output.print(JSONText.pretty(document))
    } else {
      let annotations = synced.annotations > 0 ? ", and \(synced.annotations) among labels and notes" : ""
      Output.print(
        synced.imported.lines + ["\(Written.count(synced.runs, "run")) written to \(folder)\(annotations)"])
      if running > 0 { Output.print("\(Written.count(running, "run")) left out: they still run") }
    }
    TransferDocument.end(with: synced.imported.refused + synced.problems, isTold: json)
  }
}
