import RunbookModel

/// The events of one run, numbered and timed, as the engine posts them.
struct EventWriter {
  private let run: String
  private let begin: Int64
  private var time: Int64
  private(set) var events: [RunEvent] = []

  init(run: String, time: Int64) {
    self.run = run
    (begin, self.time) = (time, time)
  }

  mutating func post(_ fact: Fact) {
    events.append(
      RunEvent(run: run, number: events.count + 1, time: Moment(milliseconds: time), fact: fact))
  }

  mutating func step(_ name: String, _ output: Content, _ verdict: Verdict, took: Int) {
    let key = AttemptKey(name: name)
    let reason: String? =
      switch verdict {
      case .failed, .flaky: "every column READY is complete: 1 of 21 rows does not"
      case .unknown: "the API server refused the connection"
      case .passed, .skipped: nil
      }
    post(
      .stepStarted(StepStarted(step: StepKey(name), title: "The \(name) are as they should be", attempts: 1)))
    post(
      .attemptStarted(
        AttemptStarted(
          attempt: key, command: "kubectl get \(name) -n \"$namespace\" -o wide",
          variables: ["namespace": "default"], effect: .read)))
    time += Int64(took)
    post(
      .attemptEnded(
        AttemptEnded(
          attempt: key, ending: .exited(status: verdict == .unknown ? 1 : 0), duration: took,
          output: Evidence(output))))
    if verdict != .unknown {
      post(
        .expectationJudged(
          ExpectationJudged(
            attempt: key, index: 1,
            judgement: Judgement(
              verdict: verdict == .passed ? .passed : .failed,
              expectation: "every column READY is complete", expected: "every READY is complete",
              found: verdict == .passed ? "21 rows do" : "1 of 21 rows does not",
              deciding: verdict == .passed ? [] : ["kube-system   \(name)-0   0/1"], file: "Runbooks/a.rb",
              line: 7))))
    }
    let judged: Verdict = verdict == .flaky ? .failed : verdict
    post(.attemptJudged(AttemptJudged(attempt: key, verdict: judged, reason: reason)))
    post(
      .stepEnded(
        StepEnded(
          step: StepKey(name), verdict: verdict, reason: reason,
          hint: verdict == .failed ? "kubectl describe \(name)" : nil, duration: took)))
  }

  mutating func end(broken: String?, isUnclear: Bool) {
    if let broken {
      post(
        .decisionTaken(
          DecisionTaken(
            origin: .step, step: broken, target: "→ \(broken)-broken", because: "\(broken) fails", line: 9)))
      post(
        .outcomeFound(
          OutcomeFound(
            outcome: "\(broken)-broken", title: "The \(broken) are broken", severity: .critical,
            prose: "Look at the \(broken) first.")))
    } else if !isUnclear {
      post(
        .decisionTaken(DecisionTaken(origin: .flow, target: "→ all-well", because: "all passed", line: 40)))
      post(.outcomeFound(OutcomeFound(outcome: "all-well", title: "All is well", severity: .ok)))
    }
    let outcome = broken.map { "\($0)-broken" } ?? (isUnclear ? nil : "all-well")
    post(
      .runEnded(
        RunEnded(
          verdict: broken != nil ? .problem : isUnclear ? .inconclusive : .healthy, outcome: outcome,
          outcomes: outcome.map { [$0] } ?? [],
          reason: broken.map { "The \($0) are broken" }
            ?? (isUnclear ? "policies: could not look" : "All is well"),
          duration: Int(time - begin))))
  }
}
