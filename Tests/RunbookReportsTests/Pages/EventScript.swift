import RunbookComparison
import RunbookModel

@testable import RunbookReports

/// Writes the events of a run for reports, each at its time.
struct EventScript {
  let run: String
  private(set) var events: [RunEvent] = []
  private(set) var time: Int64

  init(run: String, at time: Int64 = 1_767_225_600_000) {
    self.run = run
    self.time = time
  }

  mutating func post(after milliseconds: Int64 = 10, _ fact: Fact) {
    time += milliseconds
    events.append(RunEvent(run: run, number: events.count + 1, time: Moment(milliseconds: time), fact: fact))
  }

  /// One execution that printed something, and what came of it.
  mutating func attempt(
    _ key: AttemptKey, _ command: String, _ output: String, _ verdict: Verdict = .passed,
    reason: String? = nil,
    judgement: Judgement? = nil, captured: (String, VariableValue)? = nil, effect: Effect = .read,
    took: Int64 = 40,
    variables: [String: String] = [:], exit: Int = 0, cut: Evidence.Cut? = nil
  ) {
    post(
      .attemptStarted(
        AttemptStarted(attempt: key, command: command, variables: variables, effect: effect)))
    post(
      after: took,
      .attemptEnded(
        AttemptEnded(
          attempt: key, ending: .exited(status: exit), duration: Int(took),
          output: Evidence(Content(Array(output.utf8)), cut: cut),
          stderr: exit == 0 ? .empty : Evidence(Content(Array("it failed\n".utf8))))))
    if let judgement {
      post(.expectationJudged(ExpectationJudged(attempt: key, index: 1, judgement: judgement)))
    }
    if let (name, value) = captured { post(.captured(Captured(attempt: key, name: name, value: value))) }
    post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: reason)))
  }

  mutating func begin(
    _ name: String, _ title: String, attempts: Int? = 1, each: [String]? = nil, item: String? = nil
  ) {
    post(
      .stepStarted(
        StepStarted(step: StepKey(name), title: title, attempts: attempts, each: each, item: item)))
  }

  mutating func end(
    _ name: String, _ verdict: Verdict, items: [String] = [], took: Int = 50, reason: String? = nil,
    hint: String? = nil, tally: Tally? = nil
  ) {
    post(
      .stepEnded(
        StepEnded(
          step: StepKey(name, items: items), verdict: verdict, reason: reason, hint: hint, tally: tally,
          duration: took)))
  }

  /// The summary that a history would give.
  func summary(labels: [Label] = [], notes: [Note] = []) -> RunSummary {
    let run = Run(id: run, events: events)
    return RunSummary(
      id: run.id, parent: run.started?.parent, call: run.started?.call, runbook: run.started?.runbook ?? "",
      title: run.started?.title ?? "", state: run.end == nil ? .died : .ended, verdict: run.end?.verdict,
      outcome: run.end?.outcome, reason: run.end?.reason, started: run.startTime ?? Moment(milliseconds: 0),
      duration: run.end?.duration, user: run.started?.user, host: run.started?.host,
      context: run.cluster?.context ?? run.started?.context, cluster: run.cluster,
      incident: run.started?.incident, labels: labels, notes: notes)
  }
}

extension [RunEvent] {
  /// The bytes that lie in the events, by digest.
  var contents: [Digest: [UInt8]] {
    var stored: [Digest: [UInt8]] = [:]
    for event in self {
      _ = event.mapContents { content in
        if let bytes = content.bytes { stored[content.digest] = bytes }
        return content
      }
    }
    return stored
  }
}

extension Report {
  /// A report of runs whose contents lie in their events.
  init(
    _ runs: [(events: [RunEvent], summary: RunSummary)], incident: String? = nil,
    arrows: WrittenArrows = WrittenArrows(), comparison: Comparison? = nil
  ) {
    let contents = runs.flatMap(\.events).contents
    self.init(
      members: runs.enumerated().map { index, run in
        Member(
          summary: run.summary, events: run.events, arrows: arrows,
          comparison: index == 0 ? comparison : nil)
      }, incident: incident, content: { contents[$0] }, secondsEast: { _ in 3600 })
  }
}
