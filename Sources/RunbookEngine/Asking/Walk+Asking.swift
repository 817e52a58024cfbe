import RunbookMatching
import RunbookModel

/// The questions of the flow: `ask`, `confirm`, `manual`.
extension Walk {
  mutating func ask(_ ask: Ask) async -> Move {
    let standard = ask.standard.flatMap { text(of: $0) }
    if let condition = ask.condition {
      let reader = ConditionReader(verdicts: verdicts, bindings: walked.bindings, veil: stage.veil)
      switch reader.read(condition) {
      case .holds: break
      case .holdsNot(let reason), .unknown(let reason):
        if let standard {
          take(standard, for: ask)
        } else {
          walked.bindings.note(absenceOf: ask.name, because: AskingProblems.notAsked(reason))
        }
        return .onward
      }
    }
    let choices = ask.choices?.flatMap { texts(of: $0) }
    let question = Question(
      .ask, name: ask.name, text: text(of: ask.question),
      kind: choices.map { .choice($0) } ?? .text(ask.type),
      standard: standard)
    let option = stage.settings.consent.answers[ask.name]
    switch await Inquiry(stage: stage).put(question, option: option, type: ask.type) {
    case .answer(let answer): take(answer.text, for: ask)
    case .nobody(let reason): return stop(at: ask.name, reason, ask.place)
    case .halted: return .end(.halted)
    }
    return stage.settings.only == nil ? .onward : .end(.verdict(.passed, because: ask.name))
  }

  mutating func confirm(_ confirm: Confirm) async -> Move {
    let question = Question(.confirm, name: confirm.name, text: text(of: confirm.question), kind: .yesOrNo)
    let option = stage.settings.consent.answers[confirm.name]
    switch await Inquiry(stage: stage).put(question, option: option) {
    case .answer(let answer):
      let because = "\(confirm.name): \(answer.text)"
      if stage.settings.only != nil { return .end(.verdict(.passed, because: because)) }
      if let arrow = answer.isYes ? confirm.yes : confirm.no {
        return follow(arrow, led: led, origin: .step, step: confirm.name, because: because)
      }
      return answer.isYes
        ? .onward : stop(at: confirm.name, AskingProblems.saidNo(confirm.name), confirm.place)
    case .nobody(let reason): return stop(at: confirm.name, reason, confirm.place)
    case .halted: return .end(.halted)
    }
  }

  /// A person does it and says how it went.
  mutating func manual(_ manual: Manual) async -> Move {
    let step = manual.step
    let runner = StepRunner(stage: stage, step: step, verdicts: verdicts)
    let (key, start) = (StepKey(step.name), stage.clock.uptime())
    if let held = runner.heldBack(key, walked.bindings, since: start) {
      take(held, of: step)
      return settle([step])
    }
    if let taken = runner.takeOver(key, walked.bindings) {
      take(taken, of: step)
      return settle([step])
    }
    stage.post(.stepStarted(StepStarted(step: key, title: step.title, attempts: 1)))
    let question = Question(
      .manual, name: step.name, text: step.title, kind: .verdict,
      details: manual.prose.isEmpty ? [] : [.init(nil, manual.prose)])
    let option = stage.settings.consent.answers[step.name]
    var stopped: String?
    let result: StepResult
    switch await Inquiry(stage: stage).put(question, option: option) {
    case .answer(let answer):
      let verdict = Verdict(rawValue: answer.text) ?? .unknown
      result = runner.end(key, verdict, answer.remark, bindings: walked.bindings, since: start)
    case .nobody(let reason):
      stopped = reason
      result = runner.end(key, .unknown, reason, bindings: walked.bindings, since: start)
    case .halted: result = runner.end(key, .unknown, stage.halt.sentence, since: start)
    }
    take(result, of: step)
    return stopped.map { stop(at: step.name, $0, step.place) } ?? settle([step])
  }

  /// A person said no, or nobody answered.
  private func stop(at name: String, _ because: String, _ place: SourcePlace) -> Move {
    stage.decide(.end, step: name, target: "end", because: because, at: place)
    return .end(.stopped(because: because))
  }

  private mutating func take(_ answer: String, for ask: Ask) {
    walked.bindings.set(ask.name, to: VariableValue(writing: answer, type: ask.type), veil: stage.veil)
  }

  /// As it is shown; where a variable in it has no value, as it is written.
  private func text(of question: Template) -> String {
    guard case .text(let text) = fill(question, walked.bindings.shown) else { return question.written }
    return stage.veil.cover(text)
  }

  private func text(of value: Value) -> String? {
    guard case .value(let resolved) = resolve(value, walked.bindings.shown) else { return nil }
    return resolved.isList ? resolved.texts.joined(separator: ",") : resolved.written
  }

  private func texts(of value: Value) -> [String] {
    guard case .value(let resolved) = resolve(value, walked.bindings.shown) else { return [] }
    return resolved.texts
  }
}
