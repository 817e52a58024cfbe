import ArgumentParser
import Glibc
import RunbookComparison
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Find past runs that were like a run, and what came of them.",
    discussion: """
      runbook similar last
      runbook similar dns-broken --since 90d --label truth

      Compared is what people would tell of a run: its outcomes, which steps did
      not pass, what they found or why they could not look, and where that led.
      Ages, addresses, numbers and the names of pods and items make no difference,
      and what few runs have counts more. 100 % is wholly alike. Runs of its own
      chain are not shown.

      Exit status: 0 when there is one, 1 when there is none.
      """)

  @Argument(help: ArgumentHelp("Which run; see `runbook help show`.", valueName: "run"), completion: .run)
  var reference: String

  @OptionGroup(title: "Among which runs")
  var filter: FilterOptions

  @Option(help: "At most so many.")
  var limit = 5

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
  }

  func run() throws {
    let (history, id) = try HistoryFile.run(reference)
    let similar = try HistoryFile.attempt { () throws(HistoryProblem) in
      _ = try history.index { ProgressLine.tell("indexing", $0, $1, "run") }
      let candidates = try history.candidates(for: id, in: filter.filter())
      var similar: [SimilarRun] = []
      for likeness in Likeness.ranked(candidates).prefix(limit) {
        similar.append(
          SimilarRun(
            try history.summary(of: likeness.run), candidates.traits, try history.traits(of: likeness.run),
            candidates.frequencies))
      }
      return similar
    }
    history.close()
    if json {
      Output.print(JSONText.pretty(similar))
    } else if similar.isEmpty {
      Output.print([StyledText("no other run is like \(id)", .faint)], to: STDERR_FILENO)
    } else {
      Output.print(SimilarListing(similar, now: Moment.now).lines)
    }
    if similar.isEmpty { Output.exit(.no) }
  }
}
