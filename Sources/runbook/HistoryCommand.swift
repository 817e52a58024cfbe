import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what ran, the newest first.",
    discussion: "All that is given must hold. `runbook show RUN` shows one of them.")

  @OptionGroup(title: "Which runs")
  var filter: FilterOptions

  @Option(help: "At most so many.")
  var limit = 50

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    guard let history = try HistoryFile.open() else {
      return json
        ? Output.print("[]")
        : Output.print("nothing has run yet: \(Environment.historyPath ?? "there is no home") does not exist")
    }
    try HistoryFile.attempt { () throws(HistoryProblem) in
      let runs = try history.runs(filter.filter(isTop: top, limit: limit))
      if json { return Output.print(JSONText.pretty(runs)) }
      if runs.isEmpty { return Output.print("no run is like that") }
      let listing = HistoryListing(
        runs: runs, shortest: try history.shortIDs(runs.map(\.id)),
        secondsEast: { Environment.secondsEast(at: $0.milliseconds / 1000) })
      Output.print(listing.lines)
    }
  }
}

/// The history as commands that only read it see it.
enum HistoryFile {
  /// Nil where nothing was recorded yet.
  static func open() throws(Failure) -> History? {
    guard let path = Environment.historyPath, Files.exists(path) else { return nil }
    return try attempt { () throws(HistoryProblem) in try History(path: path, access: .reading) }
  }

  /// The history and one run of it, which a person means by a reference; where nothing was recorded yet, that is said.
  static func run(
    _ reference: String, access: History.Access = .reading
  ) throws(Failure) -> (history: History, id: String) {
    guard let path = Environment.historyPath, Files.exists(path) else {
      throw Failure("nothing has run yet", remedy: "`runbook run NAME` runs and records", status: .usage)
    }
    let history = try attempt { () throws(HistoryProblem) in try History(path: path, access: access) }
    return (history, try attempt(.usage) { () throws(HistoryProblem) in try history.resolve(reference) })
  }

  /// What the history cannot do ends the command with its sentence.
  static func attempt<T>(
    _ status: Output.Status = .failed, _ body: () throws(HistoryProblem) -> T
  ) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw Failure(error.message, status: status)
    }
  }
}
