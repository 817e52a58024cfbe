import ArgumentParser
import Glibc
import RunbookComparison
import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Show a recorded run again, or let another version of its runbook judge it.",
    discussion: """
      Shows the run as it was shown while it happened, at once, or with
      --speed 1 as it went (10: ten times as fast). Ctrl-C ends it.

      --with FILE judges that version of the runbook on what was recorded. The
      same engine runs, with the record in the place of the shell and of the
      person, and a clock that does not wait: nothing is executed, asked or
      recorded. Evidence is found by the command's text (blanks and comments
      aside), the values of its variables, its standard input, context, item
      and attempt; what was never recorded is unknown, never guessed. A
      parameter keeps the value of the run, unless that was only what the old
      text gave it. The exit status is that of the new verdict.
      """)

  @Argument(help: ArgumentHelp("Which run; see `runbook help show`.", valueName: "run"), completion: .run)
  var reference: String

  @Option(help: ArgumentHelp("As it went: so many times as fast.", valueName: "n"))
  var speed: Double?

  @Option(
    help: ArgumentHelp("Judge this version of the runbook on the record.", valueName: "file"),
    completion: .runbook)
  var with: String?

  @Flag(help: "The events as JSON, one a line; with --with, verdict and outcome then and now.")
  var json = false

  func validate() throws {
    if let speed, !(speed > 0 && speed.isFinite) { throw ValidationError("--speed is more than 0") }
    if speed != nil, with != nil { throw ValidationError("--speed and --with exclude each other") }
  }

  func run() async throws {
    let (history, id) = try HistoryFile.run(reference)
    if let with { return try judge(id, by: with, history) }
    let parts = try HistoryFile.attempt { () throws(HistoryProblem) in try RecordedShow(history).parts(of: id)
    }
    if await isInterrupted(showing: parts) { Glibc.exit(RunVerdict.interrupted.exitStatus) }
  }

  /// Shows all parts; true where a signal has ended that.
  private func isInterrupted(showing parts: [RecordedShow.Part]) async -> Bool {
    let interruption = AsyncStream.makeStream(of: Never.self)
    let signals = Signals { _, _ in interruption.continuation.finish() }
    defer { signals.end() }
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for part in parts { await Playing(part: part, speed: speed, json: json).play() }
        return false
      }
      group.addTask {
        for await _ in interruption.stream {}
        return true
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  private func judge(_ id: String, by file: String, _ history: History) throws {
    let plan = try Runnable.plan(of: Files.find(file), quiet: json)
    let records = Records(history)
    let record = try HistoryFile.attempt { () throws(HistoryProblem) in try records.records(of: [id])[id] }
    let judge = try Judge(plan: plan, records: records)
    let judged: Judge.Judged
    do throws(Judge.Refusal) {
      judged = try judge.judge(record, id)
    } catch {
      throw Failure("run \(id) cannot be judged by `\(plan.source.name)`: \(error.reason)", status: .usage)
    }
    if json {
      Output.print(JSONText.pretty(RejudgementDocument(judged.rejudgement)))
    } else {
      var view = NestedView()
      Output.print(judged.events.flatMap { view.apply($0) })
      if let record, let (before, after) = judge.runs(record, judged.events) {
        Output.print(RejudgementView(judged.rejudgement).lines(before: before, after: after))
      }
    }
    Glibc.exit(judged.rejudgement.after.verdict.exitStatus)
  }
}
