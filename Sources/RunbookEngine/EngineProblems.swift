import RunbookMatching
import RunbookModel

/// Every sentence that the engine says: lower case, no period.
enum EngineProblems {
  // What ended a run before its time.

  static func interrupted(by signal: String) -> String { "interrupted by \(signal)" }
  static func budgetUsedUp(_ limit: Duration) -> String { "the run's time of \(limit.written) was used up" }
  static func finallyUsedUp(_ limit: Duration) -> String {
    "the \(limit.written) for cleaning up were used up"
  }
  static let cancelled = "the run was told to stop"
  static func clockWentBack(by distance: Duration) -> String { "the clock went back by \(distance.written)" }

  // Variables.

  static func neverCaptured(_ reference: VariableReference, because reason: String?) -> String {
    "\(reference.written) " + (reason.map { "has no value: \($0)" } ?? "was never captured")
  }
  static func foundNothing(_ capture: Capture) -> String { "\(capture.selector.text) found nothing" }
  static let notGiven = "it was not given"
  static let noContext = "no cluster has said its context"
  static func holdsNul(_ name: String) -> String {
    "$\(name) holds a NUL, and no command can be given that in a variable (stdin can)"
  }
  static func tooLarge(_ name: String, bytes: Int) -> String {
    "$\(name) has \(bytes >> 10) KiB, and a command can be given at most 128 KiB in a variable (stdin can)"
  }
  static func emptyList(_ list: Value) -> String { "\(list.written) is empty: there is nothing to look at" }
  static func notShareable(_ value: String) -> String { "\(value) is no number that a share can be taken of" }

  // Records that say nothing about another version.

  static let isAboveContexts = "it ran in several contexts, and each of them is a run of its own"
  static let isUndoing = "it took another run back"
  static let hasNoEnd = "its record has no end: it still runs, or it died"
  static let wasInterrupted = "it was interrupted"
  static func beganAt(_ step: String) -> String { "it began at `\(step)`, and no step has that name now" }

  // Attempts.

  static func notStarted(_ reason: String) -> String { "the shell could not be started: \(reason)" }
  static let notRecorded = "the record has no answer to this command"
  static func timedOut(after limit: Duration) -> String { "not done within \(limit.written)" }
  static func unreachable(after limit: Duration, because reason: String) -> String {
    "not done within \(limit.written), and the API server does not answer: \(reason)"
  }
  static func noAnswer(within limit: Duration) -> String { "no answer within \(limit.written)" }

  static func ended(_ ending: Ending, stderr: [UInt8]) -> String {
    let how =
      switch ending {
      case .exited(let status): "exit status \(status)"
      case .signalled(let signal): "ended by signal \(signal)"
      case .timedOut: "ran out of time"
      case .stopped: "was stopped"
      case .interrupted: "was interrupted"
      case .notStarted(let reason), .notRun(let reason): reason
      case .notRecorded: notRecorded
      }
    return how + (lastLine(of: stderr).map { ": \($0)" } ?? "")
  }

  static func reason(of judgement: Judgement) -> String {
    "\(judgement.expectation): " + (judgement.reason ?? judgement.found)
  }

  static func retried(_ last: Attempted, made: Int) -> String? {
    guard last.verdict != .passed, made > 1 else { return last.reason }
    return (last.reason.map { $0 + " " } ?? "") + "(after \(made) attempts)"
  }

  static func sampled(_ series: AttemptSeries, need: Double, verdict: Verdict, isUndecided: Bool = false)
    -> String
  {
    var text = "\(series.held) of \(series.made) held, \(percent(need)) needed"
    if series.unknown > 0 { text += ", \(series.unknown) could not look" }
    if isUndecided { text += ", undecided" }
    let telling = verdict == .passed ? nil : series.lastFailed ?? series.last
    return text + (telling?.reason.map { ": \($0)" } ?? "")
  }

  // Contexts and the background.

  static func noSingleContext(_ on: Value, count: Int) -> String {
    count > 1
      ? "\(on.written) names \(count) contexts, and a step runs on one"
      : "\(on.written) is empty: no context is named"
  }
  static func notReady(within limit: Duration, because reason: String?) -> String {
    "not ready within \(limit.written)" + (reason.map { ": \($0)" } ?? "")
  }
  static func endedBeforeReady(_ ending: String) -> String { "ended before it was ready: \(ending)" }
  static func taken(_ port: Int) -> String { "port \(port) answers already: something else has it" }
  static func noAnswer(onPort port: Int) -> String { "port \(port) does not answer" }
  static func endedByItself(_ name: String, _ ending: String) -> String {
    "\(name) ended by itself: \(ending)"
  }
  static func mayNeed(_ gone: String, because reason: String?) -> String {
    (reason.map { "\($0) (" } ?? "(") + "but \(gone), so nothing is blamed)"
  }

  /// `2 of 3 contexts: healthy (dns-works); west: inconclusive: the API server refuses`
  static func contexts(_ results: [ContextEnded]) -> String {
    let groups = answerGroups(
      results.map {
        ($0.context, [$0.verdict.rawValue, $0.outcome ?? "", $0.verdict == .healthy ? "" : $0.reason])
      })
    func what(_ group: AnswerGroup) -> String {
      group.parts[0] + (group.parts[1].isEmpty ? "" : " (\(group.parts[1]))")
        + (group.parts[2].isEmpty ? "" : ": \(group.parts[2])")
    }
    if groups.count == 1 { return "all \(results.count) contexts: \(what(groups[0]))" }
    return groups.map { group in
      let isMost = group.names.count * 2 > results.count
      let who =
        isMost ? "\(group.names.count) of \(results.count) contexts" : group.names.joined(separator: ", ")
      return "\(who): \(what(group))"
    }.joined(separator: "; ")
  }

  // Steps and the flow.

  /// `2 of 4 nodes passed; b failed: …; c not looked at: …`
  static func fannedOut(
    _ items: [(item: String, verdict: Verdict, reason: String?)], name: String
  ) -> String {
    let passed = items.count { $0.verdict == .passed }
    let rest = items.filter { $0.verdict != .passed }
    var text = "\(passed) of \(items.count) \(plural(name)) passed"
    for item in rest.prefix(3) {
      let item = (name: called(item.item, name), verdict: item.verdict, reason: item.reason)
      text += "; "
      text +=
        item.verdict == .unknown
        ? "\(item.name) not looked at" + (item.reason.map { ": \($0)" } ?? "")
        : says(item.name, item.verdict, because: item.reason)
    }
    return rest.count > 3 ? text + "; \(rest.count - 3) more" : text
  }

  static func says(_ name: String, _ verdict: Verdict, because reason: String? = nil) -> String {
    let what =
      switch verdict {
      case .passed: "passed"
      case .failed: "failed"
      case .flaky: "is flaky"
      case .unknown: "could not be looked at"
      case .skipped: "was skipped"
      }
    return "\(name) \(what)" + (reason.map { ": \($0)" } ?? "")
  }

  static func none(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "none passed"
    case .failed: "none failed"
    case .flaky: "none is flaky"
    case .unknown: "none is unknown"
    case .skipped: "none was skipped"
    }
  }

  static func allPassed(_ steps: [String], _ verdicts: [String: Verdict]) -> String {
    let skipped = steps.filter { verdicts[$0] ?? .skipped == .skipped }
    if skipped.isEmpty { return "all passed" }
    return skipped.count == steps.count
      ? "all were skipped" : "all passed, or were skipped: \(skipped.joined(separator: ", "))"
  }

  static func wentThrough(_ verdicts: [String: Verdict]) -> String {
    let passed = verdicts.values.count { $0 == .passed }
    let counted = "\(passed) step\(passed == 1 ? "" : "s") passed"
    let forgiven = verdicts.values.count { $0 != .passed && $0 != .skipped }
    return forgiven == 0 ? counted : counted + ", \(forgiven) did not and may"
  }

  static func rowUnclear(_ reason: String) -> String { "a row of the table cannot be judged: \(reason)" }
  static func pathEnded(_ path: String, led verdict: Verdict) -> String {
    "path \(path) ended without an outcome; what led there: \(word(verdict))"
  }
  static func standsAlone(_ path: String?) -> String {
    path.map { "path \($0) leads here" } ?? "the flow leads here"
  }
  static func noStep(_ name: String) -> String { "there is no step \(name) to begin at" }

  // Needs.

  static func missing(_ tool: String) -> String { "\(tool) is not installed, or not on the PATH" }
  static func unreadableVersion(of tool: String) -> String {
    "the version of \(tool) cannot be read from what it says"
  }
  static func wrongVersion(of tool: String, found: String, wanted: VersionWanted) -> String {
    "\(tool) is \(found), wanted is \(wanted.written)"
  }
  static func unmet(_ need: NeedJudged) -> String {
    "needs \(need.need): \(need.reason ?? word(need.verdict))"
  }

  // Afterwards.

  static func leftOut(_ line: String, because reason: String) -> String { "left out `\(line)`: \(reason)" }
  static func cannotFollow(_ path: String, because reason: String) -> String {
    "\(path) follows, and was not started: \(reason)"
  }
  static func argumentLeftOut(_ name: String, because reason: String) -> String {
    "argument \(name) of the runbook that follows is left out: \(reason)"
  }

  // Pieces.

  static func word(_ verdict: Verdict) -> String { verdict.rawValue }

  static func percent(_ share: Double) -> String {
    share == share.rounded() && abs(share) < 1e15 ? "\(Int(share)) %" : "\(share) %"
  }

  /// The last line that is not blank, cut to what fits on a line.
  static func lastLine(of bytes: [UInt8]) -> String? {
    let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
    guard let line = lines.last(where: { $0.contains { $0 > 32 } }) else { return nil }
    let text = String(decoding: line.prefix(400), as: UTF8.self)
    return text.count > 160 ? text.prefix(160) + "…" : text
  }

  /// The first line of a command, cut to what names it.
  static func firstLine(of text: String) -> String {
    let line = text.split(separator: "\n").first.map(String.init) ?? text
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

extension Value {
  /// As it is written in the file, near enough for a sentence.
  var written: String {
    switch self {
    case .text(let template): template.written
    case .variable(let reference): reference.written
    case .literal(let text): text
    case .share(let percent, let value): "\(EngineProblems.percent(percent)) of \(value.written)"
    }
  }
}
