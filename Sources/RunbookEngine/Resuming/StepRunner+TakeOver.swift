import RunbookModel

extension Stage {
  /// What was answered to a question in that run; it is recorded in this one too.
  func takenAnswer(to question: Question) -> String? {
    guard let answered = settings.resumption?.answers[question.name], answered.purpose == question.purpose
    else {
      return nil
    }
    post(.answered(answered))
    return answered.answer
  }

  /// What the run that this one goes on from has settled of a step, or of one item of it.
  func taken(_ step: Step, _ key: StepKey, isFix: Bool = false) -> Resumption.Taken? {
    settings.resumption?.taken(step, key, isFix: isFix, veil: veil)
  }
}

extension StepRunner {
  /// As a whole, where it is settled and knows where it is.
  func takeOver(_ key: StepKey, _ bindings: Bindings) -> StepResult? {
    guard let taken = stage.taken(step, key, isFix: changing != nil),
      case .success(let location) = Location.of(step.context, bindings: bindings, stage: stage)
    else { return nil }
    return takeOver(taken, key, at: location, own: [])
  }

  /// Takes over what came of it in another run. What it made there is still there, for its cleanup has
  /// not run; so it is cleaned up after this run.
  func takeOver(
    _ taken: Resumption.Taken, _ key: StepKey, at location: Location, own: [String]
  ) -> StepResult {
    let old = taken.ended
    var result = StepResult(verdict: old.verdict, reason: old.reason, takenFrom: taken.run)
    for captured in taken.captures {
      stage.post(.captured(Captured(attempt: captured.attempt, name: captured.name, value: captured.value)))
      result.yield.captures.append((captured.name, captured.value))
    }
    stage.post(
      .stepEnded(
        StepEnded(
          step: key, verdict: old.verdict, reason: old.reason, hint: old.hint, tally: old.tally,
          duration: old.duration, takenFrom: taken.run)))
    result.wasRun = step.command != nil
    result.isVerified = old.verdict == .passed && changing?.fix.verification != nil
    var after = location.bindings
    after.absorb(result.yield, veil: stage.veil)
    let names = own + (key.items.isEmpty ? [] : result.yield.captures.map(\.name))
    result.cleanups = cleanup(key, at: location, bindings: after, own: names)
    return result
  }
}
