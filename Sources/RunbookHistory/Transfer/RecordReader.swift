import GRDB
import RunbookModel

/// Takes a run from its record into the history, line by line; what is wrong with it is thrown, and the
/// transaction around it leaves nothing behind.
struct RecordReader {
  private let database: Database
  private let head: RecordText.Head
  private var projection: Projection
  /// Of all lines, and of those of the events.
  private var sum = Digest.Running()
  private var eventSum = Digest.Running()
  private var events = 0
  /// The contents that came, with their sizes, and those of them that a stored event has named.
  private var contents: [String: Int] = [:]
  private var named: Set<String> = []
  /// A content of which some pieces have come.
  private var open: (digest: String, size: Int, bytes: [UInt8])?

  init(_ head: RecordText.Head, in database: Database) {
    self.database = database
    self.head = head
    projection = Projection(run: head.run)
    sum.take(head.line)
  }

  /// From the line behind the head to the end of the run.
  mutating func read(_ reader: inout LineReader) throws {
    while true {
      guard let line = try reader.next() else { throw reader.problem(LineProblem.noEnd) }
      do {
        if try take(RecordLine(line), line) { return }
      } catch let problem as RecordLine.Problem {
        throw reader.problem(problem.said)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        throw reader.problem(LineProblem.unfit)
      }
    }
  }

  /// True at the end.
  private mutating func take(_ known: RecordLine, _ line: [UInt8]) throws -> Bool {
    switch known {
    case .content(let piece): try take(piece)
    case .event(let event):
      try take(event)
      eventSum.take(line)
    case .end(let run, let sum):
      guard run == head.run, sum == self.sum.digest.description else { throw problem(LineProblem.sum) }
      try finish()
      return true
    case .run, .label, .note: throw problem(LineProblem.noEnd)
    }
    sum.take(line)
    return false
  }

  private func problem(_ said: String) -> RecordLine.Problem { RecordLine.Problem(said) }

  private mutating func take(_ piece: RecordLine.Piece) throws {
    if open == nil {
      guard contents[piece.digest] == nil else { throw problem(LineProblem.piece) }
      open = (piece.digest, piece.size, [])
    }
    guard let (digest, size, bytes) = open, digest == piece.digest, size == piece.size,
      bytes.count == piece.at,
      // A piece that brings nothing would never end.
      !piece.bytes.isEmpty || size == 0, size - bytes.count >= piece.bytes.count
    else { throw problem(LineProblem.piece) }
    open?.bytes += piece.bytes
    if bytes.count + piece.bytes.count == size { try close() }
  }

  private mutating func close() throws {
    guard let (digest, size, bytes) = open else { return }
    open = nil
    guard Digest(of: bytes).description == digest else { throw problem(LineProblem.contentSum) }
    contents[digest] = size
    try database.store(Content(digest: Digest(hexadecimal: digest), size: size, bytes: bytes))
  }

  private mutating func take(_ event: RecordLine.Event) throws {
    events += 1
    if open != nil { throw problem(LineProblem.piece) }
    guard event.number == events else {
      throw problem(LineProblem.number(Int64(event.number), expected: events))
    }
    guard (event.name == .runStarted) == (events == 1) else { throw problem(LineProblem.unfit) }
    if case .runStarted = event.fact, event.time != head.started { throw problem(LineProblem.unfit) }
    for content in event.fact.contents {
      let digest = content.digest.description
      guard contents[digest] == content.size else { throw problem(LineProblem.noContent(digest)) }
      named.insert(digest)
    }
    let told = RunEvent(run: head.run, number: event.number, time: event.time, fact: try filled(event.fact))
    try database.record(told, event.body, version: event.version, by: nil, &projection)
  }

  /// What had arrived of an attempt that never ended comes with its bytes.
  private mutating func filled(_ fact: Fact) throws -> Fact {
    guard case .outputArrived(let arrived) = fact else { return fact }
    let digest = arrived.content.digest
    guard contents[digest.description] == arrived.content.size else { return fact }
    named.insert(digest.description)
    let bytes = try database.first("SELECT content FROM blob WHERE digest = ?", .text(digest.description)) {
      $0.withBytes(0) { [UInt8]($0) }
    }
    return .outputArrived(
      OutputArrived(
        attempt: arrived.attempt, stream: arrived.stream, offset: arrived.offset,
        content: Content(digest: digest, size: arrived.content.size, bytes: bytes)))
  }

  private func finish() throws {
    guard open == nil else { throw problem(LineProblem.piece) }
    guard events == head.events else { throw problem(LineProblem.count(events, expected: head.events)) }
    guard eventSum.digest == head.digest else { throw problem(LineProblem.digest) }
    guard named.count == contents.count else { throw problem(LineProblem.unnamedContent) }
    // What arrived is kept with its run, not by its digest.
    for digest in named { try database.forget(digest) }
  }
}

extension Database {
  /// Deletes a content that nothing names any more.
  func forget(_ digest: String) throws {
    try run(
      """
      DELETE FROM blob WHERE digest = ?1
        AND NOT EXISTS (SELECT 1 FROM evidence WHERE digest = ?1)
        AND NOT EXISTS (SELECT 1 FROM attempt WHERE stdin = ?1)
        AND NOT EXISTS (SELECT 1 FROM runbook_version WHERE digest = ?1)
      """, .text(digest))
  }
}
