import RunbookModel

/// The attempts of one step on one item, one after the other, with their interval.
struct AttemptSeries: Sendable {
  let runner: AttemptRunner
  let bindings: Bindings
  let items: [String]
  let every: Duration
  private(set) var held = 0
  private(set) var failed = 0
  private(set) var unknown = 0
  private(set) var last: Attempted?
  private(set) var lastHeld: Attempted?
  private(set) var lastFailed: Attempted?
  private(set) var wasRun = false
  /// The run was told to stop before the attempts were done.
  private(set) var isStopped = false
  private var firstStart: Duration?
  private var lastStart: Duration?

  init(runner: AttemptRunner, bindings: Bindings, items: [String], every: Duration) {
    self.runner = runner
    self.bindings = bindings
    self.items = items
    self.every = every
  }

  var made: Int { held + failed + unknown }

  /// The next attempt; nil where the run was told to stop, or where it would start later than `limit` after the first.
  mutating func next(isOnly: Bool = false, limit: Duration? = nil) async -> Attempted? {
    let clock = runner.stage.clock
    if let lastStart, let firstStart {
      let start = max(clock.uptime(), lastStart + every)
      if let limit, start > firstStart + limit { return nil }
      let wait = start - clock.uptime()
      if wait > .zero {
        runner.stage.journal.flush()
        try? await clock.sleep(for: wait)
      }
    }
    if Task.isCancelled {
      isStopped = true
      return nil
    }
    let start = clock.uptime()
    firstStart = firstStart ?? start
    lastStart = start
    let key = AttemptKey(.step, name: runner.step.name, items: items, number: made + 1)
    let attempted = await runner.run(key, bindings: bindings, isOnly: isOnly)
    count(attempted)
    return attempted
  }

  private mutating func count(_ attempted: Attempted) {
    wasRun = wasRun || attempted.wasRun
    isStopped = isStopped || attempted.wasInterrupted
    last = attempted
    switch attempted.verdict {
    case .passed:
      held += 1
      lastHeld = attempted
    case .failed:
      failed += 1
      lastFailed = attempted
    case .unknown, .flaky, .skipped: unknown += 1
    }
  }

  func tally(planned: Int, withInterval: Bool) -> Tally {
    let interval = withInterval ? WilsonInterval(held: held, of: held + failed) : nil
    return Tally(
      held: held, failed: failed, unknown: unknown, planned: planned, low: interval?.low, high: interval?.high
    )
  }
}
