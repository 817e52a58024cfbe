import ArgumentParser
import Glibc
import RunbookHistory
import RunbookModel
import RunbookReports

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Answer a question in SQL about the history; it can change nothing.",
    discussion: """
      runbook sql "select runbook, count(*) from run_summary group by 1"
      runbook sql "select text from evidence_text where step = 'dns' limit 1"

      The views run_summary, step_summary and evidence_text are made for this;
      `runbook history --schema` shows them and all tables, with what each
      column means. Times are milliseconds since 1970, UTC. Ctrl-C ends a
      query; what came until then is shown.
      """)

  @Argument(help: ArgumentHelp("One statement that only reads.", valueName: "query"))
  var query: String

  @Flag(help: "As JSON: a list of objects.")
  var json = false

  @Flag(help: "As CSV, with a header.")
  var csv = false

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other") }
  }

  func run() throws {
    let history = try HistoryFile.existing(.reading)
    let signals = Signals { _, _ in history.interruptQuery() }
    var columns: [String] = []
    var rows: [[Cell]] = []
    var isFirst = true
    let asked = Result { () throws(HistoryProblem) in
      try history.query(query) {
        columns = $0
        if csv { Output.copy(CellListing.csv(columns) + "\n") }
      } take: { row in
        if csv {
          Output.copy(CellListing.csv(row) + "\n")
        } else if json {
          Output.write((isFirst ? "[" : ",\n ") + CellListing.json(columns, row), to: STDOUT_FILENO)
          isFirst = false
        } else {
          rows.append(row)
        }
        return true
      }
    }
    signals.end()
    if json, !columns.isEmpty { Output.print(isFirst ? "[]" : "]") }
    if !json, !csv, !columns.isEmpty { Output.print(CellListing.table(columns, rows)) }
    do {
      try asked.get()
    } catch {
      if error.isInterruption { Glibc.exit(RunVerdict.interrupted.exitStatus) }
      throw Failure(error.message, status: .usage)
    }
  }
}
