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
            try database.record(
              event, body, by: .current, &state.projections[event.run, default: Projection(run: event.run)])
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
}
