import GRDB
import RunbookModel

extension History {
  /// Makes a run's rows in all tables anew from its events; `id` is a whole id.
  ///
  /// Bytes are not touched, for events only name them.
  package func rebuild(run id: String) throws(HistoryProblem) {
    try write { try Self.rebuild(run: id, in: $0) }
  }

  static func rebuild(run id: String, in database: Database) throws {
    let events = try Self.events(of: id, in: database)
    if events.isEmpty { throw HistoryProblem.noRun(id, meant: nil) }
    try forget(run: id, in: database)
    // The log refers to the row of the run, which is away for a moment.
    try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
    for table in Projection.tables {
      try database.run("DELETE FROM \(table) WHERE run = ?", .text(id))
    }
    try database.run("DELETE FROM run WHERE id = ?", .text(id))
    var projection = Projection(run: id)
    for event in events { try projection.apply(event, to: database) }
    try LabelRecord.settleIncident(of: id, in: database)
  }
}
