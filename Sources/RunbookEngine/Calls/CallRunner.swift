import RunbookMatching
import RunbookModel

/// Runs what a `call` calls: a run of its own, with its own id, needs, limits and cleaning up.
///
/// It never runs inside the walk of its caller, for a walk is cancelled when its run is told to stop, and
/// the called run would end without cleaning up. The conductor runs it between two legs of the walk;
/// signals are passed on to it, and its budget is at most what is left of its caller's.
struct CallRunner: Sendable {
  let stage: Stage
  let call: Call
  let verdicts: [String: Verdict]
  /// Of the caller, of what it calls, and of whoever called it: hidden in both.
  let secrets: [String: String]
  let interruption: Interruption
  /// Makes the engine of a run.
  let engine: @Sendable (Plan, RunSettings) -> Engine

  struct Answer: Sendable {
    var result: StepResult
    /// A person stopped the called run, and with it this one.
    var stopped: String?
  }

  /// With the time that is left to the caller.
  func run(_ bindings: Bindings, within rest: Duration) async -> Answer {
    let start = stage.clock.uptime()
    let key = StepKey(call.step.name)
    let runner = StepRunner(stage: stage, step: call.step, verdicts: verdicts)
    if let held = runner.heldBack(key, bindings, since: start) { return Answer(result: held) }
    stage.post(.stepStarted(StepStarted(step: key, title: call.step.title, attempts: 1)))
    let location: Location
    switch Location.of(call.step.context, bindings: bindings, stage: stage) {
    case .success(let found): location = found
    case .failure(let problem): return Answer(result: runner.end(key, .unknown, problem.reason, since: start))
    }
    if let taken = stage.taken(call.step, key) {
      var result = runner.takeOver(taken, key, at: location, own: [])
      result.wasRun = true
      return Answer(result: result)
    }
    guard let plan = stage.plan.files[call.file.path]?.plan else {
      preconditionFailure("a call of a file that is not there")
    }
    let settings: RunSettings
    do throws(Refused) {
      settings = try self.settings(for: plan, at: location)
    } catch {
      return Answer(result: runner.end(key, .unknown, error.reason, since: start))
    }
    stage.post(.called(Called(name: key.name, child: settings.runID, runbook: plan.name)))
    // Who watches both hears of the call before it hears of the called run.
    await stage.journal.drained()
    let end = stage.countedTime + min(rest, call.limit ?? rest)
    let ran = await RunChain(plan: plan, settings: settings).run { plan, settings in
      var settings = settings
      settings.limit = end - stage.countedTime
      return await run(plan, settings)
    }
    return answer(ran.map(\.result.ended), runner, key, since: start)
  }

  private struct Refused: Error { let reason: String }

  private func settings(
    for plan: Plan, at location: Location
  ) throws(Refused) -> RunSettings {
    var values: [String: VariableValue] = [:]
    for argument in call.file.arguments {
      values[argument.name] = try value(argument.value, location.bindings)
    }
    var settings = stage.settings
    do throws(ArgumentProblem) {
      settings.arguments = try bind(values: values, to: plan)
    } catch {
      throw Refused(reason: error.message)
    }
    settings.context = location.context
    settings.runID = stage.settings.newID(stage.settings.runID, call.step.name)
    settings.secrets = secrets
    settings.only = nil
    settings.from = nil
    settings.parent = stage.settings.runID
    settings.call = call.step.name
    settings.patience = stage.patience
    settings.resumption = stage.settings.resumption?.calls[call.step.name]
    return settings
  }

  private func value(_ value: Value, _ bindings: Bindings) throws(Refused) -> VariableValue {
    switch resolve(value, bindings.real) {
    case .value(let value): return value
    case .missing(let reference): throw Refused(reason: bindings.absence(of: reference))
    case .impossible(let reason): throw Refused(reason: reason)
    }
  }

  private func run(_ plan: Plan, _ settings: RunSettings) async -> RunResult {
    let engine = engine(plan, settings)
    interruption.passOn(to: engine.interruption)
    defer { interruption.passOn(to: nil) }
    return await engine.run()
  }

  /// From the called run, and those that followed it.
  private func answer(
    _ ran: [RunEnded], _ runner: StepRunner, _ key: StepKey, since start: Duration
  ) -> Answer {
    let worst = ran.max { $0.verdict < $1.verdict } ?? ran[0]
    let outcome = VariableValue(ran[0].outcome ?? "")
    let name = key.name + ".outcome"
    stage.post(.captured(Captured(attempt: AttemptKey(name: key.name), name: name, value: outcome)))
    let told = worst.outcome.map { "\($0): \(worst.reason)" } ?? worst.reason
    let verdict: Verdict =
      switch worst.verdict {
      case .healthy: .passed
      case .problem: .failed
      case .inconclusive, .stopped, .interrupted: .unknown
      }
    var answer = Answer(
      result: runner.end(key, verdict, verdict == .passed ? nil : told, since: start),
      stopped: worst.verdict == .stopped ? EngineProblems.says(key.name, .unknown, because: told) : nil)
    answer.result.yield.captures = [(name, outcome)]
    answer.result.wasRun = true
    return answer
  }
}
