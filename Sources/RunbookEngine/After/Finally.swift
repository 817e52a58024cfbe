import RunbookModel

/// Cleans up: the cleanups of the steps that ran, last first, then the lines and steps of `finally` in the order of the file.
///
/// It runs whatever came of the flow, once anything has run, and changes no verdict. One line has 30 s,
/// all have 60 s (as `Defaults` says); a line that needs a variable that was never captured is left
/// out. Whatever was not cleaned up is named.
struct Finally: Sendable {
  let stage: Stage
  let walked: Walked
  /// With what steps of `finally` capture.
  private var bindings: Bindings

  init(stage: Stage, walked: Walked) {
    self.stage = stage
    self.walked = walked
    bindings = walked.bindings
  }

  /// One thing to do: when, and how it is named where it was not done.
  private enum Chore {
    case cleanup(Cleanup, number: Int)
    case line(Command, position: Int)
    case step(Step)
  }

  /// Does it all. Gives the names of what was not cleaned up.
  mutating func run() async -> [String] {
    let chores = self.chores()
    guard walked.hasRun, !chores.isEmpty else { return [] }
    stage.post(.finallyStarted(FinallyStarted(count: chores.count)))
    let deadline = stage.clock.uptime() + stage.plan.defaults.finally
    var left: [String] = []
    for chore in chores {
      let rest = deadline - stage.clock.uptime()
      if Task.isCancelled || rest <= .zero {
        left.append(name(of: chore))
      } else if await !isDone(chore, within: min(rest, stage.plan.defaults.finallyLine)) {
        left.append(name(of: chore))
      }
    }
    var seen: Set<String> = []
    return left.filter { seen.insert($0).inserted }
  }

  private func chores() -> [Chore] {
    var counts: [String: Int] = [:]
    var chores = walked.cleanups.reversed().map { cleanup in
      let key = cleanup.step + "\0" + cleanup.items.joined(separator: "\0")
      counts[key, default: 0] += 1
      return Chore.cleanup(cleanup, number: counts[key]!)
    }
    for (index, entry) in stage.plan.finally.enumerated() {
      switch entry {
      case .run(let command): chores.append(.line(command, position: index + 1))
      case .step(let step): chores.append(.step(step))
      }
    }
    return chores
  }

  private func name(of chore: Chore) -> String {
    switch chore {
    case .cleanup(let cleanup, _): cleanup.step
    case .line(let command, _): stage.veil.cover(EngineProblems.firstLine(of: command.text))
    case .step(let step): step.name
    }
  }

  private mutating func isDone(_ chore: Chore, within limit: Duration) async -> Bool {
    switch chore {
    case .cleanup(let cleanup, let number):
      var bindings = bindings
      for own in cleanup.own { bindings.set(own.name, to: own.real, veil: stage.veil) }
      let key = AttemptKey(.cleanup, name: cleanup.step, items: cleanup.items, number: number)
      return await isDone(
        cleanup.command, as: key, context: cleanup.context, bindings: bindings, within: limit)
    case .line(let command, let position):
      let key = AttemptKey(.finally, name: String(position))
      return await isDone(
        command, as: key, context: stage.settings.context, bindings: bindings, within: limit)
    case .step(let step):
      let runner = StepRunner(stage: stage, step: step.limited(to: limit), verdicts: [:])
      let result = await runner.run(bindings)
      bindings.absorb(result.yield, veil: stage.veil)
      return result.verdict == .passed || result.verdict == .skipped
    }
  }

  private func isDone(
    _ command: Command, as key: AttemptKey, context: String?, bindings: Bindings, within limit: Duration
  ) async -> Bool {
    let executed = await stage.execute(
      command, as: key, bindings: bindings, context: context,
      limits: ExecutionLimits(timeout: limit, keep: stage.plan.defaults.keep))
    let (verdict, reason) = stage.weigh(executed, limit: limit)
    if case .notRun(let reason) = executed.ending {
      let line = EngineProblems.firstLine(of: command.text)
      stage.post(.warned(Warned(message: stage.veil.cover(EngineProblems.leftOut(line, because: reason)))))
    }
    stage.post(
      .attemptJudged(
        AttemptJudged(attempt: key, verdict: verdict, reason: reason.map { stage.veil.cover($0) })))
    return verdict == .passed
  }
}

extension Step {
  /// The same step, with at most so much time for an attempt.
  fileprivate func limited(to limit: Duration) -> Step {
    Step(
      name: name, title: title, command: command, stdin: stdin, condition: condition, each: each,
      repetition: repetition, timeout: min(timeout, limit), stopAfter: stopAfter, keep: keep,
      expectations: expectations, captures: captures, hint: hint, branches: Branches(), cleanup: nil,
      effect: effect, context: context, isJudgedByTable: false, place: place)
  }
}
