import Synchronization

/// The signals that asked a run to end, and those who wait for them.
final class Interruption: Sendable {
  private struct State {
    var signals: [String] = []
    var listener: (@Sendable (String) -> Void)?
    var follower: Interruption?
    var waiters: [(count: Int, bell: AsyncStream<Void>.Continuation)] = []
  }

  private let state = Mutex(State())

  /// The signals so far, in order.
  var signals: [String] { state.withLock { $0.signals } }

  /// Tells of every signal, first of those that came before.
  func listen(_ listener: @escaping @Sendable (String) -> Void) {
    let earlier = state.withLock { state in
      state.listener = listener
      return state.signals
    }
    for signal in earlier { listener(signal) }
  }

  /// Passes every signal on to a run inside this one, first those that came before.
  func passOn(to follower: Interruption?) {
    let earlier = state.withLock { state in
      state.follower = follower
      return state.signals
    }
    for signal in earlier { follower?.post(signal) }
  }

  /// The run has its verdict: from here on signals change nothing. Gives those that came in time.
  func close() -> [String] {
    state.withLock { state in
      state.listener = nil
      return state.signals
    }
  }

  /// Tells the listener before anybody ends because of it.
  func post(_ signal: String) {
    let (listener, follower, due) = state.withLock { state in
      state.signals.append(signal)
      let due = state.waiters.filter { $0.count <= state.signals.count }
      state.waiters.removeAll { $0.count <= state.signals.count }
      return (state.listener, state.follower, due)
    }
    listener?(signal)
    for waiter in due { waiter.bell.finish() }
    follower?.post(signal)
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
