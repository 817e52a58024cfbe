import GRDB
package import RunbookModel

/// Runs by filter.
///
/// Every filter alone is answered from an index that is ordered by time, so a page of the newest runs
/// costs the same among a hundred runs and among a million; `text` alone looks at all of them.
extension History {
  /// The runs that a filter wants, the newest first.
  package func runs(_ filter: HistoryFilter = HistoryFilter()) throws(HistoryProblem) -> [RunSummary] {
    try read { try Self.runs(filter, in: $0) }
  }

  static func runs(_ filter: HistoryFilter, in database: Database) throws -> [RunSummary] {
    let (sql, values) = Self.listing(filter)
    var runs: [RunSummary] = []
    try database.each(sql, values) {
      let summary = try Self.summary($0, in: database)
      if let state = filter.state, state != summary.state { return }
      if runs.count < filter.limit ?? .max { runs.append(summary) }
    }
    return runs
  }

  static func listing(
    _ filter: HistoryFilter, columns: String = summaryColumns
  ) -> (sql: String, values: [SQLValue]) {
    var conditions: [String] = []
    var values: [SQLValue] = []
    func want(_ condition: String, _ value: SQLValue) {
      values.append(value)
      conditions.append(condition.replacing("?", with: "?\(values.count)"))
    }
    var source = "run r"
    var started = "r.started"
    if let outcome = filter.outcome {
      source = "outcome o CROSS JOIN run r ON r.id = o.run"
      started = "o.started"
      want("o.name = ?", .text(outcome))
      // A run that found it twice is listed once.
      conditions.append(
        "NOT EXISTS (SELECT 1 FROM outcome e WHERE e.run = o.run AND e.name = o.name AND e.position < o.position)"
      )
    }
    if let runbook = filter.runbook { want("r.runbook = ?", .text(runbook)) }
    if let verdict = filter.verdict { want("r.verdict = ?", .text(verdict.rawValue)) }
    if let state = filter.state { conditions.append("r.verdict IS \(state == .ended ? "NOT NULL" : "NULL")") }
    if let context = filter.context { want("r.context = ?", .text(context)) }
    if let incident = filter.incident { want("r.incident = ?", .text(incident)) }
    for label in filter.labels {
      // What a run was started for is no label of it, but people look for it as though it were.
      if label.key == Label.incident {
        if let value = label.value { want("r.incident = ?", .text(value)) }
        conditions.append("r.incident IS NOT NULL")
      } else {
        values += [.text(label.key), .of(label.value)]
        let value = label.value == nil ? "IS NOT NULL" : "= ?\(values.count)"
        conditions.append(
          "r.id IN (SELECT run FROM label WHERE key = ?\(values.count - 1) AND value \(value))")
      }
    }
    if let parent = filter.parent { want("r.parent = ?", .text(parent)) }
    if let since = filter.since { want("\(started) >= ?", .of(since.milliseconds)) }
    if let until = filter.until { want("\(started) < ?", .of(until.milliseconds)) }
    if filter.isTop { conditions.append("r.parent IS NULL") }
    if let text = filter.text {
      let fields = [
        "id", "runbook", "title", "reason", "outcome", "user", "host", "context", "cluster_server",
        "cluster_version",
        "parameters",
      ]
      want(
        "(" + fields.map { "r.\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ") + ")",
        .text("%" + literal(text) + "%"))
    }
    let ending =
      source == "run r" ? "ORDER BY r.started DESC, r.id DESC" : "ORDER BY o.started DESC, o.run DESC"
    // Whether an unfinished run still runs is not in its row.
    values.append(.of(filter.state == nil ? filter.limit ?? -1 : -1))
    let sql =
      "SELECT \(columns) FROM \(source)"
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
      + " \(ending) LIMIT ?\(values.count)"
    return (sql, values)
  }

  /// One run in one line; `id` is a whole id.
  package func summary(of id: String) throws(HistoryProblem) -> RunSummary {
    let found = try read { database in
      try database.first("SELECT \(Self.summaryColumns) FROM run r WHERE id = ?", .text(id)) {
        try Self.summary($0, in: database)
      }
    }
    guard let found else { throw .noRun(id, meant: nil) }
    return found
  }

  static let summaryColumns = """
    r.id, r.parent, r.runbook, r.title, r.ended, r.verdict, r.outcome, r.reason, r.started, r.duration,
    r.user, r.host, r.context, r.cluster_server, r.cluster_uid, r.cluster_version, r.only_step, r.from_step, r.call,
    r.resumes, r.incident,
    EXISTS (SELECT 1 FROM label WHERE run = r.id) OR EXISTS (SELECT 1 FROM note WHERE run = r.id)
    """

  static func summary(_ row: SQLRow, in database: Database) throws -> RunSummary {
    let id = row.text(0)!
    let context = row.text(12)
    let (server, uid, version) = (row.text(13), row.text(14), row.text(15))
    let isAnnotated = row.integer(21) == 1
    let isKnown = server != nil || uid != nil || version != nil
    return RunSummary(
      id: id, parent: row.text(1), call: row.text(18), resumes: row.text(19), runbook: row.text(2)!,
      title: row.text(3)!, only: row.text(16), from: row.text(17),
      state: row.integer(4) != nil ? .ended : try isRecorded(id, in: database) ? .running : .died,
      verdict: row.text(5).flatMap(RunVerdict.init), outcome: row.text(6), reason: row.text(7),
      started: Moment(milliseconds: Int64(row.integer(8)!)), duration: row.integer(9), user: row.text(10),
      host: row.text(11), context: context,
      cluster: isKnown ? ClusterIdentity(context: context, server: server, uid: uid, version: version) : nil,
      incident: row.text(20), labels: isAnnotated ? try labels(of: id, in: database) : [],
      notes: isAnnotated ? try notes(of: id, in: database) : [])
  }

  /// Whether the process that records an unfinished run is still there. One that cannot be seen from
  /// here (in another container) counts as there while its run has said something within the hour.
  private static func isRecorded(_ id: String, in database: Database) throws -> Bool {
    let process = try database.first(
      "SELECT process, born, boot, namespace FROM recorder WHERE run = ?", .text(id)
    ) {
      RecordingProcess(
        process: $0.integer(0)!, born: $0.integer(1)!, boot: $0.text(2)!, namespace: $0.text(3)!)
    }
    guard let process else { return false }
    if let isAlive = process.isAlive { return isAlive }
    let last =
      try database.first("SELECT max(time) FROM event WHERE run = ?", .text(id)) { $0.integer(0) } ?? nil
    return Moment.now.milliseconds - Int64(last ?? 0) < 3_600_000
  }

  /// As a pattern of LIKE that means just this text.
  private static func literal(_ text: String) -> String {
    var literal = ""
    for character in text.unicodeScalars {
      if character == "%" || character == "_" || character == "\\" { literal += "\\" }
      literal.unicodeScalars.append(character)
    }
    return literal
  }
}
