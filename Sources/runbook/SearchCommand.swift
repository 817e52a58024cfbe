import ArgumentParser
import Glibc
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Look for words in everything that was recorded.",
    discussion: """
      Output, commands, titles, expectations, reasons, outcomes, notes: what stands in
      many runs is shown once, with the newest of them. All words must stand in
      the same text, as they are typed; letters of either case are the same.

        runbook search conntrack full      both words
        runbook search "connection refused"  a phrase: these words in a row
        runbook search 10.96.0.10 /32 5.2%  addresses, names, shares: as they look
        runbook search coredns-5d*         words that begin like that
        runbook search timeout -retry      without that word
        runbook search --pattern 'loss: [1-9]\\d*%'   a regular expression (PCRE2)

      Exit status: 0 when something was found, 1 when nothing was.
      """)

  @Argument(parsing: .allUnrecognized, help: "What to look for.")
  var words: [String] = []

  @Option(help: ArgumentHelp("What matches this regular expression, and holds the words.", valueName: "re"))
  var pattern: String?

  @OptionGroup(title: "Which runs")
  var filter: FilterOptions

  @Option(help: "At most so many.")
  var limit = 20

  @Flag(help: "Without the runs that other runs called or led to.")
  var top = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1") }
    if let option = words.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError(
        "there is no option \(option); to look for it, write it in quotes: '\"\(option)\"'")
    }
  }

  func run() throws {
    let query: SearchQuery
    do { query = try SearchQuery(words, hasPattern: pattern != nil) } catch {
      throw Failure(error.message, remedy: error.remedy, status: .usage)
    }
    let expression = try pattern.map(Self.compiled)
    guard let history = try HistoryFile.open() else {
      Output.print(json ? JSONText.pretty(SearchAnswer()) : "nothing has run yet")
      Output.exit(.no)
    }
    let answer = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.search(
        query, pattern: expression, in: filter.filter(isTop: top), .init(hits: limit),
        progress: { ProgressLine.tell("indexing", $0, $1, "run") })
    }
    history.close()
    let listing = SearchListing(answer, secondsEast: Environment.secondsEast)
    if json {
      Output.print(JSONText.pretty(answer))
    } else {
      Output.print(listing.lines)
      for remark in listing.remarks { Output.print([StyledText(remark, .faint)], to: STDERR_FILENO) }
    }
    if answer.hits.isEmpty { Output.exit(.no) }
  }

  private static func compiled(_ text: String) throws(Failure) -> SearchPattern {
    do { return try SearchPattern(text) } catch {
      throw Failure("the pattern does not compile: \(error.message)", status: .usage)
    }
  }
}
