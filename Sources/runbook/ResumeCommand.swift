import ArgumentParser
import Glibc
import RunbookEngine
import RunbookHistory
import RunbookMatching
import RunbookModel

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run that did not come to its end.",
    discussion: """
      A new run, which takes over what the old one has settled, with what it
      captured, and goes on at the step that did not finish. Of a run that was
      cut (interrupted, killed, stopped) every settled step is taken over; of
      one that ended with a problem, or inconclusive, those that passed. A
      step whose cleanup has run is run again. $run stays what it was.
      """)

  @Argument(help: ArgumentHelp("Which run; see `runbook help show`.", valueName: "run"), completion: .run)
  var reference: String

  @Flag(help: "Though the runbook has changed: take over the steps that still ask the same.")
  var withNewText = false

  @OptionGroup(title: "Consent") var consent: ConsentOptions

  @Flag(help: "Print the events as JSON, one a line.")
  var json = false

  @Flag(help: "Show only the end.")
  var quiet = false

  func run() async throws {
    let (history, id) = try HistoryFile.run(reference, access: .recording)
    let events = try HistoryFile.attempt { () throws(HistoryProblem) in try history.events(of: id) }
    guard case .runStarted(let started)? = events.first?.fact else {
      throw Failure("the record of run \(id) has no beginning")
    }
    try refuse(id, started, history)
    try enterFolder(of: started, id)
    let plan = try Runnable.plan(of: try source(of: started), quiet: quiet)
    let rules = Redaction.rules(history, try Redaction.own())
    let changed = changes(in: plan, since: started, rules)
    if !changed.isEmpty, !withNewText {
      throw Failure(
        "run \(id) cannot be resumed: \(changed.joined(separator: ", ")) changed since",
        remedy: "--with-new-text takes over the steps that still ask the same", status: .usage)
    }
    var resumption = Resumption(of: id, events: events) { (try? history.events(of: $0)) ?? [] }
    resumption.isNewText = !changed.isEmpty
    var settings = Performance.settings(
      for: plan, arguments: try arguments(of: started, id, for: plan), context: started.context)
    settings.patterns = rules
    settings.from = started.from
    settings.consent = try consent.consent(for: plan)
    settings.parent = started.parent
    settings.resumption = resumption
    settings.incident = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.summary(of: id).incident
    }
    let performance = Performance(history: history, json: json, quiet: quiet)
    Glibc.exit(await performance.run(plan, settings).exitStatus)
  }

  /// Runs that cannot be gone on with.
  private func refuse(_ id: String, _ started: RunStarted, _ history: History) throws(Failure) {
    let (summary, next) = try HistoryFile.attempt { () throws(HistoryProblem) in
      (try history.summary(of: id), try history.resumption(of: id))
    }
    func refused(_ reason: String, _ remedy: String) -> Failure {
      Failure("run \(id) cannot be resumed: \(reason)", remedy: remedy, status: .usage)
    }
    if let next {
      let state = next.state == .running ? " and still runs" : ""
      throw refused("run \(next.id) went on from it\(state)", "resume that one, or show it")
    }
    if summary.state == .running { throw refused("it still runs", "wait for its end") }
    if summary.verdict == .healthy { throw refused("it ended healthy", "`runbook run` runs it again") }
    if started.contexts != nil {
      throw refused("it is one in several contexts", "resume the runs below it, each by itself")
    }
    if started.undoes != nil { throw refused("it took another run back", "`runbook undo` goes on with that") }
    if started.only != nil { throw refused("it was to run one step only", "`runbook run` runs it again") }
    if let parent = started.parent, started.call != nil {
      throw refused("run \(parent) called it", "`runbook resume \(parent)` goes on with both")
    }
  }

  /// Its commands ran there, and its files are named from there.
  private func enterFolder(of started: RunStarted, _ id: String) throws(Failure) {
    guard let folder = started.folder, chdir(folder) != 0 else { return }
    throw Failure(
      "run \(id) cannot be resumed: it ran in `\(folder)`, which is not there any more",
      remedy: "`runbook run` runs it again", status: .usage)
  }

  /// The file that ran, where it was; else by its name on the search path.
  private func source(of started: RunStarted) throws(Failure) -> SourceText {
    if let name = started.sources.first?.name, Files.isFile(name) { return try Files.source(name) }
    return try Files.find(started.runbook)
  }

  /// The files whose text is not among those that ran.
  private func changes(in plan: Plan, since started: RunStarted, _ rules: PatternRules) -> [String] {
    let ran = Set(started.sources.map(\.text.digest))
    let now = [plan.source] + plan.used
    let changed = now.filter { !ran.contains(Digest(of: Redactor(rules: rules).redact($0.bytes))) }.map {
      "`\($0.name)`"
    }
    return changed.isEmpty && now.count != ran.count ? ["what it uses"] : changed
  }

  /// The values of its parameters; one that held a secret is not in the record.
  private func arguments(
    of started: RunStarted, _ id: String, for plan: Plan
  ) throws(Failure) -> [String: VariableValue] {
    for (name, value) in started.parameters.sorted(by: { $0.key < $1.key }) {
      if Redactor.isRedacted(value.written) {
        throw Failure(
          "run \(id) cannot be resumed: parameter `\(name)` held a secret, and no record keeps those",
          remedy: "`runbook run` runs it again", status: .usage)
      }
    }
    let known = Set(plan.parameters.map(\.name))
    do {
      return try bind(values: started.parameters.filter { known.contains($0.key) }, to: plan)
    } catch {
      throw Failure(
        "run \(id) cannot be resumed: \(error.message)", remedy: error.help, status: .usage)
    }
  }
}
