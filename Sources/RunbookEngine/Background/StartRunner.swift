import RunbookMatching
import RunbookModel

/// Puts a command into the background, and waits until it is ready.
///
/// It passed when what `ready when` says holds while it runs, or, where nothing is said, when it has not
/// ended at once. Not ready in its time: unknown, for whatever looks through it would see nothing. Ended before that:
/// its ending decides, as that of any command, on all it printed.
///
/// A port that answers before anything is started belongs to somebody else (the same runbook in another
/// context, a server that was forgotten): whatever looked through it would look at the wrong thing.
struct StartRunner: Sendable {
  let stage: Stage
  let start: Start

  /// A command that cannot even begin has ended by then.
  private static let beginning = Duration.milliseconds(100)

  private var step: Step { start.step }

  func run(_ bindings: Bindings) async -> StepResult {
    let begun = stage.clock.uptime()
    let key = StepKey(step.name)
    let runner = StepRunner(stage: stage, step: step, verdicts: [:])
    stage.post(.stepStarted(StepStarted(step: key, title: step.title, attempts: 1)))
    let location: Location
    switch Location.of(step.context, bindings: bindings, stage: stage) {
    case .success(let found): location = found
    case .failure(let problem): return runner.end(key, .unknown, problem.reason, since: begun)
    }
    if let reason = await taken() {
      return runner.end(key, .unknown, reason, bindings: location.bindings, since: begun)
    }
    let (verdict, reason) = await ready(at: location)
    stage.post(
      .attemptJudged(
        AttemptJudged(
          attempt: AttemptKey(name: step.name), verdict: verdict, reason: reason.map { stage.veil.cover($0) })
      ))
    var result = runner.end(key, verdict, reason, since: begun)
    result.wasRun = true
    result.cleanups = runner.cleanup(key, at: location, bindings: location.bindings, own: [])
    return result
  }

  private func ready(at location: Location) async -> (Verdict, String?) {
    guard let text = step.command else { preconditionFailure("a start without a command") }
    let attempt = AttemptKey(name: step.name)
    let command = BackgroundCommand(
      step.name,
      hasGone: { [stage] reason in stage.post(.warned(Warned(message: stage.veil.cover(reason)))) },
      work: { [stage, step] hear in
        await stage.execute(
          text, as: attempt, declared: step.effect, stdin: step.stdin, bindings: location.bindings,
          context: location.context,
          limits: ExecutionLimits(timeout: .seconds(1 << 30), keep: step.keep), heard: hear)
      })
    stage.background.start(command)
    let waited = await wait(for: command, at: location)
    let heard = command.look()
    if !waited.hasEnded { command.relyOn() }
    switch waited {
    case .ready: return (.passed, nil)
    case .blind(let reason): return (.unknown, reason)
    case .halted: return (.unknown, stage.halt.sentence)
    case .late:
      guard start.ready != nil else { return (.passed, nil) }
      return (.unknown, await lateness(attempt, heard, at: location))
    case .ended(let executed):
      let runner = AttemptRunner(stage: stage, step: step, context: location.context)
      if let reason = await runner.blindness(executed, command: text, key: attempt) {
        return (.unknown, reason)
      }
      return early(executed, attempt, at: location)
    }
  }

  private enum Waited: Sendable {
    case ready
    case ended(Executed)
    case late
    case halted
    /// Nobody can say whether it is ready.
    case blind(String)

    var hasEnded: Bool { if case .ended = self { true } else { false } }
  }

  /// Until it is ready, has ended, or its time is up.
  private func wait(for command: BackgroundCommand, at location: Location) async -> Waited {
    await withTaskGroup(of: Waited.self) { group in
      let limit = start.ready == nil ? Self.beginning : step.timeout
      group.addTask { await listen(to: command, at: location) }
      group.addTask { [clock = stage.clock] in
        do {
          try await clock.sleep(for: limit)
          return .late
        } catch {
          return .halted
        }
      }
      if case .port(let port) = start.ready { group.addTask { await answer(of: port) } }
      let first = await group.next()!
      group.cancelAll()
      return first
    }
  }

  private func listen(to command: BackgroundCommand, at location: Location) async -> Waited {
    for await _ in command.news {
      let heard = command.look()
      if case .ended(let executed) = heard { return .ended(executed) }
      guard let observation = heard.observation, let judgement = judgement(on: observation, at: location),
        judgement.verdict == .passed
      else { continue }
      post(judgement)
      return .ready
    }
    return .halted
  }

  /// Why its port cannot be its own; nil where it can.
  private func taken() async -> String? {
    guard case .port(let port) = start.ready else { return nil }
    let executed = await ask(PortQuestion.once(port), number: 1)
    switch executed.ending {
    case .exited(0): return EngineProblems.taken(port)
    case .interrupted: return stage.halt.sentence
    case .exited, .signalled, .timedOut, .stopped, .notStarted, .notRun, .notRecorded: return nil
    }
  }

  /// Asks with the shell, so that the answer is recorded.
  private func ask(_ text: String, number: Int) async -> Executed {
    await stage.execute(
      Command(readFrom: text, by: .bash, place: step.place),
      as: AttemptKey(.ready, name: step.name, number: number),
      bindings: Bindings(), context: nil, limits: ExecutionLimits(timeout: step.timeout, keep: 64 << 10))
  }

  /// Asks a port until it answers. Somebody else may have taken it meanwhile, and then the command has a moment to
  /// say so by its end.
  private func answer(of port: Int) async -> Waited {
    let executed = await ask(PortQuestion.patient(port), number: 2)
    switch executed.ending {
    case .exited(0):
      do {
        try await stage.clock.sleep(for: Self.beginning)
        return .ready
      } catch {
        return .halted
      }
    case .timedOut: return .late
    case .interrupted: return .halted
    case .exited, .signalled, .stopped, .notStarted, .notRun, .notRecorded:
      return .blind(EngineProblems.ended(executed.ending, stderr: executed.stderr.bytes))
    }
  }

  /// Nil where readiness is no question of what it prints.
  private func judgement(on observation: Observation, at location: Location) -> Judgement? {
    guard case .expectation(let expectation) = start.ready else { return nil }
    return stage.judge(expectation, on: observation, variables: location.bindings.shown)
  }

  private func post(_ judgement: Judgement) {
    stage.post(
      .expectationJudged(
        ExpectationJudged(attempt: AttemptKey(name: step.name), index: 1, judgement: judgement)))
  }

  /// Why it is not ready, where its time is up.
  private func lateness(
    _ attempt: AttemptKey, _ heard: BackgroundCommand.Look, at location: Location
  ) async -> String {
    let programs = step.command?.programs ?? []
    if AttemptRunner.areOfClusters(programs),
      let silence = await ClusterQuestions(stage: stage).silence(
        after: attempt, limit: step.timeout, context: location.context)
    {
      return silence
    }
    var reason: String?
    if case .port(let port) = start.ready { reason = EngineProblems.noAnswer(onPort: port) }
    if let observation = heard.observation, let judgement = judgement(on: observation, at: location) {
      post(judgement)
      reason = EngineProblems.reason(of: judgement)
    }
    return EngineProblems.notReady(within: step.timeout, because: reason)
  }

  /// What it means that it has ended before it was ready.
  private func early(
    _ executed: Executed, _ attempt: AttemptKey, at location: Location
  ) -> (Verdict, String?) {
    let judgement = judgement(
      on: Observation(
        output: executed.output.bytes, outputCut: executed.output.cut, stderr: executed.stderr.bytes,
        stderrCut: executed.stderr.cut, exit: executed.judgedEnding.status, duration: executed.duration),
      at: location)
    if let judgement { post(judgement) }
    let isDone = executed.judgedEnding == .exited(status: 0)
    if isDone, start.ready == nil || judgement?.verdict == .passed { return (.passed, nil) }
    let ending = EngineProblems.ended(executed.ending, stderr: executed.stderr.bytes)
    return (.failed, EngineProblems.endedBeforeReady(ending))
  }
}
