import GRDB
package import RunbookModel

/// One run: its events, the fold of them, and the bytes they name.
extension History {
  /// The events of a run in order, as they were recorded, without their bytes; `id` is a whole id.
  package func events(of id: String) throws(HistoryProblem) -> [RunEvent] {
    let events = try read { try Self.events(of: id, in: $0) }
    // The first event makes the run, so a run without events is none.
    if events.isEmpty { throw .noRun(id, meant: nil) }
    return events
  }

  static func events(of id: String, in database: Database) throws -> [RunEvent] {
    var events: [RunEvent] = []
    try database.each("SELECT number, time, name, body FROM event WHERE run = ? ORDER BY number", [.text(id)])
    { events.append(try event($0, of: id)) }
    return events
  }

  /// From the columns number, time, name and body.
  static func event(_ row: SQLRow, of id: String) throws -> RunEvent {
    let number = row.integer(0)!
    let name = row.text(2)!
    do {
      guard let known = Fact.Name(rawValue: name) else { throw HistoryProblem("it is called `\(name)`") }
      let fact = try row.withBytes(3) { try FactReader.fact(known, body: $0) }
      let time = Moment(milliseconds: Int64(row.integer(1)!))
      return RunEvent(run: id, number: number, time: time, fact: fact)
    } catch { throw HistoryProblem.unreadableEvent(id, number: number, "\(error)") }
  }

  /// The ids of the runs that a run led to, in the order in which they started; `id` is a whole id.
  package func children(of id: String) throws(HistoryProblem) -> [String] {
    try read { database in
      var ids: [String] = []
      try database.each("SELECT id FROM run WHERE parent = ? ORDER BY started, id", [.text(id)]) {
        ids.append($0.text(0)!)
      }
      return ids
    }
  }

  /// A run as its events tell it; `id` is a whole id.
  package func run(_ id: String) throws(HistoryProblem) -> Run { Run(id: id, events: try events(of: id)) }

  /// The bytes of a content; nil where the history does not hold them.
  package func content(_ digest: Digest) throws(HistoryProblem) -> [UInt8]? {
    try read {
      try $0.first("SELECT content FROM blob WHERE digest = ?", .text(digest.description)) {
        $0.withBytes(0) { [UInt8]($0) }
      }
    }
  }

  /// What a stream of an attempt that has not ended had printed when it was last looked at; empty
  /// once its evidence is stored. Of a run that died it is all there is.
  package func arrived(
    run: String, attempt: AttemptKey, stream: Stream
  ) throws(HistoryProblem) -> [UInt8] {
    try read { database in
      var bytes: [UInt8] = []
      try database.each(
        """
        SELECT content FROM chunk WHERE run = ?1 AND stream = ?6 AND attempt = (
          SELECT max(position) FROM attempt WHERE run = ?1 AND purpose = ?2 AND name = ?3 AND items = ?4 AND number = ?5)
        ORDER BY start, id
        """,
        [
          .text(run), .text(attempt.purpose.rawValue), .text(attempt.name),
          .utf8(JSONBytes.list(attempt.items)),
          .of(attempt.number), .text(stream.rawValue),
        ]
      ) { row in row.withBytes(0) { bytes.append(contentsOf: $0) } }
      return bytes
    }
  }
}
