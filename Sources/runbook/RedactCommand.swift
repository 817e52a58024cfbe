import ArgumentParser
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact", abstract: "Remove secrets from what is already recorded.",
    discussion: """
      runbook redact last                             by the rules that new runs are recorded by
      runbook redact --all --pattern '/badge-\\d+/'    by one pattern, in every run
      runbook redact 3f2a --pattern '/pin (\\d+)/' --as pin --yes

      Says what would be removed; with --yes removes it from every table and from
      the index, and leaves nothing in the file or its log. A pattern is matched
      within a line; where it has a group, only that goes. What was removed stands
      as ‹kind:digits›, the same digits for the same secret. The names of
      steps, runbooks and variables are not changed. Refused while something is being recorded.
      """)

  @Argument(help: ArgumentHelp("Which runs; see `runbook help show`.", valueName: "run"), completion: .run)
  var references: [String] = []

  @Flag(help: "All runs.")
  var all = false

  @Option(help: ArgumentHelp("What this finds, and nothing else.", valueName: "/pattern/"))
  var pattern: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("What it is called.", valueName: "kind"))
  var kind: String?

  @Flag(help: "Remove it.")
  var yes = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if all == !references.isEmpty { throw ValidationError("name the runs, or give --all") }
    if kind != nil, pattern == nil { throw ValidationError("--as says what a --pattern finds") }
  }

  func run() throws {
    let history = try HistoryFile.existing()
    defer { history.close() }
    let rules = PatternRules(
      key: Redaction.key(history),
      own: try pattern.map { text throws(Failure) in [try Redaction.pattern(text, kind: kind ?? "pattern")] }
        ?? Redaction.own(),
      knowsShapes: pattern == nil)
    let runs = try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in
      var runs: [String] = all ? try history.runs(HistoryFilter()).map(\.id) : []
      for reference in references {
        let id = try history.resolve(reference)
        if !runs.contains(id) { runs.append(id) }
      }
      return runs
    }
    let cleaned = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.redact(runs, with: Redactor(rules: rules), isDryRun: !yes)
    }
    if json { return Output.print(JSONText.pretty(cleaned)) }
    show(cleaned, of: runs.count)
  }

  private func show(_ cleaned: Cleaned, of runs: Int) {
    if cleaned == Cleaned() {
      return Output.print("nothing is found in \(Written.count(runs, "run"))")
    }
    var table = Table("KIND", "PLACES")
    for (kind, count) in cleaned.kinds.sorted(by: { $0.key < $1.key }) {
      table.add([StyledText(kind), StyledText(String(count))])
    }
    Output.print(table.lines)
    let places =
      "\(Written.count(cleaned.runs, "run")): \(Written.count(cleaned.texts, "text")), \(Written.count(cleaned.contents, "content"))"
    Output.print(yes ? "removed from \(places)" : "would be removed from \(places): add --yes")
  }
}
