import GRDB
import RunbookModel

/// Saves what can be read of a damaged history into a new one; the damaged one is only read.
///
/// The log and the contents are all that is needed, for the other tables follow from them. So their records are looked
/// for on every page, and each proves itself: a content by its digest, an event by being one. A run whose first event is
/// lost is lost; one with a gap ends there, as a run that died.
package struct Recovery: Sendable, Hashable {
  /// Runs with all their events, and runs that end too early.
  package private(set) var whole = 0
  package private(set) var partial = 0
  /// Runs of which something was found but not their beginning.
  package private(set) var lost = 0
  package private(set) var events = 0
  package private(set) var contents = 0
  /// Outputs and texts that the saved runs name and that are lost.
  package private(set) var missing = 0
  package private(set) var notes = 0
  package private(set) var labels = 0

  /// - Parameters:
  ///   - damaged: the path of the damaged history.
  ///   - new: the path of the one that is made; nothing may lie there.
  package init(of damaged: String, into new: String, progress: (Int, Int) -> Void = { _, _ in })
    throws(HistoryProblem)
  {
    guard let file = DamagedFile(path: damaged) else { throw .unreadable(damaged) }
    defer { file.end() }
    guard FileIdentity(path: new) == nil else { throw .exists(new) }
    // Made like any other, then written to without a look at what refers to what.
    try History(path: new).close()
    do {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: new, configuration: configuration)
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA synchronous = OFF")
        try database.inTransaction {
          try save(file, in: database, progress: progress)
          return .commit
        }
        try database.inTransaction {
          try project(in: database)
          return .commit
        }
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try queue.close()
    } catch { throw HistoryProblem(error, at: new) }
  }

  private mutating func save(
    _ file: DamagedFile, in database: Database, progress: (Int, Int) -> Void
  ) throws {
    let records = SavedRecords(file: file)
    for page in 1...max(file.pageCount, 1) {
      if page % 1000 == 0 { progress(page, file.pageCount) }
      try records.each(onPage: page) { try save($0, in: database) }
    }
    progress(file.pageCount, file.pageCount)
    (contents, notes, labels) = try database.first(
      "SELECT (SELECT count(*) FROM blob), (SELECT count(*) FROM note), (SELECT count(*) FROM label)"
    ) { ($0.integer(0)!, $0.integer(1)!, $0.integer(2)!) }!
  }

  /// Tells by its shape what a record is.
  private func save(_ record: [SavedRecords.Value], in database: Database) throws {
    switch record.count {
    case 2: try saveKey(record, in: database)
    case 4: try saveContent(record, in: database)
    case 6:
      if record[0].isNull { try saveChunk(record, in: database) } else { try saveEvent(record, in: database) }
    case 7: try saveNote(record, in: database)
    case 8: try saveLabel(record, in: database)
    default: break
    }
  }

  /// So that the same secrets go by the same names.
  private func saveKey(_ record: [SavedRecords.Value], in database: Database) throws {
    guard record[0].isNull, case .blob(let key) = record[1], key.count == 32 else { return }
    try database.run("INSERT OR IGNORE INTO redaction (id, key) VALUES (1, ?)", .blob(key))
  }

  private func saveContent(_ record: [SavedRecords.Value], in database: Database) throws {
    guard record[0].isNull, let digest = record[1].text, digest.utf8.count == 64,
      let size = record[2].integer,
      case .blob(let bytes) = record[3], bytes.count == size, Digest(of: bytes).description == digest
    else { return }
    try database.run(
      "INSERT OR IGNORE INTO blob (digest, size, content) VALUES (?, ?, ?)", .text(digest), .of(size),
      .blob(bytes))
  }

  private func saveEvent(_ record: [SavedRecords.Value], in database: Database) throws {
    guard let run = record[0].text, let number = record[1].integer, number > 0, let time = record[2].integer,
      let name = record[3].text.flatMap(Fact.Name.init), let version = record[4].integer,
      let body = record[5].text, (try? Self.fact(name, body)) != nil
    else { return }
    try database.run(
      "INSERT OR IGNORE INTO event (run, number, time, name, version, body) VALUES (?, ?, ?, ?, ?, ?)",
      .text(run), .of(number), .of(time), .text(name.rawValue), .of(version), .text(body))
  }

  private static func fact(_ name: Fact.Name, _ body: String) throws -> Fact {
    try Array(body.utf8).withUnsafeBytes { try FactReader.fact(name, body: $0) }
  }

  private func saveChunk(_ record: [SavedRecords.Value], in database: Database) throws {
    guard let run = record[1].text, let attempt = record[2].integer, let stream = record[3].text,
      Stream(rawValue: stream) != nil, let start = record[4].integer, case .blob(let bytes) = record[5]
    else { return }
    try database.run(
      """
      INSERT INTO chunk (run, attempt, stream, start, content) SELECT ?1, ?2, ?3, ?4, ?5
      WHERE NOT EXISTS (SELECT 1 FROM chunk WHERE run = ?1 AND attempt = ?2 AND stream = ?3 AND start = ?4)
      """, .text(run), .of(attempt), .text(stream), .of(start), .blob(bytes))
  }

  private func saveNote(_ record: [SavedRecords.Value], in database: Database) throws {
    guard let id = record[0].text, id.utf8.count == 8, let run = record[1].text, let time = record[6].integer,
      record[2...5].allSatisfy({ $0.isNull || $0.text != nil })
    else { return }
    try database.run(
      "INSERT OR IGNORE INTO note (id, run, step, text, author, host, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
      .text(id), .text(run), .of(record[2].text), .of(record[3].text), .of(record[4].text),
      .of(record[5].text), .of(time))
  }

  private func saveLabel(_ record: [SavedRecords.Value], in database: Database) throws {
    guard record[0].isNull, let run = record[1].text, let key = record[3].text, Label.isKey(key),
      let time = record[7].integer,
      [2, 4, 5, 6].allSatisfy({ record[$0].isNull || record[$0].text != nil })
    else { return }
    try database.run(
      """
      INSERT OR IGNORE INTO label (run, step, key, value, author, host, time) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .text(run), .of(record[2].text), .text(key), .of(record[4].text), .of(record[5].text),
      .of(record[6].text), .of(time))
  }

  /// Makes the other tables from the events that were saved.
  private mutating func project(in database: Database) throws {
    var runs: [String] = []
    try database.each("SELECT DISTINCT run FROM event ORDER BY run") { runs.append($0.text(0)!) }
    for run in runs {
      let events = try History.events(of: run, in: database)
      let kept = zip(events, 1...).prefix { $0.number == $1 }.map(\.0)
      guard case .runStarted? = kept.first?.fact else {
        try database.run("DELETE FROM event WHERE run = ?", .text(run))
        lost += 1
        continue
      }
      try database.run("DELETE FROM event WHERE run = ? AND number > ?", .text(run), .of(kept.count))
      var projection = Projection(run: run)
      for event in kept { try projection.apply(event, to: database) }
      try LabelRecord.settleIncident(of: run, in: database)
      self.events += kept.count
      if case .runEnded? = kept.last?.fact { whole += 1 } else { partial += 1 }
    }
    // A page that was given back may still hold what an attempt had printed before it ended.
    try database.run(
      """
      DELETE FROM chunk WHERE EXISTS (
        SELECT 1 FROM attempt a WHERE a.run = chunk.run AND a.position = chunk.attempt AND a.ended IS NOT NULL)
      """)
    for table in ["note", "label", "chunk"] {
      try database.run("DELETE FROM \(table) WHERE run NOT IN (SELECT id FROM run)")
    }
    missing =
      try database.first(
        """
        SELECT count(*) FROM (
          SELECT digest FROM evidence UNION SELECT digest FROM run_source
          UNION SELECT stdin FROM attempt WHERE stdin IS NOT NULL) WHERE digest NOT IN (SELECT digest FROM blob)
        """
      ) { $0.integer(0)! } ?? 0
  }
}

extension HistoryProblem {
  static func unreadable(_ path: String) -> Self { Self("there is no file that can be read at \(path)") }
  static func exists(_ path: String) -> Self { Self("something lies at \(path) already, and is left alone") }
}
