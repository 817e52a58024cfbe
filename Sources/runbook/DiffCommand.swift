import ArgumentParser
import RunbookComparison
import RunbookHistory
import RunbookModel
import RunbookReports

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what is different in a run compared with another one.",
    discussion: """
      `runbook diff A B` says what is different in A compared with B: what
      stands behind `was` and `-` is of B, what stands behind `+` is of A.
      Without B it is the last run of the same runbook on the same cluster
      that was healthy before A; where there is none, the next one after it.

      Ages, times, ids and the like are no difference, and what is called
      otherwise throughout (a replaced pod, its address) is listed as
      renamed. Exit status: 0 the same, 1 different.
      """)

  @Argument(help: ArgumentHelp("Which run; named as for `runbook show`.", valueName: "a"), completion: .run)
  var reference: String

  @Argument(help: ArgumentHelp("The run to compare it with.", valueName: "b"), completion: .run)
  var other: String?

  @Flag(help: "All lines of output that differ, as they stand.")
  var raw = false

  @Flag(help: "All differences, also where one command's output has many.")
  var all = false

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let history = try HistoryFile.existing(.reading)
    let (after, before) = try sides(history)
    let content = { (digest: Digest) in try? history.content(digest) }
    if raw {
      let changes = Comparison.raw(before: before, after: after, content: content)
      Output.print(json ? [StyledText(JSONText.pretty(changes))] : RawView(changes).lines)
      Output.exit(changes.isEmpty ? .done : .no)
    }
    let comparison = Comparison(before: before, after: after, content: content)
    if json {
      Output.print(JSONText.pretty(comparison))
    } else {
      Output.print(ComparisonView(comparison, limit: all ? .max : 8).lines)
    }
    Output.finish()
    Output.exit(comparison.isSame ? .done : .no)
  }

  /// The two runs, whatever is against comparing them ending the command.
  private func sides(_ history: History) throws(Failure) -> (after: Run, before: Run) {
    let id = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in try history.resolve(reference) }
    let after = try load(id, history)
    guard let other else {
      let good = try HistoryFile.attempt { () throws(HistoryProblem) in
        try history.lastHealthy(besides: id)
      }
      guard let good else {
        let runbook = after.started?.runbook ?? ""
        throw Failure(
          "no other run of \(runbook) was healthy\(after.cluster == nil ? "" : " on this cluster"), so there is nothing to compare with",
          remedy: "`runbook diff A B` compares any two; `runbook history --runbook \(runbook)` lists them",
          status: .usage)
      }
      return (after, try load(good, history))
    }
    let otherID = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in try history.resolve(other) }
    if id == otherID { throw Failure("`\(reference)` and `\(other)` are one run: \(id)", status: .usage) }
    let before = try load(otherID, history)
    if let one = after.started?.runbook, let two = before.started?.runbook, one != two {
      throw Failure(
        "\(id) is a run of \(one), \(otherID) one of \(two)",
        remedy: "two runs of one runbook can be compared",
        status: .usage)
    }
    return (after, before)
  }

  private func load(_ id: String, _ history: History) throws(Failure) -> Run {
    let run = try HistoryFile.attempt { () throws(HistoryProblem) in try history.run(id) }
    let summary = try HistoryFile.attempt { () throws(HistoryProblem) in try history.summary(of: id) }
    if let contexts = run.started?.contexts {
      throw Failure(
        "\(id) looked at \(contexts.count) contexts and has no steps of its own",
        remedy: "compare one of the runs that `runbook show \(id.prefix(6))` lists", status: .usage)
    }
    switch summary.state {
    case .ended: break
    case .running: Output.warn("\(id) still runs: only what it has recorded so far is compared")
    case .died: Output.warn("\(id) died: only what it had recorded is compared")
    }
    return run
  }
}
