import GRDB
import RunbookModel

/// Writes the record of a run, line by line, from one snapshot of the history.
struct RecordWriter {
  private let database: Database
  private let run: String
  private let give: ([UInt8]) throws -> Void
  private var sum = Digest.Running()
  private var written: Set<String> = []
  /// What an attempt had printed that never ended, by digest.
  private var chunks: [String: Int] = [:]

  init(_ run: String, in database: Database, to write: @escaping ([UInt8]) throws -> Void) {
    self.database = database
    self.run = run
    give = write
  }

  /// Head, contents and events, end.
  mutating func writeRun() throws {
    guard let head = try Self.head(of: run, in: database) else { throw HistoryProblem.noRun(run, meant: nil) }
    try line(head.line)
    try database.each("SELECT id, content FROM chunk WHERE run = ? ORDER BY id", [.text(run)]) { row in
      chunks[row.withBytes(1) { Digest(of: $0).description }] = row.integer(0)
    }
    try Self.events(of: run, in: database) { name, number, body, text in
      guard let known = Fact.Name(rawValue: name) else {
        throw HistoryProblem.unreadableEvent(run, number: number, "it is called `\(name)`")
      }
      let fact = try FactReader.fact(known, body: body)
      for content in fact.contents { try write(content.digest) }
      // What arrived piece by piece is kept as a whole once its attempt has ended.
      if case .outputArrived(let fact) = fact, chunks[fact.content.digest.description] != nil {
        try write(fact.content.digest)
      }
      try line(text)
    }
    try give(RecordText.end(of: run, sum: sum.digest))
  }

  /// What people added to the run, and what they took away.
  func writeAnnotations() throws {
    try LabelRecord.each(of: run, in: database) { try give(RecordText.label($0)) }
    try NoteRecord.each(of: run, in: database) { try give(RecordText.note($0)) }
  }

  private mutating func line(_ bytes: [UInt8]) throws {
    sum.take(bytes)
    try give(bytes)
  }

  /// A content, unless it is written already.
  private mutating func write(_ digest: Digest) throws {
    guard written.insert(digest.description).inserted else { return }
    let (sql, value): (String, SQLValue) =
      chunks[digest.description].map { ("SELECT content FROM chunk WHERE id = ?", .of($0)) }
      ?? ("SELECT content FROM blob WHERE digest = ?", .text(digest.description))
    var isThere = false
    try database.each(sql, [value]) { row in
      isThere = true
      try row.withBytes(0) { try RecordText.content(digest.description, $0) { try line($0) } }
    }
    if !isThere { throw HistoryProblem.lostContent(run) }
  }

  /// What the record of a run begins with; nil where the run is not there.
  static func head(of run: String, in database: Database) throws -> RecordText.Head? {
    let started = try database.first("SELECT started FROM run WHERE id = ?", .text(run)) { $0.integer(0)! }
    guard let started else { return nil }
    var sum = Digest.Running()
    var count = 0
    try events(of: run, in: database) { _, _, _, text in
      sum.take(text)
      count += 1
    }
    return RecordText.Head(
      run: run, started: Moment(milliseconds: Int64(started)), events: count, digest: sum.digest)
  }

  /// The lines of the events in their order.
  private static func events(
    of run: String, in database: Database,
    _ take: (_ name: String, _ number: Int, _ body: UnsafeRawBufferPointer, _ line: [UInt8]) throws -> Void
  ) throws {
    try database.each(
      "SELECT name, version, number, time, body FROM event WHERE run = ? ORDER BY number", [.text(run)]
    ) { row in
      let (name, number) = (row.text(0)!, row.integer(2)!)
      var line = RecordText.eventPrefix(
        name: name, version: row.integer(1)!, number: number, time: Int64(row.integer(3)!))
      try row.withBytes(4) { body in
        line += body
        line += [UInt8(ascii: "}"), UInt8(ascii: "\n")]
        try take(name, number, body, line)
      }
    }
  }
}
