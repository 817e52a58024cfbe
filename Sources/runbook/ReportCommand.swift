import ArgumentParser
import Glibc
import RunbookHistory
import RunbookModel
import RunbookReports

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Tell of a run, for those who were not there.",
    discussion: """
      One HTML page that needs nothing else: the verdict, the way taken, what
      is different from the last healthy run, what happened when, every step
      with its evidence, what was changed, notes and labels, and the text that
      ran; and the same of the runs that this one called or led to.
      """)

  /// What is written.
  enum Form: String, EnumerableFlag {
    case markdown, junit, json, postmortem

    static func help(for form: Form) -> ArgumentHelp? {
      switch form {
      case .markdown: "Markdown, for tickets and chats."
      case .junit: "JUnit XML: a test case for each step, and one for the run."
      case .json: "JSON: what the page tells, as one document."
      case .postmortem: "A post-mortem in Markdown, begun: the timeline is filled in."
      }
    }
  }

  @Argument(help: ArgumentHelp("Which run.", valueName: "run"), completion: .run)
  var reference: String?

  @Option(
    help: ArgumentHelp("All runs of this incident instead of one run.", valueName: "id"),
    completion: .incident)
  var incident: String?

  @Flag(exclusivity: .exclusive)
  var form: Form?

  @Option(
    name: .shortAndLong,
    help: """
      The file to write; `-` is standard output. Without it a page goes to \
      standard output too, or to a file named after the run where that is a terminal.
      """, completion: .file())
  var output: String?

  @Flag(help: "Write over a file that is there.")
  var overwrite = false

  func run() throws {
    let history = try HistoryFile.existing(.reading)
    let report = try report(from: history)
    let text =
      switch form {
      case nil: HTMLReport(report).text
      case .markdown: MarkdownReport(report).text
      case .junit: JUnitReport(report).text
      case .json: ReportDocument(report).text + "\n"
      case .postmortem: PostmortemReport(report).text
      }
    guard let file = file(for: report) else { return Output.write(text, to: STDOUT_FILENO) }
    try Files.write(Array(text.utf8), to: file, overwriting: overwrite)
    Output.print([StyledText("report: ") + StyledText(file, .place)], to: STDERR_FILENO)
  }

  func validate() throws {
    if (reference == nil) == (incident == nil) {
      throw ValidationError("name a run, or an incident with --incident")
    }
  }

  private func report(from history: History) throws(Failure) -> Report {
    let reading = ReportReading(history: history)
    if let incident {
      let found = try HistoryFile.attempt { () throws(HistoryProblem) in
        try reading.report(ofIncident: incident)
      }
      if let found { return found }
      throw Failure(
        "no run is of incident `\(incident)`",
        remedy: "`runbook label RUN incident=\(incident)` puts one into it",
        status: .usage)
    }
    let reference = reference.orEmpty
    let id = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in try history.resolve(reference) }
    return try HistoryFile.attempt { () throws(HistoryProblem) in try reading.report(of: id) }
  }

  /// Nil: standard output.
  private func file(for report: Report) -> String? {
    if let output { return output == "-" ? nil : output }
    return form == nil && Output.isTerminal(STDOUT_FILENO) ? report.fileName : nil
  }
}
