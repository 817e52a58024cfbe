import RunbookModel

extension Stage {
  /// What came of a command from which nothing but success is expected: a cleanup, a line of `finally`, an undo.
  func weigh(_ executed: Executed, limit: Duration) -> (verdict: Verdict, reason: String?) {
    switch executed.ending {
    case .notRun(let reason): (.unknown, reason)
    case .notStarted(let reason): (.unknown, EngineProblems.notStarted(reason))
    case .notRecorded: (.unknown, EngineProblems.notRecorded)
    case .interrupted: (.unknown, halt.sentence)
    case .timedOut: (.failed, EngineProblems.timedOut(after: limit))
    case .stopped: (.passed, nil)
    case .exited, .signalled:
      executed.judgedEnding == .exited(status: 0)
        ? (.passed, nil) : (.failed, EngineProblems.ended(executed.ending, stderr: executed.stderr.bytes))
    }
  }
}
