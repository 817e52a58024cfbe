import Synchronization

/// The time that a run waited for a person, which its budget does not count.
final class Patience: Sendable {
  private struct State {
    var waited = Duration.zero
    var since: Duration?
  }

  private let state = Mutex(State())

  /// Waits for an answer.
  func wait<Answer>(_ clock: any RunClock, for answer: () async -> Answer) async -> Answer {
    state.withLock { $0.since = clock.uptime() }
    let answered = await answer()
    state.withLock {
      $0.waited += clock.uptime() - ($0.since ?? clock.uptime())
      $0.since = nil
    }
    return answered
  }

  /// So far, a question that is still open included.
  func waited(by now: Duration) -> Duration {
    state.withLock { $0.waited + ($0.since.map { now - $0 } ?? .zero) }
  }
}
