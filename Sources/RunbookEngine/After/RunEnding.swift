import RunbookMatching
import RunbookModel

/// Makes the verdict of a run from how its flow ended.
///
/// A signal: interrupted. Told to stop otherwise: inconclusive. An arrow to an outcome: the gravest
/// outcome found decides alone. Else the verdict that led to the end, or what was found on the way,
/// whichever is worse.
struct RunEnding: Sendable {
  let stage: Stage
  let walked: Walked
  /// The first that came.
  let signal: String?

  /// By gravity, and among equals in the order in which they were found.
  private var outcomes: [Outcome] {
    let found = walked.outcomes.enumerated()
    return found.sorted { a, b in
      a.element.severity == b.element.severity ? a.offset < b.offset : a.element.severity > b.element.severity
    }.map(\.element)
  }

  func ended(duration: Int, left: [String], follow: String?) -> RunEnded {
    let (verdict, reason) = settle()
    return RunEnded(
      verdict: verdict, outcome: outcomes.first?.name, outcomes: outcomes.map(\.name),
      reason: stage.veil.cover(reason), duration: duration, follow: follow, left: left)
  }

  /// What led to the outcome that decides, where something is wrong.
  var because: String? {
    guard let outcome = outcomes.first, outcome.severity.verdict != .healthy else { return nil }
    return walked.because[outcome.name].map { stage.veil.cover($0) }
  }

  private func settle() -> (RunVerdict, String) {
    if let signal { return (.interrupted, EngineProblems.interrupted(by: signal)) }
    let found = outcomes.first.map { ($0.severity.verdict, $0.title) }
    switch walked.end {
    case .halted:
      if case .budget(let limit) = walked.haltedBy {
        return (.inconclusive, EngineProblems.budgetUsedUp(limit))
      }
      return (.interrupted, EngineProblems.cancelled)
    case .stopped(let because): return (.stopped, because)
    case .outcome(let outcome): return found ?? (outcome.severity.verdict, outcome.title)
    case .verdict(let verdict, let because), .file(_, let verdict, let because):
      guard let found, found.0 >= verdict.ofRun else { return (verdict.ofRun, because) }
      return found
    }
  }

  /// The runbook that follows; nothing follows a run that was told to stop.
  func follow(secrets: [String: String]) -> RunResult.Follow? {
    guard signal == nil, let target, let plan = stage.plan.files[target.path] else { return nil }
    var arguments: [String: VariableValue] = [:]
    for argument in target.arguments {
      switch resolve(argument.value, walked.bindings.real) {
      case .value(let value): arguments[argument.name] = value
      case .missing(let reference): warn(argument, because: walked.bindings.absence(of: reference))
      case .impossible(let reason): warn(argument, because: reason)
      }
    }
    return RunResult.Follow(path: target.path, plan: plan, arguments: arguments, secrets: secrets)
  }

  private var target: FileTarget? {
    switch walked.end {
    case .file(let target, _, _): target
    case .outcome, .verdict: outcomes.first?.follow
    case .halted, .stopped: nil
    }
  }

  private func warn(_ argument: FileArgument, because reason: String) {
    let text = EngineProblems.argumentLeftOut(argument.name, because: reason)
    stage.post(.warned(Warned(message: stage.veil.cover(text))))
  }
}

extension Verdict {
  /// What becomes of a run that ends with it.
  var ofRun: RunVerdict {
    switch self {
    case .passed, .skipped: .healthy
    case .failed, .flaky: .problem
    case .unknown: .inconclusive
    }
  }
}

extension Outcome.Severity {
  /// What becomes of a run that ends there.
  var verdict: RunVerdict {
    switch self {
    case .ok, .info: .healthy
    case .warning, .critical: .problem
    case .unknown: .inconclusive
    }
  }
}
