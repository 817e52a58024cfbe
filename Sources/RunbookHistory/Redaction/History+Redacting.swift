import GRDB
package import RunbookMatching
import RunbookModel

/// What was cleaned, or would be.
package struct Cleaned: Sendable, Hashable, Encodable {
  /// Runs in which something was found.
  package var runs = 0
  /// Texts in their events, notes, labels, and what had arrived when they died.
  package var texts = 0
  /// Outputs and other contents, each counted once.
  package var contents = 0
  /// Secrets, by kind, each counted where it stands.
  package var kinds: [String: Int] = [:]

  package init() {}

  package var secrets: Int { kinds.values.reduce(0, +) }
}

extension History {
  /// Redacts what is stored of runs, by their whole ids; nothing is changed in a dry run.
  ///
  /// Nothing of what was removed is left in the file or in its log: free pages are overwritten, and the file is
  /// written anew. Refused while a run is being recorded.
  package func redact(
    _ runs: [String], with redactor: Redactor, isDryRun: Bool
  ) throws(HistoryProblem) -> Cleaned {
    if !isDryRun, isReadOnly { throw .unwritable(path, "it can only be read") }
    if let running = try recorded() { throw .recording(running) }
    do {
      let cleaned = try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? database.execute(sql: "PRAGMA secure_delete = OFF") }
        var cleaned = Cleaned()
        try database.inTransaction(.immediate) {
          let redaction = RunRedaction(redactor, in: database)
          for run in runs { try redaction.clean(run) }
          cleaned = redaction.cleaned
          if isDryRun || cleaned == Cleaned() { return .rollback }
          try redaction.deleteLost()
          try Self.forgetForGood(in: database)
          return .commit
        }
        return cleaned
      }
      if !isDryRun { try wipe() }
      return cleaned
    } catch { throw HistoryProblem(error, at: path) }
  }

  /// Leaves nothing of what was deleted in free pages or in the write-ahead log.
  private func wipe() throws {
    (pool as? DatabasePool)?.releaseMemory()
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "VACUUM")
      let isBusy = try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
      if isBusy != 0 { throw HistoryProblem.stillInLog(path) }
    }
  }

  /// A run that is being recorded.
  private func recorded() throws(HistoryProblem) -> String? {
    try runs(HistoryFilter(state: .running, limit: 1)).first?.id
  }
}
