import RunbookMatching
import RunbookModel

/// What a fix does around its command: it says what may change before anything does, and what came of
/// it; it verifies; and where that did not help, it takes the change back or says who can.
///
/// What undoes a change is durable before the change begins, so that a run that is killed in the
/// middle of one can still be undone. Its values are those of that moment (and what the fix itself
/// captured), whatever is captured later.
struct Changing: Sendable {
  let stage: Stage
  let fix: Fix
  let verdicts: [String: Verdict]

  /// Something that a fix, or one item of it, changed, and the values that undo it.
  struct Change: Sendable {
    let key: StepKey
    let bindings: Bindings
  }

  /// The verdict of a fix, and what verifying it has left.
  struct Closing: Sendable {
    var verdict: Verdict
    var reason: String?
    var verification: StepResult?

    var isVerified: Bool { verification?.verdict == .passed }
  }

  func begin(_ key: StepKey, _ bindings: Bindings) async {
    post(key, .started, bindings)
    await stage.journal.drained()
  }

  /// Nil: there is nothing to undo.
  func end(_ key: StepKey, _ bindings: Bindings, _ attempted: Attempted?) -> Change? {
    guard let attempted, attempted.wasRun, !attempted.foundNothing else {
      post(key, .unchanged, bindings)
      return nil
    }
    post(key, .changed, bindings)
    return Change(key: key, bindings: bindings)
  }

  /// Verifies what passed, and takes back what failed.
  func close(
    _ verdict: Verdict, _ reason: String?, _ changes: [Change], _ bindings: Bindings
  ) async -> Closing {
    var closing = Closing(verdict: verdict, reason: reason)
    if verdict == .passed, !Task.isCancelled {
      if changes.isEmpty { closing.reason = AskingProblems.nothingToChange }
      await verify(&closing, bindings)
    }
    guard [.failed, .flaky].contains(closing.verdict), !changes.isEmpty, !Task.isCancelled else {
      return closing
    }
    closing.reason = AskingProblems.joined(closing.reason, await takeBack(changes))
    return closing
  }

  private func verify(_ closing: inout Closing, _ bindings: Bindings) async {
    guard let verification = fix.verification else { return }
    let name = verification.step.name
    let step = verification.step.again(as: Fix.verifying(name, after: fix.step.name))
    var result: StepResult
    if let each = verification.each {
      let block = BlockRunner(
        stage: stage, clause: each, steps: [step], verdicts: verdicts, bindings: bindings)
      result = await block.run()[0]
    } else {
      result = await StepRunner(stage: stage, step: step, verdicts: verdicts).run(bindings)
    }
    result.cleanups = result.cleanups.map { $0.named(name) }
    closing.verification = result
    closing.verdict = result.verdict == .skipped ? .unknown : result.verdict
    guard result.verdict != .passed else { return }
    closing.reason = AskingProblems.afterwards(name, result.verdict, because: result.reason)
  }

  /// What became of it, in a few words.
  private func takeBack(_ changes: [Change]) async -> String {
    let command: Command
    switch fix.undo {
    case .command(let undo): command = undo
    case .none(let why): return AskingProblems.cannotBeUndone(why)
    }
    let question = Question(
      .undo, name: fix.step.name, text: AskingProblems.takeBack(fix.step.title), kind: .yesOrNo,
      details: changes.reversed().map { .init("undo", command.filledIn($0.bindings.shown)) }, standard: "yes")
    let option = stage.settings.consent.undo ? "yes" : nil
    guard case .answer(let answer) = await Inquiry(stage: stage).put(question, option: option), answer.isYes
    else { return AskingProblems.stays(stage.settings.runID) }
    for change in changes.reversed() {
      let (verdict, reason) = await Undoing(stage: stage).run(
        command, of: change.key, bindings: change.bindings, context: context(change.bindings),
        timeout: fix.step.timeout)
      if verdict != .passed { return AskingProblems.notUndone(reason ?? EngineProblems.word(verdict)) }
    }
    return AskingProblems.undone
  }

  private func context(_ bindings: Bindings) -> String? {
    guard let value = fix.step.context, case .value(let context) = resolve(value, bindings.real) else {
      return stage.settings.context
    }
    return context.written
  }

  private func post(_ key: StepKey, _ state: Changed.State, _ bindings: Bindings) {
    var undo: Changed.Undo?
    var why: String?
    switch fix.undo {
    case .command(let command) where stage.veil.cover(command.text) != command.text:
      why = AskingProblems.secretText
    case .command(let command): undo = recorded(command, bindings)
    case .none(let reason): why = reason
    }
    let command = fix.step.command.map { stage.veil.cover($0.filledIn(bindings.shown)) } ?? ""
    stage.post(
      .changed(
        Changed(
          fix: key, title: fix.step.title, state: state, command: command,
          effect: fix.effect, undo: undo, noUndo: why, context: context(bindings))))
  }

  private func recorded(_ command: Command, _ bindings: Bindings) -> Changed.Undo {
    var variables: [String: String] = [:]
    var hidden: [String] = []
    var missing: [String] = []
    for name in command.variables {
      guard let real = bindings.real[name]?.written, let shown = bindings.shown[name]?.written else {
        missing.append(name)
        continue
      }
      if real == shown { variables[name] = shown } else { hidden.append(name) }
    }
    return Changed.Undo(
      command: command.text, shell: command.shell, variables: variables, hidden: hidden,
      missing: missing, timeout: fix.step.timeout.wholeMilliseconds)
  }
}

extension Step {
  /// The same step once more, for a fix: under a name of its own, and its arrows lead nowhere.
  fileprivate func again(as name: String) -> Step {
    Step(
      name: name, title: title, command: command, stdin: stdin, condition: condition, each: each,
      repetition: repetition, timeout: timeout, stopAfter: stopAfter, keep: keep,
      expectations: expectations, captures: captures, hint: hint, cleanup: cleanup, effect: effect,
      context: context, place: place)
  }
}

extension Cleanup {
  fileprivate func named(_ step: String) -> Cleanup {
    Cleanup(step: step, command: command, context: context, items: items, own: own)
  }
}
