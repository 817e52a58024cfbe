import GRDB
package import RunbookModel

/// Labels: of each key on a run, or on a step of it, the newest value counts.
extension History {
  /// Those of a run and its steps, by step and key; `run` is a whole id.
  package func labels(of run: String) throws(HistoryProblem) -> [Label] {
    try read { try Self.labels(of: run, in: $0) }
  }

  /// Gives labels to a run, or to a step of it; a value that is nil takes its key away.
  ///
  /// The label `incident` puts the run into that incident, with all that it led to or called.
  package func label(
    _ run: String, step: String? = nil, with labels: [(key: String, value: String?)], author: String?,
    host: String?
  ) throws(HistoryProblem) {
    for (key, value) in labels {
      guard Label.isKey(key) else { throw .notALabelKey(key) }
      if let value, !Label.isValue(value) { throw .notALabelValue(value, of: key) }
      if key == Label.incident, let step { throw .incidentOfStep(step) }
    }
    try write { database in
      try Self.find(step: step, of: run, in: database)
      for (key, value) in labels {
        let runs = key == Label.incident ? try Self.family(below: run, in: database) : [run]
        for run in runs {
          let old = LabelRecord(
            run: run, step: step, key: key, value: value, author: author, host: host, time: .now)
          try old.newer(than: try LabelRecord.stored(like: old, in: database)).store(in: database)
        }
      }
    }
  }

  static func labels(of run: String, in database: Database) throws -> [Label] {
    var labels: [Label] = []
    try LabelRecord.each(of: run, in: database) { if let label = $0.label { labels.append(label) } }
    return labels
  }

  /// The run must be there, and the step in it.
  static func find(step: String?, of run: String, in database: Database) throws {
    guard try database.first("SELECT 1 FROM run WHERE id = ?", .text(run), make: { _ in }) != nil else {
      throw HistoryProblem.noRun(run, meant: nil)
    }
    guard let step else { return }
    var steps: [String] = []
    try database.each("SELECT name FROM step WHERE run = ?", [.text(run)]) { steps.append($0.text(0)!) }
    guard steps.contains(step) else {
      throw HistoryProblem.noStep(step, in: run, meant: Spelling.nearest(to: step, in: steps))
    }
  }

  /// A run with all that it led to or called.
  private static func family(below run: String, in database: Database) throws -> [String] {
    var runs: [String] = []
    try database.each(
      """
      WITH RECURSIVE below (id) AS (
        SELECT ?1 UNION SELECT run.id FROM run JOIN below ON run.parent = below.id)
      SELECT id FROM below
      """, [.text(run)]
    ) { runs.append($0.text(0)!) }
    return runs
  }
}

/// A row of `label`: a label, or that one was taken away.
struct LabelRecord: Hashable {
  let run: String
  let step: String?
  let key: String
  /// Nil: it was taken away.
  let value: String?
  let author: String?
  let host: String?
  var time: Moment

  var label: Label? {
    value.map { Label(step: step, key: key, value: $0, author: author, host: host, time: time) }
  }

  /// Of two that say something about the same key, everyone everywhere takes the same one, whichever came first.
  func wins(over other: LabelRecord) -> Bool {
    func rank(_ record: LabelRecord) -> (Moment, String, String, String) {
      (record.time, record.value ?? "", record.author ?? "", record.host ?? "")
    }
    return rank(self) > rank(other)
  }

  /// What is said now counts, also where a clock goes behind.
  func newer(than other: LabelRecord?) -> LabelRecord {
    guard let other, time <= other.time else { return self }
    var newer = self
    newer.time = Moment(milliseconds: other.time.milliseconds + 1)
    return newer
  }

  func store(in database: Database) throws {
    // Not INSERT … ON CONFLICT: what that says of conflicts would count in the triggers of the table too.
    let isThere = try Self.stored(like: self, in: database) != nil
    try database.run(
      isThere
        ? """
        UPDATE label SET value = ?4, author = ?5, host = ?6, time = ?7
        WHERE run = ?1 AND coalesce(step, '') = coalesce(?2, '') AND key = ?3
        """ : "INSERT INTO label (run, step, key, value, author, host, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
      .text(run), .of(step), .text(key), .of(value), .of(author), .of(host), .of(time.milliseconds))
    if key == Label.incident { try Self.settleIncident(of: run, in: database) }
  }

  /// The label overrules what the log of the run says.
  static func settleIncident(of run: String, in database: Database) throws {
    try database.run(
      """
      UPDATE run SET incident = label.value FROM label
      WHERE run.id = ?1 AND label.run = ?1 AND label.step IS NULL AND label.key = 'incident'
      """, .text(run))
  }

  static func each(of run: String, in database: Database, _ take: (LabelRecord) throws -> Void) throws {
    try database.each(
      "SELECT run, step, key, value, author, host, time FROM label WHERE run = ? ORDER BY coalesce(step, ''), key",
      [.text(run)]
    ) { try take(LabelRecord($0)) }
  }

  static func stored(like record: LabelRecord, in database: Database) throws -> LabelRecord? {
    try database.first(
      """
      SELECT run, step, key, value, author, host, time FROM label
      WHERE run = ? AND coalesce(step, '') = ? AND key = ?
      """, .text(record.run), .text(record.step ?? ""), .text(record.key), make: LabelRecord.init)
  }

  private init(_ row: SQLRow) {
    self.init(
      run: row.text(0)!, step: row.text(1), key: row.text(2)!, value: row.text(3), author: row.text(4),
      host: row.text(5), time: Moment(milliseconds: Int64(row.integer(6)!)))
  }

  init(
    run: String, step: String?, key: String, value: String?, author: String?, host: String?, time: Moment
  ) {
    self.run = run
    self.step = step
    self.key = key
    self.value = value
    self.author = author
    self.host = host
    self.time = time
  }
}
