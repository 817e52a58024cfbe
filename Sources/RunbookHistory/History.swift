import GRDB
import RunbookModel

/// The file that holds every run and its evidence; several processes may use it at once.
package struct History: Sendable {
  package enum Access: Sendable {
    /// Makes the file where there is none; it must be writable.
    case recording
    /// The file must be there; it need not be writable.
    case reading
  }

  /// Absolute.
  package let path: String
  /// It was opened for reading and cannot be written: its recorders only report that.
  package let isReadOnly: Bool
  let pool: any DatabaseWriter
  /// The file that was opened, whatever lies at its path later.
  let identity: FileIdentity

  /// Opens the history at a path, and brings it to the newest schema.
  package init(path: String, access: Access = .recording) throws(HistoryProblem) {
    self = try HistoryOpening(path: path, access: access).open()
  }

  init(path: String, isReadOnly: Bool, pool: any DatabaseWriter, identity: FileIdentity) {
    self.path = path
    self.isReadOnly = isReadOnly
    self.pool = pool
    self.identity = identity
  }

  /// An observer that records the runs whose events it is told.
  package func recorder() -> RunRecorder { RunRecorder(history: self) }

  /// Moves what is still in the write-ahead log into the file and closes it. Without it nothing is
  /// lost, for the next one who opens the file does it.
  package func close() {
    // The writer must be the last to go: a reader cannot empty the log.
    (pool as? DatabasePool)?.releaseMemory()
    try? pool.close()
  }

  func read<T>(_ body: (Database) throws -> T) throws(HistoryProblem) -> T {
    do { return try pool.read(body) } catch { throw HistoryProblem(error, at: path) }
  }

  func write<T>(_ body: (Database) throws -> T) throws(HistoryProblem) -> T {
    do {
      return try pool.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        return result!
      }
    } catch { throw HistoryProblem(error, at: path) }
  }
}
