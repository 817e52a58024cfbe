import RunbookModel

/// How the flow came to its end.
enum WalkEnd: Sendable {
  /// An arrow reached an outcome.
  case outcome(Outcome)
  /// An arrow leads to another runbook, with the verdict that led there.
  case file(FileTarget, Verdict, because: String)
  /// `stop`, the end of a path, a verdict without an arrow, or the end of the flow.
  case verdict(Verdict, because: String)
  /// A person said no, or nobody answered.
  case stopped(because: String)
  /// The run was told to stop.
  case halted
}

/// All that is left when the flow has ended.
struct Walked: Sendable {
  var end: WalkEnd
  var bindings: Bindings
  /// In the order in which they were found.
  var outcomes: [Outcome] = []
  /// What led to each of them, by name.
  var because: [String: String] = [:]
  /// The fixes that were verified, with nothing failing after them.
  private(set) var fixed: [String] = []
  /// How many outcomes had been found before the first of them: the rest are what was fixed.
  private(set) var uncured: Int?
  /// The fixes that nobody allowed or refused.
  var proposed: [String] = []
  /// In the order in which their steps ran.
  var cleanups: [Cleanup] = []
  /// A command of some step was handed to the shell.
  var hasRun = false
  /// Why it was told to stop, where it was.
  var haltedBy: Halt.Cause?

  init(end: WalkEnd, bindings: Bindings) {
    self.end = end
    self.bindings = bindings
  }

  /// Weighs what came of a step for the fixes before it.
  mutating func weigh(_ result: StepResult, of step: String) {
    if result.isProposed { proposed.append(step) }
    if result.isVerified {
      uncured = uncured ?? outcomes.count
      fixed.append(step)
    } else if ![.passed, .skipped].contains(result.verdict) {
      doubt()
    }
  }

  /// Something failed, or cannot be judged: no fix is known to have helped.
  mutating func doubt() {
    fixed = []
    uncured = nil
  }
}

/// Where the flow goes after one of its entries.
enum Move: Sendable {
  case onward
  /// To a later step of the same sequence.
  case jump(String)
  /// Into a path, with the verdict that led there.
  case enter(String, Verdict)
  /// To be run by who leads the walk.
  case call(Call)
  case end(WalkEnd)
}
