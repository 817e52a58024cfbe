import RunbookMatching
import RunbookModel

/// Runs one step from its `when` to its verdict: all items, all attempts.
struct StepRunner: Sendable {
  let stage: Stage
  let step: Step
  /// The verdicts of steps so far, for `when`.
  let verdicts: [String: Verdict]
  /// Of a fix.
  var changing: Changing?
  /// Whether it need not run where another run has settled it: in the flow, not where it is run once more.
  var takesOver = false

  /// As an entry of the flow, or within the block of an `each` (with its item, and the variable that holds it).
  func run(_ bindings: Bindings, items: [String] = [], own: [String] = []) async -> StepResult {
    let start = stage.clock.uptime()
    if let held = heldBack(StepKey(step.name, items: items), bindings, since: start) { return held }
    return await perform(bindings, items: items, own: own, since: start)
  }

  /// Its verdict where its `when` does not hold; nil where it is to run.
  func heldBack(_ key: StepKey, _ bindings: Bindings, since start: Duration) -> StepResult? {
    guard let condition = step.condition else { return nil }
    switch ConditionReader(verdicts: verdicts, bindings: bindings, veil: stage.veil).read(condition) {
    case .holds: return nil
    case .holdsNot(let reason): return end(key, .skipped, reason, since: start)
    case .unknown(let reason): return end(key, .unknown, reason, bindings: bindings, since: start)
    }
  }

  /// All its items and attempts, whatever its `when` says.
  func perform(_ bindings: Bindings, items: [String] = [], own: [String] = [], since start: Duration) async
    -> StepResult
  {
    let key = StepKey(step.name, items: items)
    if let each = step.each {
      return await fanOut(over: each, bindings: bindings, outer: items, own: own, since: start)
    }
    if items.isEmpty {
      stage.post(.stepStarted(StepStarted(step: key, title: step.title, attempts: step.repetition.planned)))
    }
    return await attempts(key, bindings: bindings, own: own, since: start)
  }

  /// One item, or the step where it has none: its attempts and its verdict.
  func attempts(_ key: StepKey, bindings: Bindings, own: [String], since start: Duration) async -> StepResult
  {
    let location: Location
    switch Location.of(step.context, bindings: bindings, stage: stage) {
    case .success(let found): location = found
    case .failure(let problem): return end(key, .unknown, problem.reason, bindings: bindings, since: start)
    }
    if takesOver, let taken = stage.taken(step, key, isFix: changing != nil) {
      return takeOver(taken, key, at: location, own: own)
    }
    await changing?.begin(key, location.bindings)
    var series = AttemptSeries(
      runner: AttemptRunner(stage: stage, step: step, context: location.context), bindings: location.bindings,
      items: key.items, every: step.repetition.every)
    let repeated = await series.run()
    var after = location.bindings
    after.absorb(repeated.yield, veil: stage.veil)
    let changes = changing.flatMap { $0.end(key, after, series.last) }.map { [$0] } ?? []
    let closing =
      key.items.isEmpty
      ? await changing?.close(repeated.verdict, repeated.reason, changes, after) : nil
    var result = end(
      key, closing?.verdict ?? repeated.verdict, closing?.reason ?? repeated.reason, bindings: after,
      tally: repeated.tally, since: start)
    result.yield = repeated.yield
    result.wasRun = repeated.wasRun
    result.changes = changes
    if let closing { result.take(closing) }
    if repeated.wasRun {
      let names = own + (key.items.isEmpty ? [] : repeated.yield.captures.map(\.name))
      result.cleanups += cleanup(key, at: location, bindings: after, own: names)
    }
    return result
  }

  /// What is to be run at the end because the step ran, with the variables that only it knows.
  func cleanup(_ key: StepKey, at location: Location, bindings: Bindings, own: [String]) -> [Cleanup] {
    guard let command = step.cleanup else { return [] }
    let names = own + location.names
    let known = names.compactMap { name in
      bindings.real[name].flatMap { real in bindings.shown[name].map { (name, real, $0) } }
    }
    return [
      Cleanup(
        step: step.name, command: command, context: location.context, items: key.items, own: known)
    ]
  }

  /// Settles a verdict.
  func end(
    _ key: StepKey, _ verdict: Verdict, _ reason: String?, bindings: Bindings? = nil, tally: Tally? = nil,
    takenFrom: String? = nil, since start: Duration
  ) -> StepResult {
    let reason = reason.map { stage.veil.cover($0) }
    stage.post(
      .stepEnded(
        StepEnded(
          step: key, verdict: verdict, reason: reason, hint: bindings.flatMap { hint(for: verdict, $0) },
          tally: tally, duration: (stage.clock.uptime() - start).wholeMilliseconds, takenFrom: takenFrom)))
    return StepResult(verdict: verdict, reason: reason, takenFrom: takenFrom)
  }

  private func hint(for verdict: Verdict, _ bindings: Bindings) -> String? {
    guard let hint = step.hint, verdict != .passed, verdict != .skipped else { return nil }
    return switch fill(hint, bindings.shown) {
    case .text(let text): stage.veil.cover(text)
    case .missing: hint.written
    }
  }
}

extension Repetition {
  /// The most attempts there can be; nil where only time limits them.
  var planned: Int? {
    switch self {
    case .once: 1
    case .retry(let times, _), .sample(let times, _, _), .sampleUpTo(let times, _, _): times
    case .retryUpTo: nil
    }
  }

  /// From the start of one attempt to the start of the next.
  var every: Duration {
    switch self {
    case .once: .zero
    case .retry(_, let every), .retryUpTo(_, let every), .sample(_, let every, _),
      .sampleUpTo(_, let every, _):
      every
    }
  }
}
