import Synchronization

/// The signals that asked a run to end, and those who wait for them.
final class Interruption: Sendable {
  private struct State {
    var signals: [String] = []
    var posted = 0
    var waiters: [(count: Int, bell: AsyncStream<Void>.Continuation)] = []
  }

  private let state = Mutex(State())

  /// The signals so far, in order.
  var signals: [String] { state.withLock { $0.signals } }

  /// The signals that no event tells of yet.
  func takeUnposted() -> [String] {
    state.withLock { state in
      defer { state.posted = state.signals.count }
      return Array(state.signals[state.posted...])
    }
  }

  func post(_ signal: String) {
    let due = state.withLock { state in
      state.signals.append(signal)
      let due = state.waiters.filter { $0.count <= state.signals.count }
      state.waiters.removeAll { $0.count <= state.signals.count }
      return due
    }
    for waiter in due { waiter.bell.finish() }
  }

  /// Returns once so many signals have come, or the task is cancelled.
  func wait(for count: Int) async {
    let (stream, bell) = AsyncStream.makeStream(of: Void.self)
    let isDue = state.withLock { state in
      if state.signals.count < count { state.waiters.append((count, bell)) }
      return state.signals.count >= count
    }
    if isDue { return }
    for await _ in stream {}
  }
}
