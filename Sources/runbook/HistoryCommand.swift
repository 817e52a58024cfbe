import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what ran, the newest first.",
    discussion: """
      All that is given must hold. `runbook show RUN` shows one of them.

      The file itself: --schema tells its tables and views, --check reads all
      of it (exit status 1 where something is amiss), and --recover saves what
      can be read of a damaged one into a new file and leaves it alone.
      """)

  @OptionGroup(title: "Which runs")
  var filter: FilterOptions

  @Option(help: "At most so many.")
  var limit = 50

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  @Flag(help: "As JSON.")
  var json = false

  @Flag(help: "The tables, indexes and views of the file, with what each column means.")
  var schema = false

  @Flag(help: "Whether the file, the log and all that follows from it are sound.")
  var check = false

  @Option(help: ArgumentHelp("Save what can be read of a damaged history.", valueName: "new file"))
  var recover: String?

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    if schema {
      return Output.print(try HistoryFile.attempt { () throws(HistoryProblem) in try History.schema() })
    }
    if let recover { return try save(into: recover) }
    guard let history = try HistoryFile.open() else {
      return json
        ? Output.print("[]")
        : Output.print("nothing has run yet: \(Environment.historyPath ?? "there is no home") does not exist")
    }
    if check { return try tell(of: history) }
    try HistoryFile.attempt { () throws(HistoryProblem) in
      let runs = try history.runs(filter.filter(isTop: top, limit: limit))
      if json { return Output.print(JSONText.pretty(runs)) }
      if runs.isEmpty { return Output.print("no run is like that") }
      let listing = HistoryListing(
        runs: runs, shortest: try history.shortIDs(runs.map(\.id)),
        secondsEast: Environment.secondsEast)
      Output.print(listing.lines)
    }
  }

  private func tell(of history: History) throws {
    let soundness = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.check { ProgressLine.tell("checking", $0, $1, "run") }
    }
    for problem in soundness.problems { Output.print([StyledText("✗ ", .bad) + StyledText(problem)]) }
    let counts = [
      Written.count(soundness.runs, "run"), Written.count(soundness.events, "event"),
      Written.count(soundness.contents, "content"),
    ].joined(separator: ", ")
    if soundness.problems.isEmpty {
      return Output.print([StyledText("✓ ", .good) + StyledText("sound: \(counts)")])
    }
    Output.print("\(counts) were looked at; `runbook history --recover NEW` saves what can be read")
    Output.exit(.no)
  }

  private func save(into new: String) throws {
    guard let path = Environment.historyPath else { throw Failure("there is no home for a history") }
    let saved = try HistoryFile.attempt { () throws(HistoryProblem) in
      try Recovery(of: path, into: new) { ProgressLine.tell("reading", $0, $1, "page") }
    }
    Output.print("saved into \(new):")
    for (count, one, several) in [
      (saved.whole, "run with all its events", "runs with all their events"),
      (saved.partial, "run that ends too early", "runs that end too early"),
      (saved.events, "event", "events"), (saved.contents, "content", "contents"),
      (saved.notes, "note", "notes"), (saved.labels, "label", "labels"),
    ] where count > 0 {
      Output.print("  \(count) \(count == 1 ? one : several)")
    }
    for (count, one, several) in [
      (saved.lost, "run whose beginning is gone", "runs whose beginnings are gone"),
      (saved.missing, "content that saved runs name", "contents that saved runs name"),
    ] where count > 0 {
      Output.print([StyledText("  lost: \(count) \(count == 1 ? one : several)", .doubt)])
    }
    Output.print("\(path) was only read; to go on with the new file, put it there or set RUNBOOK_HISTORY")
  }
}

/// The history as commands that only read it see it.
enum HistoryFile {
  /// Nil where nothing was recorded yet.
  static func open() throws(Failure) -> History? {
    guard let path = Environment.historyPath, Files.exists(path) else { return nil }
    return try attempt { () throws(HistoryProblem) in try History(path: path, access: .reading) }
  }

  /// The history; where nothing was recorded yet, that is said.
  static func existing(_ access: History.Access = .recording) throws(Failure) -> History {
    guard let path = Environment.historyPath, Files.exists(path) else {
      throw Failure("nothing has run yet", remedy: "`runbook run NAME` runs and records", status: .usage)
    }
    return try attempt { () throws(HistoryProblem) in try History(path: path, access: access) }
  }

  /// The history and one run of it, which a person means by a reference.
  static func run(
    _ reference: String, access: History.Access = .reading
  ) throws(Failure) -> (history: History, id: String) {
    let history = try existing(access)
    return (history, try attempt(.usage) { () throws(HistoryProblem) in try history.resolve(reference) })
  }

  /// The history, made where there is none yet.
  static func made(at path: String? = Environment.historyPath) throws(Failure) -> History {
    guard let path else { throw Failure("there is no home for a history") }
    return try attempt { () throws(HistoryProblem) in try History(path: path) }
  }

  /// What the history cannot do ends the command with its sentence.
  static func attempt<T>(
    _ status: Output.Status = .failed, _ body: () throws(HistoryProblem) -> T
  ) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw Failure(
        error.message,
        remedy: error.isDamage
          ? "`runbook history --recover NEW` saves what can be read into a new file" : nil,
        status: status)
    }
  }
}
