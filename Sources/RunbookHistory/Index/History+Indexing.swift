import GRDB
import RunbookModel

/// When runs are taken into the index: a little after each run, and all the rest when somebody searches.
///
/// A run is in `search_pending` from its first event on and leaves it in the transaction that takes it into the index,
/// so whatever is killed, whenever, loses nothing and does nothing twice; and of several processes that index at once
/// each takes what is still there when its turn comes.
extension History {
  /// Takes in what fits into a moment: called when a run has ended and was shown, it must not be felt.
  ///
  /// Nothing is waited for: where another process writes, or the run has left much behind, the next search does it.
  package func indexForAMoment(milliseconds: Int) {
    if isReadOnly { return }
    let end = Moment.now.milliseconds + Int64(milliseconds)
    try? pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 5")
      // The few that were written last, for these are read from memory.
      for run in try Self.pending(limit: 100, in: database) where run.isEnded {
        if Moment.now.milliseconds >= end { return }
        try database.inTransaction(.immediate) {
          if try Self.isSmall(run.id, in: database) { try Self.take(run.id, in: database) }
          return .commit
        }
      }
    }
  }

  /// Takes in all runs that have ended or died.
  ///
  /// - Parameter progress: told now and then how many are in, and of how many.
  /// - Returns: how many runs are not in the index: they still run, or the file cannot be written.
  package func index(progress: (Int, Int) -> Void = { _, _ in }) throws(HistoryProblem) -> Int {
    let pending = try read { try Self.pending(limit: nil, in: $0) }
    if isReadOnly { return pending.count }
    let ready = pending.filter { $0.isEnded || $0.hasDied }.map(\.id)
    var done = 0
    while done < ready.count {
      // Others may write between two transactions.
      let end = Moment.now.milliseconds + 200
      let start = done
      try write { database in
        repeat {
          try Self.take(ready[done], in: database)
          done += 1
        } while done < ready.count && Moment.now.milliseconds < end
      }
      if done < ready.count || start > 0 { progress(done, ready.count) }
    }
    return pending.count - ready.count
  }

  /// The same for those who can do without: a disk that is full, or a process that writes for long, ends no search.
  func indexIfPossible(progress: (Int, Int) -> Void) throws(HistoryProblem) -> Int {
    do { return try index(progress: progress) } catch {
      return try read { try Self.pending(limit: nil, in: $0).count }
    }
  }

  /// Takes a run out of the index, whole, before its rows change or go; the file may still hold its words until
  /// `forgetForGood`. Part of the caller's transaction.
  ///
  /// A run that stays is taken in again, as it is then, by the next search.
  static func forget(run id: String, in database: Database) throws {
    try RunIndex(database: database).forget(id)
  }

  /// Takes a content out of the index, before it changes or goes; the runs that hold it are taken in again later.
  static func forget(content digest: Digest, in database: Database) throws {
    try RunIndex(database: database).forget(content: digest.description)
  }

  /// Merges the index, so that no word of what was taken out is left in it.
  ///
  /// What it leaves in free pages and in the write-ahead log `VACUUM` and `PRAGMA wal_checkpoint(TRUNCATE)` take away,
  /// which cannot be part of a transaction.
  static func forgetForGood(in database: Database) throws {
    try RunIndex(database: database).forgetForGood()
  }

  /// Makes the index anew, over all runs; the next search fills it.
  package func remakeIndex() throws(HistoryProblem) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO search_index (search_index) VALUES ('delete-all');
          DELETE FROM search_place;
          DELETE FROM search_document;
          DELETE FROM similar_place;
          DELETE FROM similar_trait;
          DELETE FROM similar_run;
          DELETE FROM search_run;
          DELETE FROM step_tally;
          INSERT OR IGNORE INTO search_pending (run) SELECT id FROM run;
          """)
    }
  }

  private struct Pending {
    let id: String
    let isEnded: Bool
    let hasDied: Bool
  }

  private static func pending(limit: Int?, in database: Database) throws -> [Pending] {
    var pending: [Pending] = []
    let order = limit.map { "LIMIT \($0)" } ?? "ORDER BY r.started, r.id"
    try database.each(
      "SELECT \(summaryColumns) FROM search_pending p CROSS JOIN run r ON r.id = p.run \(order)"
    ) {
      let isEnded = $0.integer(4) != nil
      let hasDied = try !isEnded && summary($0, in: database).state == .died
      pending.append(Pending(id: $0.text(0)!, isEnded: isEnded, hasDied: hasDied))
    }
    return pending
  }

  /// Takes a run in unless another process has done so, or has deleted it.
  private static func take(_ run: String, in database: Database) throws {
    let pending = "SELECT 1 FROM search_pending WHERE run = ?"
    if try database.first(pending, .text(run), make: { _ in }) == nil { return }
    try RunIndex(database: database).add(run)
  }

  /// What it did and printed can be indexed in a few milliseconds.
  private static func isSmall(_ run: String, in database: Database) throws -> Bool {
    let sql = "SELECT count(*) <= 500 AND total(size) <= 262144 FROM evidence WHERE run = ?"
    return try database.first(sql, .text(run)) { $0.integer(0) == 1 } ?? false
  }
}
