import RunbookMatching
import RunbookModel

/// Runs one fix: shows what it would do, asks, changes, verifies.
struct FixRunner: Sendable {
  let stage: Stage
  let fix: Fix
  let verdicts: [String: Verdict]

  func run(_ bindings: Bindings) async -> StepResult {
    let start = stage.clock.uptime()
    let key = StepKey(fix.step.name)
    let runner = StepRunner(
      stage: stage, step: fix.step, verdicts: verdicts,
      changing: Changing(stage: stage, fix: fix, verdicts: verdicts))
    if let held = runner.heldBack(key, bindings, since: start) { return held }
    if let taken = runner.takeOver(key, bindings) { return taken }
    let consent = stage.settings.consent
    let isAllowed = consent.allFixes || consent.fixes.contains(fix.step.name)
    let settled = await Inquiry(stage: stage).put(question(bindings), option: isAllowed ? "yes" : nil)
    switch settled {
    case .answer(let answer) where answer.isYes: return await runner.perform(bindings, since: start)
    case .answer: return runner.end(key, .skipped, AskingProblems.declined, since: start)
    case .nobody:
      var result = runner.end(key, .skipped, AskingProblems.proposed(fix.step.name), since: start)
      result.isProposed = true
      return result
    case .halted: return runner.end(key, .unknown, stage.halt.sentence, since: start)
    }
  }

  /// All that a person should know before a yes.
  private func question(_ bindings: Bindings) -> Question {
    var details: [Question.Detail] = []
    func add(_ label: String, _ text: String?) {
      if let text { details.append(.init(label, stage.veil.cover(text))) }
    }
    let step = fix.step
    if let each = step.each, case .success(let list) = ItemList.of(each, bindings: bindings, veil: stage.veil)
    {
      add("for each", "\(each.variable) of \(list.shown.joined(separator: ", "))")
    }
    add("command", step.command?.filledIn(bindings.shown))
    if let value = step.context, case .value(let context) = resolve(value, bindings.shown) {
      add("context", context.written)
    } else if let context = bindings.shown["context"] {
      add("context", context.written)
    }
    add("effect", fix.effect.rawValue)
    switch fix.undo {
    case .command(let command): add("undo", command.filledIn(bindings.shown))
    case .none(let why): add("undo", AskingProblems.cannotBeUndone(why))
    }
    add("verify", fix.verification?.step.name)
    return Question(
      .fix, name: step.name, text: stage.veil.cover(step.title), kind: .yesOrNo, details: details,
      standard: "no")
  }
}
