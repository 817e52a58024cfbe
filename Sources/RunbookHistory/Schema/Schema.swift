import GRDB

/// The tables of the history, and how they came to be.
///
/// **A contract.** People write their own SQL against these tables: names are singular and are the words
/// of the product; a migration only ever adds (tables, columns, indexes), and what a column means never
/// changes. The comments inside the statements of `Schema+V1.swift` are kept by SQLite: `.schema` shows them.
///
/// **The log is the truth.** `event` holds every fact of a run in order and is only appended to. `run`,
/// `run_source`, `runbook_version`, `step`, `attempt`, `evidence`, `expectation`, `capture`, `decision`,
/// `path`, `outcome`, `need` and `warning` are projections of it (`Projection`), written in the same
/// transaction, and `rebuild` makes them anew. Not projections: `blob` (bytes, which events only name),
/// `chunk` (bytes of an attempt that still runs) and `recorder` (the process that writes an unfinished run).
///
/// **Values.** Time is milliseconds since 1970 UTC, a span is milliseconds, both INTEGER; what is absent is
/// NULL, never -1 or ''; verdicts and the like are the words of the language; lists and maps are JSON
/// text. STRICT everywhere. Text may hold any character that a command printed, NUL included.
///
/// **Keys.** A run is named by its id, children by (run, position in the run), all clustered on that key
/// (WITHOUT ROWID): one run's rows lie side by side, so showing a run costs the same among ten runs and
/// among a million, and no second index is needed. `blob` is a rowid table, for a clustered one keeps
/// large rows badly, and the full-text index will want its integer. Listings go by `(…, started, id)`.
/// There is no foreign key from `run.parent`: a parent may be pruned while its child is kept.
///
/// **Versions.** `PRAGMA user_version` is the number of the newest migration, so opening a current file
/// costs one pragma and no look at `grdb_migrations`; `application_id` tells our files from other people's.
enum Schema {
  /// The number of the newest migration.
  static let version = 3
  /// "Rbhi" in ASCII.
  static let applicationID = 0x5262_6869

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    // Checking every row of a large history after each migration would take minutes.
    migrator.registerMigration("v1", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: v1)
      try finish(1, in: database)
    }
    migrator.registerMigration("v2", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: v2)
      try finish(2, in: database)
    }
    migrator.registerMigration("v3", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: v3)
      try finish(3, in: database)
    }
    return migrator
  }()

  private static func finish(_ version: Int, in database: Database) throws {
    try database.execute(sql: "PRAGMA user_version = \(version); PRAGMA application_id = \(applicationID)")
  }
}
