package import RunbookModel

extension Record {
  /// A case that is this run: what its commands answered, what people said, and what came of it.
  ///
  /// Attempts that were answered alike are one answer; only where a question got several is it told from which
  /// attempt, or from which step. What the engine asked by itself stands there only where it did not succeed.
  ///
  /// - Parameters:
  ///   - title: of the case.
  ///   - content: finds bytes by their digest.
  package func asCase(
    title: String, of plan: Plan, arguments: [String: VariableValue],
    content: (Digest) -> [UInt8]?
  ) -> Case {
    var made = Case(title: title)
    made.mark = started.mark ?? id
    let run = Run(id: id, events: events.lazy.filter { $0.run == id })
    let namesContext = run.attempts.contains { $0.start.variables["context"] != nil }
    made.context = started.context ?? (namesContext ? run.cluster?.context : nil)
    made.only = started.only
    made.from = started.from
    made.parameters = plan.parameters.compactMap { parameter in
      guard let value = arguments[parameter.name], value.texts != parameter.standardValue?.texts else {
        return nil
      }
      return Case.Named(parameter.name, value.texts.joined(separator: value.isList ? ", " : "\n"))
    }
    made.answers = run.answers.compactMap { answered in
      guard let text = answered.answer, answered.source != .standard else { return nil }
      return Case.Named(answered.name, [text, answered.remark].compactMap(\.self).joined(separator: " "))
    }
    let ended = run.end ?? RunEnded(verdict: .inconclusive, reason: "", duration: 0)
    made.expectations = [
      Case.Expected(.verdict(ended.verdict)), Case.Expected(.outcome(ended.outcome)),
      Case.Expected(.way(run.way.compactMap { if case .path(let path) = $0 { path.path } else { nil } })),
    ].filter { $0.kind != .way([]) }
    made.commands = AnswerList(events, context: made.context, content: content).answers
    return made
  }
}

/// The answers in some events, as few as tell the same.
private struct AnswerList {
  /// What is asked, but for the step and the attempt.
  private struct Question: Hashable {
    let command: String
    let variables: [String: String]
    let items: [String]
    let context: String?
  }

  private struct Answered {
    let step: String
    let number: Int
    let answer: CommandAnswer
  }

  /// Some expectation looks at the time.
  private let isTimed: Bool
  /// In the order in which they were first asked.
  private var commands: [String] = []
  private var order: [Question] = []
  private var answered: [Question: [Answered]] = [:]

  init(_ events: [RunEvent], context: String?, content: (Digest) -> [UInt8]?) {
    var open: [String: [AttemptKey: AttemptStarted]] = [:]
    var names: [String: String] = [:]
    isTimed = events.contains {
      if case .expectationJudged(let fact) = $0.fact {
        fact.judgement.expectation.contains("duration")
      } else {
        false
      }
    }
    for event in events {
      switch event.fact {
      case .stepStarted(let fact): names[fact.step.name] = fact.item
      case .attemptStarted(let fact):
        open[event.run, default: [:]][fact.attempt] = fact
        if !commands.contains(fact.command) { commands.append(fact.command) }
      case .attemptEnded(let fact):
        guard let start = open[event.run]?[fact.attempt], !start.command.isEmpty, fact.ending.isAnswer,
          Self.matters(fact)
        else { continue }
        let question = Question(
          command: start.command,
          variables: start.variables.filter { name, value in
            name != "run" && !(name == names[fact.attempt.name] && fact.attempt.items.contains(value))
          },
          items: fact.attempt.items, context: start.context == context ? nil : start.context)
        if answered[question] == nil { order.append(question) }
        var answer = CommandAnswer()
        answer.ending = fact.ending
        answer.duration = isTimed || fact.duration >= 1000 ? fact.duration : 0
        answer.output = Self.printed(fact.output, content)
        answer.stderr = Self.printed(fact.stderr, content)
        answered[question, default: []].append(
          Answered(step: fact.attempt.name, number: fact.attempt.number, answer: answer))
      default: break
      }
    }
  }

  /// A verdict may rest on it, and a case does not take it for granted.
  private static func matters(_ ended: AttemptEnded) -> Bool {
    switch ended.attempt.purpose {
    case .step: true
    case .need, .identity, .reach, .ready: ended.ending != .exited(status: 0)
    case .cleanup, .finally, .undo: false
    }
  }

  private static func printed(_ evidence: Evidence, _ content: (Digest) -> [UInt8]?) -> CommandAnswer.Printed
  {
    CommandAnswer.Printed(
      evidence.content.bytes ?? content(evidence.content.digest) ?? [], cut: evidence.cut)
  }

  /// The same commands stand together, the items of an `each` in their order.
  var answers: [CommandAnswer] {
    commands.flatMap { command in
      order.filter { $0.command == command }.sorted { $0.items.lexicographicallyPrecedes($1.items) }
        .flatMap { answers(to: $0, answered[$0] ?? []) }
    }
  }

  private func answers(to question: Question, _ given: [Answered]) -> [CommandAnswer] {
    let isOne = given.allSatisfy { $0.answer.isLike(given[0].answer, isTimed: isTimed) }
    let steps = isOne ? 1 : Set(given.map(\.step)).count
    var answers: [CommandAnswer] = []
    for one in given {
      var answer = one.answer
      answer.wording = .exact(question.command)
      answer.variables = question.variables
      answer.items = question.items.isEmpty ? nil : question.items
      answer.context = question.context
      if steps > 1 { answer.step = one.step }
      if let index = answers.firstIndex(where: { $0.isLike(answer, isTimed: isTimed) }) {
        answers[index].attempts.append(one.number)
      } else {
        answer.attempts = [one.number]
        answers.append(answer)
      }
    }
    for index in answers.indices {
      let isOnly = answers.count { $0.step == answers[index].step } == 1
      if isOnly { answers[index].attempts = [] }
    }
    return answers
  }
}

extension CommandAnswer {
  /// The same answer to the same, but for the attempts and, where nobody looks at it, for how long it took.
  fileprivate func isLike(_ other: CommandAnswer, isTimed: Bool) -> Bool {
    step == other.step && ending == other.ending && output == other.output && stderr == other.stderr
      && (duration == other.duration || !isTimed)
  }
}
