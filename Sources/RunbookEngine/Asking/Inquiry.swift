import RunbookModel

/// Puts one question: to the command line, to the person, to the default of the runbook, in this order.
///
/// Whatever came before is shown first, so the question stands below what it is about. A person is
/// asked again until the answer will do; the default holds only where nobody answers, and consent
/// to a change has none.
struct Inquiry: Sendable {
  let stage: Stage

  enum Settled: Sendable {
    case answer(GivenAnswer)
    /// Why nobody did.
    case nobody(String)
    /// The run was told to stop.
    case halted
  }

  /// With what an option of the command line says to it.
  func put(_ question: Question, option: String? = nil, type: ValueType? = nil) async -> Settled {
    if let taken = stage.takenAnswer(to: question) { return .answer(GivenAnswer(text: taken)) }
    var question = question
    if let option {
      do throws(Unanswerable) {
        return settle(question, try question.read(option), .option, type)
      } catch { question.problem = AskingProblems.option(error.reason) }
    }
    while !Task.isCancelled {
      await stage.journal.drained()
      let asked = question
      let reply = await stage.patience.wait(stage.clock) { await stage.person.answer(asked) }
      guard !Task.isCancelled, let reply else { break }
      do throws(Unanswerable) {
        return settle(question, try question.read(reply.text), reply.source, type)
      } catch { question.problem = error.reason }
    }
    if Task.isCancelled { return .halted }
    if question.problem == nil, question.hasDefault, let standard = question.standard {
      return settle(question, GivenAnswer(text: standard), .standard, type)
    }
    post(question, nil, .nobody, type)
    return .nobody(AskingProblems.nobody(question))
  }

  private func settle(
    _ question: Question, _ answer: GivenAnswer, _ source: Answered.Source, _ type: ValueType?
  ) -> Settled {
    post(question, answer, source, type)
    return .answer(answer)
  }

  private func post(
    _ question: Question, _ answer: GivenAnswer?, _ source: Answered.Source, _ type: ValueType?
  ) {
    stage.post(
      .answered(
        Answered(
          purpose: question.purpose, name: question.name, question: question.text,
          answer: answer.map { stage.veil.cover($0.text) },
          remark: answer?.remark.map { stage.veil.cover($0) }, type: type, source: source)))
  }
}

extension Question {
  /// Its default is the runbook's own, not only what an empty line means.
  fileprivate var hasDefault: Bool {
    switch purpose {
    case .ask, .confirm, .manual: true
    case .fix, .undo: false
    }
  }
}
