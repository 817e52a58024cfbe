import RunbookModel

extension Stage {
  /// What the run that this one goes on from has settled of a step, or of one item of it.
  func taken(_ step: Step, _ key: StepKey) -> Resumption.Taken? {
    settings.resumption?.taken(step, key, veil: veil)
  }
}

extension StepRunner {
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
    result.wasRun = true
    var after = location.bindings
    after.absorb(result.yield)
    let names = own + (key.items.isEmpty ? [] : result.yield.captures.map(\.name))
    result.cleanups = cleanup(key, at: location, bindings: after, own: names)
    return result
  }
}
