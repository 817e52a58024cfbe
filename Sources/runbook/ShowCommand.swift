import ArgumentParser
import Glibc
import RunbookHistory
import RunbookModel
import RunbookReports

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run as it looked, or one step with all its evidence.",
    discussion: """
      A run is named by the beginning of its id, `last`, `good` (the last
      healthy one, runs of --only and --from left out), a runbook's NAME,
      `NAME~2` (two before its last), or `NAME@good`.
      """)

  @Argument(help: ArgumentHelp("Which run.", valueName: "run"), completion: .run)
  var reference: String

  @Argument(
    help: "A step of it; a cleanup or a question of the engine goes by its name too.",
    completion: .stepOfRun)
  var step: String?

  @Flag(help: "The events with their output, as JSON.")
  var json = false

  func run() throws {
    let (history, id) = try HistoryFile.run(reference)
    let (summary, events) = try HistoryFile.attempt { () throws(HistoryProblem) in
      (try history.summary(of: id), try history.events(of: id))
    }
    let contents = Contents(history)
    if let step { return try show(step, of: id, summary, events, contents) }
    if json { return Output.print(RunDocument(summary: summary, events: events.map(contents.filled)).text) }
    let above = try self.above(summary, history)
    var view = LiveView(run: id, hasParent: above != nil)
    for event in events {
      let lines = view.apply(contents.filled(event))
      if case .runEnded = event.fact { try showContexts(of: view.run, history) }
      Output.print(lines)
      if case .runStarted = event.fact, let above { Output.print([above]) }
    }
    if view.run.end == nil { try showContexts(of: view.run, history) }
    if summary.state != .ended {
      let state =
        summary.state == .running
        ? "still running"
        : "the record ends here: the run died, or its history could not be written any more"
      Output.print(view.unfinished + ["", StyledText(state, .doubt)])
    }
    let annotations = AnnotationView(
      labels: summary.labels, notes: summary.notes, secondsEast: Environment.secondsEast)
    if !annotations.isEmpty { Output.print([""] + annotations.lines) }
  }

  /// Which run in several contexts it belongs to; nil where it belongs to none.
  private func above(_ summary: RunSummary, _ history: History) throws -> StyledText? {
    guard let parent = summary.parent,
      case .runStarted(let started)? = try? history.events(of: parent).first?.fact, started.contexts != nil
    else { return nil }
    return StyledText("  one of several contexts: ", .faint)
      + StyledText("runbook show \(parent.prefix(6))", .place)
  }

  /// The runs of a run over several contexts, side by side.
  private func showContexts(of run: Run, _ history: History) throws {
    guard let contexts = run.started?.contexts else { return }
    var table = ContextTable(run: run.id, contexts: contexts)
    let events = try HistoryFile.attempt { () throws(HistoryProblem) in
      var events: [RunEvent] = []
      var parents = [run.id]
      while let parent = parents.popLast() {
        for child in try history.runs(HistoryFilter(parent: parent)) {
          events += try history.events(of: child.id)
          parents.append(child.id)
        }
      }
      return events
    }
    let sorted = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    Output.print(sorted.flatMap { table.apply($0.element) })
    let isTerminal = Output.isTerminal(STDOUT_FILENO)
    Output.print(table.lines(columns: isTerminal ? Terminal().size.columns - 1 : .max, rows: .max))
  }

  private func show(
    _ step: String, of id: String, _ summary: RunSummary, _ events: [RunEvent], _ contents: Contents
  ) throws {
    let view = StepView(run: Run(id: id, events: events)) { contents[$0] }
    guard view.names.contains(step) else {
      let nearest = Spelling.nearest(to: step, in: view.names)
      throw Failure(
        "run \(id) has no step `\(step)`",
        remedy: nearest.map { "did you mean `\($0)`?" } ?? "it has " + view.names.joined(separator: ", "),
        status: .usage)
    }
    if json {
      let own = events.filter { $0.fact.concerns(step) }
      return Output.print(RunDocument(summary: summary, events: own.map(contents.filled)).text)
    }
    Output.print(view.lines(for: step))
    let annotations = AnnotationView(
      labels: summary.labels.filter { $0.step == step }, notes: summary.notes.filter { $0.step == step },
      secondsEast: Environment.secondsEast)
    if !annotations.isEmpty { Output.print([""] + annotations.lines) }
  }
}
