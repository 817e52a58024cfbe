import RunbookCommands
import RunbookMatching
import RunbookModel

/// Runs one attempt of a step and judges it.
///
/// The order is fixed, wherever the lines stand in the file: the command, the captures, the
/// expectations. The verdict is the first of these that applies:
///
/// 1. it could not look (the shell or a tool says so, a variable was never captured, the API server
///    is silent after a time-out): unknown, and nothing is captured or expected, for there is no evidence;
/// 2. a written expectation does not hold, or the command ran out of time: failed (or unknown, where something
///    that was started in the background, and may be what it looks through, has gone);
/// 3. a written expectation cannot be judged: unknown;
/// 4. the exit status is not 0, where no `expect exit` says otherwise: failed;
/// 5. else passed.
///
/// What is judged is the evidence as it is stored: after redaction and after the cut, with the
/// expectation's own values redacted alike. So a replay, which has nothing else, cannot judge otherwise.
struct AttemptRunner: Sendable {
  let stage: Stage
  let step: Step
  /// Of the kubeconfig; nil leaves it to the user's environment.
  let context: String?

  /// With captures posted as they are found, where this is the only attempt.
  func run(_ key: AttemptKey, bindings: Bindings, isOnly: Bool) async -> Attempted {
    guard let command = step.command else {
      stage.post(.attemptStarted(AttemptStarted(attempt: key, command: "")))
      return await weighEvidence(
        .nothing, ending: nil, key: key, bindings: bindings, isOnly: isOnly, wasRun: false)
    }
    let executed = await stage.execute(
      command, as: key, declared: step.effect, stdin: step.stdin, bindings: bindings, context: context,
      limits: ExecutionLimits(timeout: step.timeout, stopAfter: step.stopAfter, keep: step.keep))
    if let reason = await blindness(executed, command: command, key: key) {
      var attempted = couldNotLook(
        key, because: reason, wasRun: executed.wasRun, isHopeless: !executed.wasRun)
      attempted.wasInterrupted = executed.ending == .interrupted
      return attempted
    }
    let observation = Observation(
      output: executed.output.bytes, outputCut: executed.output.cut, stderr: executed.stderr.bytes,
      stderrCut: executed.stderr.cut, exit: executed.judgedEnding.status, duration: executed.duration)
    var attempted = await weighEvidence(
      observation, ending: executed, key: key, bindings: bindings, isOnly: isOnly, wasRun: executed.wasRun)
    attempted.foundNothing =
      executed.ending == .exited(status: 0)
      && foundNothingToChange(programs: command.programs, output: executed.output.bytes)
    return attempted
  }

  /// Why it could not look, or nil where it could.
  func blindness(_ executed: Executed, command: Command, key: AttemptKey) async -> String? {
    switch executed.ending {
    case .notRun(let reason): return reason
    case .notStarted(let reason): return EngineProblems.notStarted(reason)
    case .notRecorded: return EngineProblems.notRecorded
    case .interrupted: return stage.halt.sentence
    case .exited, .signalled, .timedOut, .stopped: break
    }
    if let refused = refusal(
      programs: command.programs, ending: executed.judgedEnding, output: executed.output.bytes,
      stderr: executed.stderr.bytes)
    {
      return refused
    }
    guard executed.ending == .timedOut, Self.areOfClusters(command.programs) else {
      return nil
    }
    return await ClusterQuestions(stage: stage).silence(after: key, limit: step.timeout, context: context)
  }

  static func areOfClusters(_ programs: [ProgramUse]) -> Bool {
    programs.contains { isClusterTool($0.name) }
  }

  private func couldNotLook(
    _ key: AttemptKey, because reason: String, wasRun: Bool, isHopeless: Bool
  ) -> Attempted {
    let reason = stage.veil.cover(reason)
    stage.post(.attemptJudged(AttemptJudged(attempt: key, verdict: .unknown, reason: reason)))
    return Attempted(
      key: key, verdict: .unknown, reason: reason, yield: Yield(), wasRun: wasRun, isHopeless: isHopeless)
  }

  /// Captures, expects, and weighs.
  private func weighEvidence(
    _ observation: Observation, ending: Executed?, key: AttemptKey, bindings: Bindings, isOnly: Bool,
    wasRun: Bool
  ) async -> Attempted {
    var variables = bindings.shown
    let yield = collect(from: observation, variables: &variables)
    var judgements: [Judgement] = []
    if isOnly {
      for captured in yield.captures {
        stage.post(.captured(Captured(attempt: key, name: captured.name, value: captured.value)))
      }
    }
    for (index, expectation) in step.expectations.enumerated() {
      let judgement = stage.judge(expectation, on: observation, variables: variables)
      stage.post(
        .expectationJudged(ExpectationJudged(attempt: key, index: index + 1, judgement: judgement)))
      judgements.append(judgement)
    }
    var (verdict, reason) = weigh(judgements, ending: ending)
    if verdict == .failed, wasRun, let gone = await stage.background.gone(stage.clock) {
      (verdict, reason) = (.unknown, EngineProblems.mayNeed(gone, because: reason))
    }
    stage.post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: reason)))
    return Attempted(
      key: key, verdict: verdict, reason: reason, yield: yield, wasRun: wasRun,
      isHopeless: step.command == nil)
  }

  private func collect(from observation: Observation, variables: inout Variables) -> Yield {
    var yield = Yield()
    for wanted in step.captures {
      let hidden = Capture(
        name: wanted.name, selector: stage.veil.cover(wanted.selector), type: wanted.type,
        place: wanted.place)
      switch capture(hidden, from: observation, variables: variables) {
      case .found(let value):
        let shown = stage.veil.cover(value, named: wanted.name)
        variables[wanted.name] = shown
        yield.captures.append((wanted.name, shown))
      case .nothing: yield.absences[wanted.name] = EngineProblems.foundNothing(wanted)
      case .impossible(let reason): yield.absences[wanted.name] = stage.veil.cover(reason)
      }
    }
    return yield
  }

  private func weigh(_ judgements: [Judgement], ending: Executed?) -> (Verdict, String?) {
    if let failed = judgements.first(where: { $0.verdict == .failed }) {
      return (.failed, EngineProblems.reason(of: failed))
    }
    if ending?.ending == .timedOut { return (.failed, EngineProblems.timedOut(after: step.timeout)) }
    if let unclear = judgements.first(where: { $0.verdict != .passed }) {
      return (.unknown, EngineProblems.reason(of: unclear))
    }
    guard let ending, ending.ending != .stopped, !step.expectsExit else { return (.passed, nil) }
    if ending.judgedEnding == .exited(status: 0) { return (.passed, nil) }
    return (.failed, EngineProblems.ended(ending.ending, stderr: ending.stderr.bytes))
  }
}

extension Stage {
  /// Judges what is recorded: values of the expectation are hidden like those of the evidence.
  func judge(_ expectation: Expectation, on observation: Observation, variables: Variables) -> Judgement {
    veil.cover(
      RunbookMatching.judge(
        veil.cover(expectation), on: observation, variables: variables, line: line(of: expectation.place)))
  }
}

extension Step {
  /// An `expect exit …` stands in it.
  var expectsExit: Bool { expectations.contains { $0.selector.source == .exit } }
}
