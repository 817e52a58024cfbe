import RunbookEngine
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

  /// The cluster, and what was asked to know it: a backtest asks the record the same.
  mutating func identify(context: String) {
    let uid = "uid-\(context)"
    let version = "v1.30.0"
    let server = "https://\(context).example:6443"
    let answers = [
      "\(context)\n\(server)\n", #"{"gitVersion": "\#(version)"}"#, #"{"metadata": {"uid": "\#(uid)"}}"#,
    ]
    for (question, answer) in zip(ClusterQuestions.identifying, answers) {
      let key = AttemptKey(.identity, name: question.name)
      post(.attemptStarted(AttemptStarted(attempt: key, command: question.command, effect: .read)))
      post(
        .attemptEnded(
          AttemptEnded(
            attempt: key, ending: .exited(status: 0), duration: 40,
            output: Evidence(Content(Array(answer.utf8))))))
    }
    post(
      .clusterIdentified(ClusterIdentity(context: context, server: server, uid: uid, version: version)))
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
    let ended =
      verdict == .unknown
      ? AttemptEnded(
        attempt: key, ending: .exited(status: 1), duration: took,
        stderr: Evidence(Content(Array(Self.refusal.utf8))))
      : AttemptEnded(attempt: key, ending: .exited(status: 0), duration: took, output: Evidence(output))
    post(.attemptEnded(ended))
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
    post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: reason)))
    post(
      .stepEnded(
        StepEnded(step: StepKey(name), verdict: verdict, reason: reason, duration: took)))
  }

  private static let refusal =
    "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n"

  /// A step failed, and its arrow noted what is broken.
  mutating func find(_ broken: String) {
    post(
      .decisionTaken(
        DecisionTaken(
          origin: .step, step: broken, target: "→ \(broken)-broken, next", because: "\(broken) failed",
          line: 9)))
    post(
      .outcomeFound(
        OutcomeFound(
          outcome: "\(broken)-broken", title: "The \(broken) are broken", severity: .critical,
          prose: "Look at the \(broken) first.")))
  }

  mutating func end(broken: String?, isUnclear: Bool) {
    var outcomes = broken.map { ["\($0)-broken"] } ?? []
    if isUnclear {
      post(
        .decisionTaken(
          DecisionTaken(
            origin: .end, step: "events", target: "end", because: "events: could not look", line: 60)))
    } else {
      post(
        .decisionTaken(DecisionTaken(origin: .flow, target: "→ all-well", because: "all passed", line: 65)))
      post(.outcomeFound(OutcomeFound(outcome: "all-well", title: "All is well", severity: .ok)))
      outcomes.append("all-well")
    }
    post(
      .runEnded(
        RunEnded(
          verdict: broken != nil ? .problem : isUnclear ? .inconclusive : .healthy, outcome: outcomes.first,
          outcomes: outcomes,
          reason: broken.map { "The \($0) are broken" }
            ?? (isUnclear ? "events: could not look" : "All is well"),
          duration: Int(time - begin))))
  }
}
