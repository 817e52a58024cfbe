import RunbookModel

/// Runs work that ends at its own end, when its time is up, or when a first or a second signal has come.
///
/// In the last two cases the cause is written down and the work is cancelled; it is always waited for.
struct Race: Sendable {
  let clock: any RunClock
  let interruption: Interruption
  let halt: Halt
  let shell: any CommandShell
  let patience: Patience

  private enum Finish<Result: Sendable>: Sendable {
    case done(Result)
    case halted(Halt.Cause)
    /// Whoever waited was cancelled.
    case nothing
  }

  func run<Result: Sendable>(
    limit: (time: Duration, cause: Halt.Cause)? = nil, untilSignal count: Int,
    _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    await withTaskGroup(of: Finish<Result>.self) { group in
      group.addTask { .done(await work()) }
      if let limit {
        group.addTask {
          do {
            try await pass(limit.time)
            return .halted(limit.cause)
          } catch {
            return .nothing
          }
        }
      }
      group.addTask { [interruption] in
        await interruption.wait(for: count)
        guard let signal = interruption.signals.dropFirst(count - 1).first else { return .nothing }
        return .halted(count == 1 ? .signal(signal) : .secondSignal(signal))
      }
      var result: Result?
      for await finish in group {
        switch finish {
        case .done(let done):
          result = done
          group.cancelAll()
        case .halted(let cause):
          guard result == nil, halt.cause == nil || cause.isSecond else { continue }
          halt.set(cause)
          group.cancelAll()
          if cause.isSecond { shell.endAtOnce() }
        case .nothing: continue
        }
      }
      return result!
    }
  }

  /// Returns once so much time has passed in which nobody was asked anything.
  private func pass(_ time: Duration) async throws {
    let start = clock.uptime() - patience.waited(by: clock.uptime())
    var rest = time
    while rest > .zero {
      try await clock.sleep(for: rest)
      let now = clock.uptime()
      rest = time - (now - start - patience.waited(by: now))
      if rest > .zero { rest = max(rest, .milliseconds(100)) }
    }
  }
}

extension Halt.Cause {
  fileprivate var isSecond: Bool { if case .secondSignal = self { true } else { false } }
}
