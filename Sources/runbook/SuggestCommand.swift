import ArgumentParser
import RunbookDrafting
import RunbookHistory
import RunbookModel
import RunbookReports

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Propose expectations that held in every healthy run.",
    discussion: """
      What the steps of a runbook printed in the healthy runs of the history is
      looked through for what always held: states, counts, single values, lines.
      First come expectations that do not hold in runs that found a problem, for
      they tell one from the other. They are ready to be pasted into the step.
      Nothing is proposed about what the step already selects, nor about ages,
      addresses, ids and the like.

      Runs in which the step had another command, or whose evidence is cut or
      pruned, are left out and counted.
      """)

  @Argument(help: "A runbook: a file, or a name on the search path.", completion: .runbook)
  var runbook: String

  @Argument(help: "Only this step.", completion: .step)
  var step: String?

  @Option(help: "Runs on this kubeconfig context.", completion: .recordedContext)
  var context: String?

  @Option(help: "Runs since so long ago (90m, 12h, 7d) or since a day (2026-11-22).")
  var since: Since?

  @Option(help: "Look at so many of the newest runs.")
  var limit = 200

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    let source = try Files.find(runbook)
    let plan = try Runnable.plan(of: source, quiet: true)
    let starts = Set(plan.starts.map(\.step.name))
    let steps = plan.steps.filter {
      $0.command != nil && $0.place.file == source.name && !starts.contains($0.name)
    }
    if let step, !steps.contains(where: { $0.name == step }) {
      throw Failure(
        "`\(source.name)` has no step `\(step)` that runs a command",
        remedy: Spelling.nearest(to: step, in: steps.map(\.name)).map { "did you mean `\($0)`?" },
        status: .usage)
    }
    guard let history = try HistoryFile.open() else { throw none(plan.name) }
    let runs = try HistoryFile.attempt { () throws(HistoryProblem) in
      let wanted = HistoryFilter(runbook: plan.name, context: context, since: since?.moment, limit: limit)
      return try Sightings(runs: history.runs(wanted), history: history)
    }
    if runs.healthy == 0 { throw none(plan.name) }
    let wanted = steps.filter { step == nil || $0.name == step }
    let suggestions = wanted.map { runs.suggestion(for: $0) }
    if json { return Output.print(JSONText.pretty(suggestions)) }
    Output.print(lines(suggestions.filter { !$0.proposals.isEmpty || step != nil }, of: source, runs, wanted))
  }

  private func none(_ name: String) -> Failure {
    Failure(
      "no healthy run of `\(name)` is recorded",
      remedy: "suggestions come from what is normal: run it when all is well",
      status: .no)
  }

  private func lines(
    _ suggestions: [Suggestion], of source: SourceText, _ runs: Sightings, _ steps: [Step]
  ) -> [StyledText] {
    var lines: [StyledText] = []
    if runs.healthy < 3 {
      let count = runs.healthy == 1 ? "one healthy run" : "two healthy runs"
      lines += [StyledText("Only \(count): what always held there may be chance.", .doubt), StyledText("")]
    }
    for suggestion in suggestions {
      guard let step = steps.first(where: { $0.name == suggestion.step }) else { continue }
      let place = source.position(of: step.place.range.start)
      let indent = String(repeating: " ", count: source.line(place.line).prefix { $0 == " " }.count + 2)
      lines.append(
        StyledText("step \(suggestion.step)  ", .strong) + StyledText("\(source.name):\(place.line)", .place))
      lines += suggestion.remarks.map { StyledText(indent + "(\($0))", .faint) }
      for proposal in suggestion.proposals {
        lines.append(StyledText("\(indent)# \(proposal.comment)", .faint))
        lines.append(StyledText("\(indent)expect \(proposal.expectation)"))
      }
      lines.append(StyledText(""))
    }
    return lines.isEmpty || suggestions.isEmpty
      ? lines + [StyledText("nothing to propose: what always held is expected already, or says little")]
      : Array(lines.dropLast())
  }
}

extension Plan {
  /// What it starts in the background, which expects nothing.
  fileprivate var starts: [Start] {
    (flow + paths.values.flatMap(\.flow)).compactMap { node in
      if case .start(let start) = node { start } else { nil }
    }
  }
}
