import GRDB
package import RunbookModel
import Synchronization

/// Records runs: each batch of events is one transaction and one flush to disk, so that what it was
/// told is durable when it answers.
///
/// Once it has failed it goes on only with the events that it could not record: a log with a gap in it
/// would not be the truth. Work is done on
/// the database's own thread, never on one of the few that run the engine, and goes on when the task
/// that waits is cancelled, for what was interrupted is just what people want to look up.
package final class RunRecorder: RunObserver {
  private struct State {
    var projections: [String: Projection] = [:]
    /// What went wrong, and the number of the first event that is not recorded.
    var failure: (problem: HistoryProblem, number: Int)?
  }

  private let history: History
  private let state = Mutex(State())

  init(history: History) { self.history = history }

  package func observe(_ events: [RunEvent]) async -> String? {
    if events.isEmpty { return nil }
    let bodies: [[UInt8]]
    do { bodies = try events.map { try FactWriter.body(of: $0.fact) } } catch {
      return HistoryProblem(error, at: history.path).message
    }
    return await withCheckedContinuation { continuation in
      history.pool.asyncWriteWithoutTransaction { database in
        continuation.resume(returning: self.store(events, bodies, in: database))
      }
    }
  }

  private func store(_ events: [RunEvent], _ bodies: [[UInt8]], in database: Database) -> String? {
    state.withLock { state in
      if let failure = state.failure, failure.number != events[0].number { return failure.problem.message }
      let before = state.projections
      do {
        try database.inTransaction(.immediate) {
          for (event, body) in zip(events, bodies) {
            try write(
              event, body, &state.projections[event.run, default: Projection(run: event.run)], in: database)
          }
          return .commit
        }
        guard FileIdentity(path: history.path) == history.identity else {
          throw HistoryProblem.removed(history.path)
        }
        state.failure = nil
        return nil
      } catch {
        let problem = HistoryProblem(error, at: history.path)
        state.projections = before
        state.failure = (problem, events[0].number)
        return problem.message
      }
    }
  }

  private func write(
    _ event: RunEvent, _ body: [UInt8], _ projection: inout Projection, in database: Database
  ) throws {
    for content in event.fact.contents { try store(content, in: database) }
    try projection.apply(event, to: database)
    try database.run(
      "INSERT INTO event (run, number, time, name, version, body) VALUES (?, ?, ?, ?, ?, ?)",
      .text(event.run), .of(event.number), .of(event.time.milliseconds), .text(event.fact.name.rawValue),
      .of(RunbookModel.eventVersion), .utf8(body))
    switch event.fact {
    case .runStarted:
      guard let process = RecordingProcess.current else { break }
      try database.run(
        "INSERT INTO recorder (run, process, born, boot, namespace) VALUES (?, ?, ?, ?, ?)",
        .text(event.run), .of(process.process), .of(process.born), .text(process.boot),
        .text(process.namespace))
    case .runEnded: try database.run("DELETE FROM recorder WHERE run = ?", .text(event.run))
    case .outputArrived(let fact):
      guard let position = projection.attempts[fact.attempt]?.position, let bytes = fact.content.bytes else {
        break
      }
      try database.run(
        "INSERT INTO chunk (run, attempt, stream, start, content) VALUES (?, ?, ?, ?, ?)",
        .text(event.run), .of(position), .text(fact.stream.rawValue), .of(fact.offset), .blob(bytes))
    case .attemptEnded(let fact):
      guard let attempt = projection.attempts[fact.attempt], attempt.hasArrived else { break }
      try database.run(
        "DELETE FROM chunk WHERE run = ? AND attempt = ?", .text(event.run), .of(attempt.position))
    case .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called, .attemptStarted,
      .expectationJudged,
      .captured,
      .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered,
      .changed, .warned, .interrupted:
      break
    }
  }

  private func store(_ content: Content, in database: Database) throws {
    guard let bytes = content.bytes else { return }
    try database.run(
      "INSERT INTO blob (digest, size, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
      .text(content.digest.description), .of(content.size), .blob(bytes))
  }
}

extension Fact {
  /// What the history keeps of it by digest; pieces of a stream that still grows are kept apart.
  fileprivate var contents: [Content] {
    switch self {
    case .runStarted(let fact): fact.sources.map(\.text)
    case .attemptStarted(let fact): fact.stdin.map { [$0] } ?? []
    case .attemptEnded(let fact): [fact.output.content, fact.stderr.content]
    case .outputArrived, .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called,
      .expectationJudged,
      .captured,
      .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered,
      .changed, .warned, .interrupted,
      .runEnded:
      []
    }
  }
}
