import GRDB
import RunbookModel

/// Runs by the short words that people use for them.
extension History {
  /// The whole id of the run that a reference means.
  ///
  /// `last` is the newest run and `good` the newest healthy one that ran as a whole; of several contexts at once
  /// `last` is the run above them, and `good` one of those below it. `NAME` and `NAME@good` are those of one
  /// runbook, by its name or its file; `~2` behind any of them goes back two more. Anything else is an id or
  /// the beginning of one. What is said in full wins: an id, then a name, then a beginning.
  package func resolve(_ reference: String) throws(HistoryProblem) -> String {
    let found: Result<String, HistoryProblem> = try read { try Self.resolve(reference, in: $0) }
    return try found.get()
  }

  private static func resolve(_ reference: String, in database: Database) throws -> Result<
    String, HistoryProblem
  > {
    if try database.first("SELECT 1 FROM run WHERE id = ?", .text(reference), make: { _ in }) != nil {
      return .success(reference)
    }
    var word = reference[...]
    var back = 0
    if let tilde = word.lastIndex(of: "~") {
      guard let distance = Int(word[word.index(after: tilde)...]), distance >= 0 else {
        return .failure(.badDistance(reference))
      }
      (word, back) = (word[..<tilde], distance)
    }
    switch word {
    case "last": return try newest(nil, isHealthy: false, back: back, reference, in: database)
    case "good": return try newest(nil, isHealthy: true, back: back, reference, in: database)
    default: break
    }
    let isHealthy = word.hasSuffix("@good")
    if isHealthy { word = word.dropLast("@good".count) }
    for name in [String(word), fileName(word)] where try hasRun(name, in: database) {
      return try newest(name, isHealthy: isHealthy, back: back, reference, in: database)
    }
    return try byPrefix(reference, in: database)
  }

  private static func newest(
    _ runbook: String?, isHealthy: Bool, back: Int, _ reference: String, in database: Database
  ) throws -> Result<String, HistoryProblem> {
    // What a call ran is not what people remember to have run; by its own name they find it.
    var conditions = [runbook == nil ? "call IS NULL" : "runbook = ?1"]
    // Of several contexts at once they remember the run above, and compare with one of those below it.
    let above = "SELECT json_type(event.body, '$.contexts') FROM event WHERE event.number = 1 AND event.run ="
    conditions.append("(\(above) run.\(isHealthy ? "id" : "parent")) IS NULL")
    // Of a run of one step (`--only`) or from one on (`--from`), nobody looked at the rest.
    if isHealthy { conditions.append("verdict = 'healthy' AND only_step IS NULL AND from_step IS NULL") }
    let rest = "FROM run WHERE " + conditions.joined(separator: " AND ")
    let values: [SQLValue] = runbook.map { [.text($0)] } ?? []
    var ids: [String] = []
    try database.each("SELECT id \(rest) ORDER BY started DESC, id DESC LIMIT 1 OFFSET \(back)", values) {
      ids.append($0.text(0)!)
    }
    if let id = ids.first { return .success(id) }
    var count = 0
    try database.each("SELECT count(*) \(rest)", values) { count = $0.integer(0)! }
    if count > 0 { return .failure(.tooFew(reference, runs: count)) }
    return .failure(isHealthy ? .noHealthyRun(of: runbook) : .noRuns())
  }

  private static func byPrefix(
    _ prefix: String, in database: Database
  ) throws -> Result<String, HistoryProblem> {
    let shown = 5
    var candidates: [(id: String, runbook: String)] = []
    if !prefix.isEmpty {
      try database.each(
        "SELECT id, runbook FROM run WHERE id >= ?1 AND id < ?1 || char(0x10FFFF) ORDER BY id LIMIT \(shown + 1)",
        [.text(prefix)]
      ) { candidates.append(($0.text(0)!, $0.text(1)!)) }
    }
    switch candidates.count {
    case 1: return .success(candidates[0].id)
    case 0:
      var names = ["last", "good"]
      try database.each("SELECT DISTINCT runbook FROM run") { names.append($0.text(0)!) }
      return .failure(.noRun(prefix, meant: Spelling.nearest(to: prefix, in: names)))
    default:
      return .failure(
        .ambiguous(
          prefix, candidates: candidates.prefix(shown).map { "\($0.id) (\($0.runbook))" },
          more: candidates.count > shown))
    }
  }

  private static func hasRun(_ runbook: String, in database: Database) throws -> Bool {
    try database.first("SELECT 1 FROM run WHERE runbook = ? LIMIT 1", .text(runbook), make: { _ in }) != nil
  }

  /// As `Plan.name` makes it of a path.
  private static func fileName(_ path: Substring) -> String {
    let file = path.split(separator: "/").last ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return String(file) }
    return String(file[..<dot])
  }

  /// For each id, the length of the shortest beginning that no other run's id has.
  package func shortIDs(_ ids: [String]) throws(HistoryProblem) -> [String: Int] {
    try read { database in
      var lengths: [String: Int] = [:]
      for id in ids where lengths[id] == nil {
        // Among sorted ids the one that shares the longest beginning stands beside it.
        let before =
          try database.first("SELECT max(id) FROM run WHERE id < ?", .text(id)) { $0.text(0) } ?? nil
        let after =
          try database.first("SELECT min(id) FROM run WHERE id > ?", .text(id)) { $0.text(0) } ?? nil
        let shared = [before, after].compactMap { $0 }.map { other in
          zip(id, other).prefix { $0 == $1 }.count
        }
        lengths[id] = min(id.count, (shared.max() ?? 0) + 1)
      }
      return lengths
    }
  }
}
