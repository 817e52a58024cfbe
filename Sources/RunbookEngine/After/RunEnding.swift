import RunbookMatching
import RunbookModel

/// Makes the verdict of a run from how its flow ended.
///
/// A signal: interrupted. Told to stop otherwise: inconclusive. An arrow to an outcome: the gravest
/// outcome found decides alone. Else the verdict that led to the end, or what was found on the way,
/// whichever is worse. After a fix that was verified, with nothing failing after it, the outcomes found
/// since then name what was wrong and weigh nothing; those found before it weigh what they did.
struct RunEnding: Sendable {
  let stage: Stage
  let walked: Walked
  /// The first that came.
  let signal: String?

  /// By what they make of the run, then by gravity, and among equals in the order in which they were found.
  private var found: [(outcome: Outcome, verdict: RunVerdict)] {
    let found = walked.outcomes.enumerated().map { index, outcome in
      (index, outcome, walked.isCured(index) ? RunVerdict.healthy : outcome.severity.verdict)
    }
    return found.sorted { a, b in
      if a.2 != b.2 { return a.2 > b.2 }
      return a.1.severity == b.1.severity ? a.0 < b.0 : a.1.severity > b.1.severity
    }.map { ($0.1, $0.2) }
  }

  func ended(duration: Int, left: [String], follow: String?) -> RunEnded {
    var (verdict, reason) = settle()
    if !walked.proposed.isEmpty {
      reason = AskingProblems.joined(reason, AskingProblems.proposedAtEnd(walked.proposed))
    }
    // Where something is wrong, that all is well is not found beside it.
    let isProblem = found.first?.verdict == .problem
    let outcomes = found.filter { !isProblem || $0.outcome.severity != .ok }.map(\.outcome.name)
    return RunEnded(
      verdict: verdict, outcome: outcomes.first, outcomes: outcomes, reason: stage.veil.cover(reason),
      duration: duration, follow: follow, left: left, fixed: walked.fixed.orNil,
      proposed: walked.proposed.orNil)
  }

  /// What led to the outcome that decides, where something is wrong.
  var because: String? {
    guard let (outcome, verdict) = found.first, verdict != .healthy else { return nil }
    return walked.because[outcome.name].map { stage.veil.cover($0) }
  }

  private func settle() -> (RunVerdict, String) {
    if let signal { return (.interrupted, EngineProblems.interrupted(by: signal)) }
    let found = found.first.map { ($0.verdict, told($0.outcome.title, $0.verdict)) }
    switch walked.end {
    case .halted:
      if case .budget(let limit) = walked.haltedBy {
        return (.inconclusive, EngineProblems.budgetUsedUp(limit))
      }
      return (.interrupted, EngineProblems.cancelled)
    case .outcome(let outcome): return found ?? (outcome.severity.verdict, outcome.title)
    case .stopped(let because): return worse(found, (.stopped, because))
    case .verdict(let verdict, let because), .file(_, let verdict, let because):
      let end = walked.fixed.isEmpty ? verdict.ofRun : .healthy
      return worse(found, (end, told(because, end)))
    }
  }

  private func worse(_ found: (RunVerdict, String)?, _ end: (RunVerdict, String)) -> (RunVerdict, String) {
    found.flatMap { $0.0 >= end.0 ? $0 : nil } ?? end
  }

  /// With the fixes that helped, where the run is well because of them.
  private func told(_ reason: String, _ verdict: RunVerdict) -> String {
    guard verdict == .healthy, !walked.fixed.isEmpty else { return reason }
    return AskingProblems.joined(reason, AskingProblems.fixed(walked.fixed))
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
    case .outcome, .verdict: found.first?.outcome.follow
    case .stopped, .halted: nil
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

extension Walked {
  /// The outcome of that number was found after a fix that helped.
  fileprivate func isCured(_ index: Int) -> Bool { uncured.map { index >= $0 } ?? false }
}

extension [String] {
  fileprivate var orNil: [String]? { isEmpty ? nil : self }
}
