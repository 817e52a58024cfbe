import ArgumentParser
import Glibc
import RunbookEngine
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back what the fixes of a run changed.",
    discussion: """
      The last change first, asking for each. What takes a fix back, and the
      values that it needs, come from the record of that run; where a cluster
      was changed, the same cluster must answer. It is recorded as a run of its
      own. What was taken back already is not taken back twice. Without a
      terminal and without --yes the changes are only listed (exit status 4).
      """)

  @Argument(help: ArgumentHelp("Which run.", valueName: "run"), completion: .run)
  var reference: String

  @Flag(name: [.long, .customLong("allow-fixes")], help: "Take everything back without asking.")
  var yes = false

  @Flag(help: "Print the changes, or the events of taking them back, as JSON.")
  var json = false

  func run() async throws {
    let (history, id) = try HistoryFile.run(reference, access: .recording)
    let summary = try HistoryFile.attempt { () throws(HistoryProblem) in try history.summary(of: id) }
    if summary.state == .running {
      throw Failure("run \(id) still runs", remedy: "wait for its end, or interrupt it", status: .usage)
    }
    let changes = try HistoryFile.attempt { () throws(HistoryProblem) in
      try RecordedChanges(of: id, in: history)
    }
    if let refusal = changes.refusal { throw Failure(refusal, status: .usage) }
    let isAllowed = yes || TerminalPerson.isThere
    if json, !isAllowed || changes.open.isEmpty {
      Output.print(JSONText.pretty(changes.open))
    } else if !json {
      Output.print(changes.lines)
    }
    if changes.open.isEmpty { return }
    // A change to a file may name it as it lay then.
    if let folder = changes.run.started?.folder, chdir(folder) != 0, changes.isLocal {
      throw Failure("`\(folder)`, where that run changed something, is not there any more", status: .usage)
    }
    guard isAllowed else {
      Output.print(
        [StyledText("nobody is there to allow it: ", .doubt) + "--yes takes it all back"], to: STDERR_FILENO)
      Glibc.exit(RunVerdict.stopped.exitStatus)
    }
    let own = try Redaction.own()
    Glibc.exit(await takeBack(changes, of: summary.incident, in: history, own).exitStatus)
  }

  private func takeBack(
    _ changes: RecordedChanges, of incident: String?, in history: History, _ own: [OwnPattern]
  ) async -> RunVerdict {
    let run = changes.run
    let plan = Plan(
      source: SourceText(name: "undo-\(run.started?.runbook ?? "")", text: changes.text),
      title: "Take back run \(run.id)", flow: [])
    var settings = Performance.settings(
      for: plan, arguments: [:], context: run.cluster?.context ?? run.started?.context)
    settings.patterns = Redaction.rules(history, own)
    settings.parent = run.id
    settings.incident = incident
    settings.consent.undo = yes
    settings.reversal = Reversal(run: run.id, changes: changes.open, cluster: run.cluster)
    return await Performance(history: history, json: json, quiet: false).run(plan, settings)
  }
}
