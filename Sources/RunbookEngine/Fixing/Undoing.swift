import RunbookCommands
import RunbookMatching
import RunbookModel

/// Runs what takes a fix back, and records it under the name of the fix.
struct Undoing: Sendable {
  let stage: Stage

  func run(
    _ command: Command, of fix: StepKey, bindings: Bindings, context: String?, timeout: Duration
  ) async -> (verdict: Verdict, reason: String?) {
    let key = AttemptKey(.undo, name: fix.name, items: fix.items)
    let executed = await stage.execute(
      command, as: key, bindings: bindings, context: context,
      limits: ExecutionLimits(timeout: timeout, keep: stage.plan.defaults.keep))
    var (verdict, reason) = stage.weigh(executed, limit: timeout)
    let refused = refusal(
      programs: command.programs, ending: executed.judgedEnding, output: executed.output.bytes,
      stderr: executed.stderr.bytes)
    if let refused { (verdict, reason) = (.unknown, refused) }
    reason = reason.map { stage.veil.cover($0) }
    stage.post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: reason)))
    return (verdict, reason)
  }
}
