import RunbookModel

/// What came of all attempts of a step on one item.
struct Repeated: Sendable {
  let verdict: Verdict
  let reason: String?
  let yield: Yield
  let tally: Tally?
  /// Some attempt was handed to the shell.
  let wasRun: Bool
}

extension AttemptSeries {
  /// Makes the attempts that the step asks for, and settles its verdict.
  mutating func run() async -> Repeated {
    switch runner.step.repetition {
    case .once:
      guard let attempted = await next(isOnly: true) else { return halted(planned: nil) }
      return Repeated(
        verdict: attempted.verdict, reason: attempted.reason, yield: attempted.yield, tally: nil,
        wasRun: wasRun)
    case .retry(let times, _): return await retry(times: times, limit: nil)
    case .retryUpTo(let limit, _): return await retry(times: nil, limit: limit)
    case .sample(let times, _, let need): return await sample(times: times, need: need)
    case .sampleUpTo(let times, _, let need): return await sampleInSequence(times: times, need: need)
    }
  }

  /// Until one holds. The last attempt counts.
  private mutating func retry(times: Int?, limit: Duration?) async -> Repeated {
    var lastOne = await next()
    while let attempted = lastOne {
      if attempted.verdict == .passed || attempted.isHopeless || times.map({ made >= $0 }) ?? false { break }
      guard let another = await next(limit: limit) else { break }
      lastOne = another
    }
    guard let last, !isStopped else { return halted(planned: times) }
    return settle(
      last.verdict, reason: EngineProblems.retried(last, made: made), counting: last,
      tally: tally(planned: times ?? made, withInterval: false))
  }

  /// Exactly so many.
  private mutating func sample(times: Int, need: Double) async -> Repeated {
    while made < times {
      guard let attempted = await next() else { return halted(planned: times) }
      if attempted.isHopeless { return hopeless(attempted, planned: times) }
    }
    if isStopped { return halted(planned: times) }
    let verdict = SampleVerdict.of(held: held, failed: failed, unknown: unknown, need: need)
    return settle(
      verdict, reason: EngineProblems.sampled(self, need: need, verdict: verdict),
      counting: lastHeld ?? last, tally: tally(planned: times, withInterval: true))
  }

  /// As many as the sequential test needs. Attempts that could not look tell it nothing.
  private mutating func sampleInSequence(times: Int, need: Double) async -> Repeated {
    var test = SequentialTest(need: need)
    while made < times, test.answer == nil {
      guard let attempted = await next() else { return halted(planned: times) }
      if attempted.isHopeless { return hopeless(attempted, planned: times) }
      if attempted.verdict != .unknown { test.record(held: attempted.verdict == .passed) }
    }
    if isStopped { return halted(planned: times) }
    let verdict: Verdict =
      switch test.answer {
      case .holds: .passed
      case .holdsNot: held == 0 ? .failed : .flaky
      case nil: .unknown
      }
    return settle(
      verdict,
      reason: EngineProblems.sampled(self, need: need, verdict: verdict, isUndecided: test.answer == nil),
      counting: lastHeld ?? last, tally: tally(planned: times, withInterval: true))
  }

  private func settle(_ verdict: Verdict, reason: String?, counting chosen: Attempted?, tally: Tally)
    -> Repeated
  {
    for fact in chosen?.captured() ?? [] { runner.stage.post(fact) }
    return Repeated(
      verdict: verdict, reason: reason, yield: chosen?.yield ?? Yield(), tally: tally, wasRun: wasRun)
  }

  private func hopeless(_ attempted: Attempted, planned: Int) -> Repeated {
    settle(
      attempted.verdict, reason: attempted.reason, counting: attempted,
      tally: tally(planned: planned, withInterval: false))
  }

  private func halted(planned: Int?) -> Repeated {
    Repeated(
      verdict: .unknown, reason: runner.stage.halt.sentence, yield: Yield(),
      tally: made > 1 ? tally(planned: planned ?? made, withInterval: false) : nil, wasRun: wasRun)
  }
}
