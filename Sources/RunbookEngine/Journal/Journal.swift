import RunbookModel
import Synchronization

/// Stamps what happens, and keeps it until the pump has told everybody.
///
/// Steps run side by side, so facts come from several tasks and from the shell's own threads. One
/// lock gives each its number and its time and puts it at the end of one queue: the order of the
/// queue, of the numbers and of the stored log are the same by construction. Posting never waits,
/// because a fact that has happened must not get lost; the engine waits instead, before it starts
/// the next command (`room`), while more bytes are queued than `limit`. So memory is bounded by
/// the limit and what the commands that run at this moment may leave.
///
/// The pump is told through a continuation of its own and not through an `AsyncStream`, for two
/// reasons: a stream ends when its task is cancelled, and then facts are lost; and it hands out one
/// element at a time, where the recorder wants all there are in one transaction.
final class Journal: Sendable {
  private struct State {
    var count = 0
    /// Of the last event, with the uptime in milliseconds.
    var last: (time: Moment, uptime: Int)?
    var pending: [RunEvent] = []
    /// Bytes of content in `pending` and in the batch that is being told.
    var bytes = 0
    var batchBytes = 0
    var isTelling = false
    var isClosed = false
    var pump: CheckedContinuation<Void, Never>?
    /// The pump, while it rests.
    var resting: CheckedContinuation<Void, Never>?
    var waiting: [(limit: Int, continuation: CheckedContinuation<Void, Never>)] = []

    /// Those whose wish is met: no more than so many bytes queued; -1: nothing at all.
    mutating func takeSatisfied() -> [CheckedContinuation<Void, Never>] {
      let (bytes, isIdle) = (bytes, pending.isEmpty && !isTelling)
      let satisfied = waiting.filter { $0.limit < 0 ? isIdle : bytes <= $0.limit }
      waiting.removeAll { $0.limit < 0 ? isIdle : bytes <= $0.limit }
      return satisfied.map(\.continuation)
    }

    mutating func add(_ fact: Fact, of run: String, at time: Moment) {
      count += 1
      pending.append(RunEvent(run: run, number: count, time: time, fact: fact))
    }

    mutating func takeResting() -> CheckedContinuation<Void, Never>? {
      defer { resting = nil }
      return resting
    }
  }

  private let run: String
  private let clock: any RunClock
  private let limit: Int
  private let pace: Duration
  private let state = Mutex(State())

  /// With the most bytes that may be queued when a command is started, and the shortest time between two tellings.
  init(
    run: String, clock: any RunClock, limit: Int = 16 << 20, pace: Duration = .milliseconds(20)
  ) {
    self.run = run
    self.clock = clock
    self.limit = limit
    self.pace = pace
  }

  /// Takes a fact. After the last one it is dropped: a signal that comes when all is over.
  func post(_ fact: Fact) { post(fact, isLast: false) }

  /// Takes the last fact.
  func close(with fact: Fact) { post(fact, isLast: true) }

  private func post(_ fact: Fact, isLast: Bool) {
    let pump = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.isClosed else { return nil }
      let (now, uptime) = (clock.now(), clock.uptime().wholeMilliseconds)
      if let last = state.last, now < last.time {
        let back = Duration.seconds((last.time.since(now) + uptime - last.uptime + 500) / 1000)
        if back > .zero {
          state.add(.warned(Warned(message: EngineProblems.clockWentBack(by: back))), of: run, at: now)
        }
      }
      state.last = (now, uptime)
      state.add(fact, of: run, at: now)
      state.bytes += fact.weight
      state.isClosed = isLast
      if isLast, let pump = state.takeResting() { return pump }
      if fact.isFollowed { return nil }
      defer { state.pump = nil }
      return state.pump
    }
    pump?.resume()
  }

  /// Whether so much is queued that bytes which are only good for a live view had better be left out.
  var isFull: Bool { state.withLock { $0.bytes > limit } }

  /// Returns when few enough bytes are queued to start another command.
  func room() async { await wait(limit) }

  /// Returns when everybody has been told of everything so far.
  func drained() async { await wait(-1) }

  /// Has everybody told of what was posted as though something followed, before the run waits for time to pass.
  func flush() { takePump()?.resume() }

  private func wait(_ limit: Int) async {
    await withCheckedContinuation { continuation in
      let satisfied = state.withLock { state in
        state.waiting.append((limit, continuation))
        return state.takeSatisfied()
      }
      for continuation in satisfied { continuation.resume() }
      if satisfied.isEmpty {
        flush()
        state.withLock { $0.takeResting() }?.resume()
      }
    }
  }

  private func takePump() -> CheckedContinuation<Void, Never>? {
    state.withLock { state in
      if state.pending.isEmpty { return nil }
      defer { state.pump = nil }
      return state.pump
    }
  }

  /// For the pump, which has just told something: returns a little later, or as soon as somebody waits
  /// for it. What comes thick and fast meanwhile shares one transaction; what comes alone does not wait.
  func rest() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await self.clock.sleep(for: self.pace) }
      group.addTask { await self.urgency() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Returns when somebody waits for the pump, nothing more will come, or the task is cancelled.
  private func urgency() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isUrgent = state.withLock { state in
          if state.isClosed || !state.waiting.isEmpty || Task.isCancelled { return true }
          state.resting = continuation
          return false
        }
        if isUrgent { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeResting() }?.resume()
    }
  }

  /// For the pump: all that is queued, waiting for something where there is nothing; nil at the end.
  func next() async -> [RunEvent]? {
    while true {
      let (batch, isClosed, satisfied) = state.withLock { state in
        let batch = state.pending
        state.bytes -= state.batchBytes
        state.batchBytes = batch.reduce(0) { $0 + $1.fact.weight }
        state.isTelling = !batch.isEmpty
        state.pending = []
        return (batch, state.isClosed, state.takeSatisfied())
      }
      for continuation in satisfied { continuation.resume() }
      if !batch.isEmpty { return batch }
      if isClosed { return nil }
      await withCheckedContinuation { continuation in
        let isNeeded = state.withLock { state in
          if state.pending.isEmpty, !state.isClosed { state.pump = continuation }
          return state.pump == nil
        }
        if isNeeded { continuation.resume() }
      }
      // What is posted in the same breath belongs to the same transaction.
      await Task.yield()
    }
  }
}

extension Fact {
  /// The bytes of content that this fact keeps in memory.
  var weight: Int {
    switch self {
    case .attemptEnded(let fact): fact.output.content.size + fact.stderr.content.size
    case .outputArrived(let fact): fact.content.size
    case .attemptStarted(let fact): fact.stdin?.size ?? 0
    case .runStarted, .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called,
      .expectationJudged,
      .captured,
      .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .answered, .changed,
      .warned, .interrupted,
      .runEnded:
      0
    }
  }
}

extension Fact {
  /// Another fact follows, with no waiting in between that is not a fact or a `flush`: one transaction takes both.
  fileprivate var isFollowed: Bool {
    switch self {
    case .stepStarted, .attemptEnded, .expectationJudged, .captured, .attemptJudged, .stepEnded: true
    case .runStarted, .clusterIdentified, .needJudged, .pathEntered, .called, .attemptStarted,
      .outputArrived, .decisionTaken, .outcomeFound, .finallyStarted, .answered,
      .changed, .warned, .interrupted, .runEnded:
      false
    }
  }
}
