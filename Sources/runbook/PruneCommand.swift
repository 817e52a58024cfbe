import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Delete old runs, and give their space back.",
    discussion: """
      Shows what would go; --yes deletes it. Runs that belong together (what led
      to a run, what it led to or called, what went on from it) go together, when the
      newest of them is old enough. While one of them has a label, a note or
      an incident, or still runs, all of them stay.
      """)

  @Option(help: ArgumentHelp("What started before so long ago (90d, 12w) or before a day.", valueName: "age"))
  var olderThan: Since?

  @Option(help: ArgumentHelp("All but so many of the newest runs.", valueName: "count"))
  var keep: Int?

  @Option(help: ArgumentHelp("The oldest, until the file is so small (500MiB, 2GiB).", valueName: "size"))
  var maxSize: FileSize?

  @Flag(help: "Delete it.")
  var yes = false

  @Flag(help: "The runs that go, as JSON.")
  var json = false

  func validate() throws {
    if olderThan == nil, keep == nil, maxSize == nil {
      throw ValidationError("say what goes: --older-than AGE, --keep COUNT or --max-size SIZE")
    }
    if let keep, keep < 0 { throw ValidationError("--keep is at least 0") }
  }

  func run() throws {
    let history = try HistoryFile.existing()
    let pruning = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.pruning(to: PruneLimits(before: olderThan?.moment, keep: keep, size: maxSize?.bytes))
    }
    if json {
      Output.print(JSONText.pretty(pruning.runs))
    } else {
      Output.print(try lines(of: pruning, history))
    }
    guard yes, !pruning.runs.isEmpty else { return }
    let given = try HistoryFile.attempt { () throws(HistoryProblem) in
      try history.prune(pruning.runs)
      return try history.giveSpaceBack()
    }
    history.close()
    let said =
      switch given {
      case .done(let size): "deleted; the history has \(Written.bytes(size)) now"
      case .waits: "deleted; its space is used again, and given back by a prune while nothing runs"
      case .noRoom(let needed, let free):
        "deleted; its space is used again, but to give it back takes \(Written.bytes(needed)) on the disk, and \(Written.bytes(free)) are free"
      }
    if !json { Output.print(said) }
  }

  private func lines(of pruning: Pruning, _ history: History) throws -> [StyledText] {
    let shown = Array(pruning.runs.prefix(20))
    var lines: [StyledText] = []
    if !shown.isEmpty {
      let shortest = try HistoryFile.attempt { () throws(HistoryProblem) in
        try history.shortIDs(shown.map(\.id))
      }
      lines += HistoryListing(runs: shown, shortest: shortest, secondsEast: Environment.secondsEast).lines
      if pruning.runs.count > shown.count { lines.append("… and \(pruning.runs.count - shown.count) more") }
      lines.append("")
    }
    let kept = Pruning.Reason.allCases.compactMap { reason in
      pruning.kept[reason].map { "\($0) \(Self.word(reason))" }
    }
    let verb = yes ? "go" : "would go"
    lines.append(
      StyledText("\(pruning.runs.count) of \(Written.count(pruning.total, "run")) \(verb)", .strong)
        + ", about \(Written.bytes(pruning.freed)) of \(Written.bytes(pruning.size))"
        + (kept.isEmpty ? "" : "; kept all the same: " + StyledText(kept.joined(separator: ", "))))
    if !yes, !pruning.runs.isEmpty {
      lines.append(StyledText("nothing is deleted yet: --yes does it", .faint))
    }
    return lines
  }

  private static func word(_ reason: Pruning.Reason) -> String {
    switch reason {
    case .running: "with one that still runs"
    case .labelled: "with a label"
    case .noted: "with a note"
    case .incident: "of an incident"
    }
  }
}

/// A size as people write it: `500MiB`, `2GiB`, `100MB`.
struct FileSize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let units: [Substring: Int] = [
      "": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
    ]
    guard let match = argument.wholeMatch(of: /(\d{1,9})(\w*)/), let count = Int(match.1),
      let unit = units[match.2]
    else { return nil }
    bytes = count * unit
  }
}
