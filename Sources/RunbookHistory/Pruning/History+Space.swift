import GRDB
import Glibc
import RunbookModel

/// What came of giving space back.
package enum SpaceGiven: Sendable, Hashable {
  /// The file has so many bytes now.
  case done(size: Int)
  /// The file of an older version is written anew for that, which must wait until nothing runs.
  case waits
  /// Writing it anew takes so many bytes on the disk, and there are only so many.
  case noRoom(needed: Int, free: Int)
}

extension History {
  /// The bytes of the file that are in use.
  func used() throws(HistoryProblem) -> Int {
    try read {
      let pages = try Self.pragma("page_count", $0) - Self.pragma("freelist_count", $0)
      return try pages * Self.pragma("page_size", $0)
    }
  }

  /// Gives the space of what was deleted back to the file system.
  ///
  /// A file made by this version gives back a little at a time, between the commits of others. An older one is
  /// written anew, once, and is like a new one then.
  package func giveSpaceBack() throws(HistoryProblem) -> SpaceGiven {
    try mergeIndex()
    if try read({ try Self.pragma("auto_vacuum", $0) }) != 2 {
      if try !runs(HistoryFilter(state: .running)).isEmpty { return .waits }
      let needed = try used() * 2
      if let free = freeBytes, free < needed { return .noRoom(needed: needed, free: free) }
      try alone { database in
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try database.execute(sql: "VACUUM")
      }
    }
    while try read({ try Self.pragma("freelist_count", $0) }) > 0 {
      let before = try read { try Self.pragma("freelist_count", $0) }
      try alone { try $0.each("PRAGMA incremental_vacuum(500)") { _ in } }
      if try read({ try Self.pragma("freelist_count", $0) }) >= before { break }
    }
    // The file itself becomes shorter when the log is emptied into it.
    try alone { try $0.each("PRAGMA wal_checkpoint(TRUNCATE)") { _ in } }
    return .done(size: try used())
  }

  /// FTS5 only notes that a document is gone; its words go when it merges. A few pages at a time, as
  /// <https://www.sqlite.org/fts5.html#the_merge_command> has it: what is negative begins, and where little changes it is done.
  private func mergeIndex() throws(HistoryProblem) {
    var pages: Int64 = -500
    var hasChanged = true
    while hasChanged {
      try alone { database in
        let before = database.totalChangesCount
        try database.run("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", .integer(pages))
        hasChanged = database.totalChangesCount - before > 1
      }
      pages = 500
    }
  }

  private func alone(_ body: (Database) throws -> Void) throws(HistoryProblem) {
    do { try pool.writeWithoutTransaction(body) } catch { throw HistoryProblem(error, at: path) }
  }

  /// Of the file system that the file lies on; nil where it does not tell.
  private var freeBytes: Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  static func pragma(_ name: String, _ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA \(name)") ?? 0
  }
}
