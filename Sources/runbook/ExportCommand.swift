import ArgumentParser
import Glibc
import RunbookHistory
import RunbookModel
import RunbookReports

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write runs to a file that `runbook import` reads anywhere.",
    discussion: """
      runbook export last -o incident.jsonl
      runbook export --incident INC-42 -o incident.jsonl
      runbook export --since 30d | gzip > runs.jsonl.gz

      With each run goes its family: what led to it, what it led to or called,
      what went on from it. The file is text, JSON by lines, with events,
      output, runbooks, labels and notes, each content once in each run, and
      with checksums; the same run is the same text everywhere. Runs that still
      run are left out.
      """)

  @Argument(
    help: ArgumentHelp("Which runs; none: all that the options want.", valueName: "run"), completion: .run)
  var references: [String] = []

  @OptionGroup(title: "Which runs")
  var filter: FilterOptions

  @Option(name: .shortAndLong, help: "Instead of standard output; written whole or not at all.")
  var output: String?

  func validate() throws {
    if !references.isEmpty, !filter.isEmpty {
      throw ValidationError("name the runs, or say which are wanted by options, not both")
    }
  }

  func run() throws {
    let history = try HistoryFile.existing(.reading)
    let wanted = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in
      references.isEmpty ? try history.runs(filter.filter()).map(\.id) : try history.resolve(references)
    }
    try HistoryFile.attempt { () throws(HistoryProblem) in
      let (runs, running) = try history.exportable(wanted)
      if let output {
        try history.export(runs, toFile: output)
        Output.print("\(Written.count(runs.count, "run")) written to \(output)")
      } else if Output.isTerminal(STDOUT_FILENO) {
        try history.export(runs) { Output.copy(String(decoding: $0, as: UTF8.self)) }
      } else {
        try history.export(runs, to: STDOUT_FILENO, named: "standard output")
      }
      if running > 0 { Output.warn("\(Written.count(running, "run")) left out: they still run") }
    }
  }
}

extension History {
  /// The whole ids of the runs that references mean.
  func resolve(_ references: [String]) throws(HistoryProblem) -> [String] {
    var ids: [String] = []
    for reference in references { ids.append(try resolve(reference)) }
    return ids
  }
}
