import GRDB
import RunbookModel

extension Database {
  /// Stores an event: in the log, in its projections, with the bytes that came with it.
  ///
  /// - Parameters:
  ///   - body: its members, as `FactWriter` writes them.
  ///   - process: who records the run while it runs; nil where the run is over.
  func record(
    _ event: RunEvent, _ body: [UInt8], version: Int = RunbookModel.eventVersion,
    by process: RecordingProcess?,
    _ projection: inout Projection
  ) throws {
    for content in event.fact.contents { try store(content) }
    try projection.apply(event, to: self)
    try run(
      "INSERT INTO event (run, number, time, name, version, body) VALUES (?, ?, ?, ?, ?, ?)",
      .text(event.run), .of(event.number), .of(event.time.milliseconds), .text(event.fact.name.rawValue),
      .of(version), .utf8(body))
    switch event.fact {
    case .runStarted:
      guard let process else { break }
      try run(
        "INSERT INTO recorder (run, process, born, boot, namespace) VALUES (?, ?, ?, ?, ?)",
        .text(event.run), .of(process.process), .of(process.born), .text(process.boot),
        .text(process.namespace))
    case .runEnded: try run("DELETE FROM recorder WHERE run = ?", .text(event.run))
    case .outputArrived(let fact):
      guard let position = projection.attempts[fact.attempt]?.position, let bytes = fact.content.bytes else {
        break
      }
      try run(
        "INSERT INTO chunk (run, attempt, stream, start, content) VALUES (?, ?, ?, ?, ?)",
        .text(event.run), .of(position), .text(fact.stream.rawValue), .of(fact.offset), .blob(bytes))
    case .attemptEnded(let fact):
      guard let attempt = projection.attempts[fact.attempt], attempt.hasArrived else { break }
      try run(
        "DELETE FROM chunk WHERE run = ? AND attempt = ?", .text(event.run), .of(attempt.position))
    case .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called, .attemptStarted,
      .expectationJudged,
      .captured,
      .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered,
      .changed, .warned, .interrupted:
      break
    }
  }

  /// Once, by its digest; nothing where it came without its bytes.
  func store(_ content: Content) throws {
    guard let bytes = content.bytes else { return }
    try run(
      "INSERT INTO blob (digest, size, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
      .text(content.digest.description), .of(content.size), .blob(bytes))
  }
}
