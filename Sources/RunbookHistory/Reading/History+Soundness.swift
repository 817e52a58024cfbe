import GRDB

extension History {
  /// True when SQLite finds nothing amiss in the file (`PRAGMA integrity_check`).
  package func isSound() throws(HistoryProblem) -> Bool {
    try read { try String.fetchAll($0, sql: "PRAGMA integrity_check") == ["ok"] }
  }
}
