import RunbookModel

/// A run with a fault that a test describes, as a runbook over three nodes would tell it.
struct Incident {
  var id = "kaaaaaaaaa"
  var runbook = "network-triage"
  var pod = "coredns-5d78c9869d-x7k2p"
  var address = "10.244.1.11"
  var nodes = ["node-1", "node-2", "node-3"]
  var age = "3m5s"
  var outcome: String? = "dns-flaky"
  var error = ";; connection timed out; no servers could be reached"
  var isBlind = false
  /// Of the nodes, as they end.
  var order = [0, 1, 2]

  var run: Run { Run(id: id, events: events) }

  /// What the failing step printed, by digest.
  var contents: [Digest: [UInt8]] { [stderr.content.digest: Array(printed.utf8)] }

  private var printed: String { "\(pod) \(address)\n\(pod): error: \(error)\nrunbook-\(id)-0: fine\n" }
  private var stderr: Evidence { Evidence(Content(Array(printed.utf8))) }

  var events: [RunEvent] {
    var facts: [Fact] = [
      .runStarted(RunStarted(runbook: runbook, title: "Triage", sources: [], tool: "0")),
      .stepStarted(StepStarted(step: StepKey("nodes"), title: "Nodes", attempts: 1)),
      .stepEnded(StepEnded(step: StepKey("nodes"), verdict: .passed)),
      .stepStarted(StepStarted(step: StepKey("dns"), title: "DNS", attempts: 1, each: nodes, item: "node")),
    ]
    for index in order { facts += item(nodes[index]) }
    let verdict: Verdict = isBlind ? .unknown : .failed
    facts += [
      .stepEnded(StepEnded(step: StepKey("dns"), verdict: verdict, reason: "0 of 3 nodes passed")),
      .decisionTaken(DecisionTaken(origin: .step, step: "dns", target: "→ names", because: "dns failed")),
    ]
    if let outcome {
      facts.append(.outcomeFound(OutcomeFound(outcome: outcome, title: "DNS", severity: .warning)))
    }
    facts.append(
      .runEnded(
        RunEnded(
          verdict: isBlind ? .inconclusive : .problem, outcome: outcome, outcomes: [], reason: "", duration: 1
        )))
    return facts.enumerated().map { index, fact in
      RunEvent(run: id, number: index + 1, time: Moment(milliseconds: Int64(index)), fact: fact)
    }
  }

  private func item(_ node: String) -> [Fact] {
    let key = AttemptKey(name: "dns", items: [node])
    let step = StepKey("dns", items: [node])
    let verdict: Verdict = isBlind ? .unknown : .failed
    var facts: [Fact] = [
      .attemptStarted(AttemptStarted(attempt: key, command: "nslookup")),
      .attemptEnded(AttemptEnded(attempt: key, ending: .exited(status: 1), duration: 3, stderr: stderr)),
    ]
    if !isBlind {
      facts.append(
        .expectationJudged(
          ExpectationJudged(
            attempt: key, index: 1,
            judgement: Judgement(
              verdict: .failed, expectation: "output matches /^Name:/", expected: "matches",
              found: "\"\(node) \(pod) \(age): \(error) from \(address)\"", file: "a.rb", line: 1))))
    }
    let reason = isBlind ? "the API server \(address):6443 refused the connection" : "output matches"
    return facts + [
      .attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: reason)),
      .stepEnded(StepEnded(step: step, verdict: verdict, reason: reason)),
    ]
  }
}
