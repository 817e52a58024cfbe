import ArgumentParser
import RunbookEngine
import RunbookHistory
import RunbookLanguage
import RunbookModel
import RunbookReports

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Try runbooks on their cases, without a shell or a cluster.",
    discussion: """
      The cases of dns-broken.rb are the files dns-broken.cases/*.case beside
      it. A case says what commands answer and what must come of it:

        case "The node is not ready"
        param namespace = shop
        expect verdict problem
        expect outcome node-not-ready

        command kubectl get nodes
          output
            NAME    STATUS
            worker  NotReady

      The same engine runs, with the case in the place of the shell, and a
      clock that does not wait. A command without an answer is unknown; its
      answer is printed as it must be added. `runbook test --from RUN` makes a
      case of a recorded run. With --strict the cases must reach every outcome,
      and each expectation is taken out in turn: some case must miss it.
      --record keeps the runs of the cases in a history of their own, for `show`,
      `search` and `stats --coverage` with RUNBOOK_HISTORY=FILE.

      Exit status: 0 all pass, 1 some do not, 2 a
      runbook or a case is invalid.
      """)

  @Argument(help: "Files, or names on the search path.", completion: .runbook)
  var files: [String] = []

  @Flag(help: "Also say which outcomes and expectations no case tries, and fail.")
  var strict = false

  @Option(help: ArgumentHelp("Record the runs of the cases in this history.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Make a case of this run.", valueName: "run"))
  var from: String?

  @Option(help: "What that case is called; by default, as what the run found.")
  var name: String?

  func validate() throws {
    if from == nil, files.isEmpty { throw ValidationError("name a runbook, or a run with --from") }
    if from != nil, files.count > 1 { throw ValidationError("--from makes a case for one runbook") }
    if from != nil, strict { throw ValidationError("--from makes a case; --strict tries them all") }
    if from != nil, record != nil { throw ValidationError("--from makes a case; --record runs them") }
    if from == nil, name != nil { throw ValidationError("--name belongs to --from") }
    if let name, name.isEmpty || name.contains("/") || name.hasPrefix(".") {
      throw ValidationError("--name is the name of a file, without a folder")
    }
  }

  func run() async throws {
    if let from { return try await make(from) }
    let history = try record.map { path throws(Failure) in try HistoryFile.made(at: path) }
    var status = Output.Status.done
    for file in files {
      let tried = try await Trial(Files.find(file), recordingIn: history).run(isStrict: strict)
      if tried == .invalid || status == .done { status = tried }
    }
    history?.close()
    if status != .done { Output.exit(status) }
  }

  private func make(_ reference: String) async throws {
    let (history, id) = try HistoryFile.run(reference)
    let records = Records(history)
    let record = try HistoryFile.attempt { () throws(HistoryProblem) in try records.whole(id) }
    guard let record, record.ended != nil else {
      throw Failure("run \(id) has not come to its end, so nobody knows what is expected", status: .usage)
    }
    let source = try Files.find(files.first ?? record.started.sources.first?.name ?? record.started.runbook)
    let plan = try Runnable.plan(of: source, quiet: true)
    let arguments = try RunCommand.bound { () throws(ArgumentProblem) in
      try record.arguments(for: plan, was: StoredPlans(records.contents).plan(of: record.started))
    }
    let contents = records.contents
    let folder = Trial.folder(of: source)
    let ended = record.ended.map { $0.outcome ?? $0.verdict.rawValue } ?? ""
    let made = record.asCase(
      title: "As in run \(id): \(ended)", of: plan, arguments: arguments
    ) { contents[$0] }
    let path = "\(folder)/\(name ?? ended).case"
    try Files.create(path, in: folder, with: Array(CaseWriter.text(of: made).utf8))
    Output.print([StyledText("made ", .faint) + StyledText(path, .place)])
    let status = try await Trial(source).run(only: path)
    if status != .done { Output.exit(status) }
  }
}
