import GRDB

/// Why the history could not be opened, read or written, in one sentence.
package struct HistoryProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let message: String
  /// The file cannot be read as a whole any more.
  package let isDamage: Bool

  init(_ message: String, isDamage: Bool = false) {
    self.message = message
    self.isDamage = isDamage
  }

  package var description: String { message }
}

extension HistoryProblem {
  /// What SQLite or the system said, in the reader's words.
  init(_ error: any Error, at path: String) {
    switch error {
    case let problem as HistoryProblem: self = problem
    case let error as DatabaseError:
      switch error.resultCode {
      case _ where error.extendedResultCode == .SQLITE_READONLY_DBMOVED: self = .removed(path)
      case .SQLITE_FULL: self = .full(path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path, error.message ?? "\(error.resultCode)")
      case .SQLITE_READONLY, .SQLITE_PERM: self = .unwritable(path, error.message ?? "\(error.resultCode)")
      default: self = .failed(path, error.message ?? "\(error.resultCode)")
      }
    default: self = .failed(path, "\(error)")
    }
  }

  static func missing(_ path: String) -> Self { Self("there is no history at \(path) yet") }
  static func notAFile(_ path: String) -> Self { Self("the history at \(path) is not a file") }
  static func foreign(_ path: String) -> Self {
    Self("\(path) is an SQLite file, but not a history of runbook, and is left alone")
  }
  static func newer(_ path: String, version: Int) -> Self {
    Self(
      "the history at \(path) was written by a newer runbook (schema \(version), this one knows \(Schema.version)) and is left alone"
    )
  }
  static func older(_ path: String, version: Int) -> Self {
    Self(
      "the history at \(path) was written by an older runbook (schema \(version), this one needs \(Schema.version)) and cannot be brought up to date, for it cannot be written"
    )
  }
  static func onNetwork(_ path: String, _ kind: String) -> Self {
    Self(
      "the history at \(path) would lie on a network file system (\(kind)), where several machines could damage it; let $RUNBOOK_HISTORY name a place on this machine, and share runs with `runbook sync`"
    )
  }
  static func damaged(_ path: String, _ said: String) -> Self {
    Self("the history at \(path) is damaged: \(said)", isDamage: true)
  }
  static func locked(_ path: String) -> Self {
    Self("the history at \(path) is locked by another process for too long")
  }
  static func full(_ path: String) -> Self { Self("there is no space left for the history at \(path)") }
  static func removed(_ path: String) -> Self {
    Self("the history at \(path) was removed or replaced while it was in use")
  }
  static func unwritable(_ path: String, _ said: String) -> Self {
    Self("the history at \(path) cannot be written: \(said)")
  }
  static func noFolder(_ folder: String, _ said: String) -> Self {
    Self("the folder of the history, \(folder), cannot be made: \(said)")
  }
  static func noFile(_ path: String, _ said: String) -> Self {
    Self("the history at \(path) cannot be made: \(said)")
  }
  static func failed(_ path: String, _ said: String) -> Self {
    Self("the history at \(path) cannot be used: \(said)")
  }

  static func noRun(_ reference: String, meant: String?) -> Self {
    Self("no run is called `\(reference)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
  }
  static func noRuns() -> Self { Self("no run has been recorded yet") }
  static func noHealthyRun(of runbook: String?) -> Self {
    Self("no run" + (runbook.map { " of `\($0)`" } ?? "") + " was healthy yet")
  }
  static func tooFew(_ reference: String, runs: Int) -> Self {
    Self(
      "`\(reference)` goes back too far: \(runs == 1 ? "only 1 run is" : "only \(runs) runs are") recorded")
  }
  static func badDistance(_ reference: String) -> Self {
    Self("`\(reference)` should end in a number after `~`")
  }
  static func ambiguous(_ reference: String, candidates: [String], more: Bool) -> Self {
    Self("`\(reference)` begins several runs: " + candidates.joined(separator: ", ") + (more ? ", …" : ""))
  }
  static func recording(_ run: String) -> Self {
    Self("run \(run) is being recorded, and what is recorded meanwhile would not be cleaned")
  }
  static func stillInLog(_ path: String) -> Self {
    Self(
      "the history at \(path) is cleaned, but another process reads it, so that its write-ahead log may still hold what was removed"
    )
  }
  static func unreadableEvent(_ run: String, number: Int, _ said: String) -> Self {
    Self("event \(number) of run \(run) cannot be read: \(said)")
  }
}
