import RunbookModel

@testable import RunbookHistory

/// Text with everything in it that was ever lost on its way into a database and back.
let hostile =
  "NUL \0 quote ' \" back \\ tab \t lines \r\n ünïcode 🧨 \u{2028} \u{1B}[31m ); DROP TABLE run; -- \u{7F}"

/// Makes the events of a run, numbered and timed.
struct EventWriter {
  let run: String
  private(set) var events: [RunEvent] = []
  private var time: Int64

  init(run: String, at time: Int64 = 1_700_000_000_000) {
    self.run = run
    self.time = time
  }

  mutating func post(_ fact: Fact) {
    events.append(RunEvent(run: run, number: events.count + 1, time: Moment(milliseconds: time), fact: fact))
    time += 10
  }

  mutating func start(
    _ runbook: String = "dns-broken", context: String? = nil, parent: String? = nil, user: String? = "ada",
    only: String? = nil, from: String? = nil, call: String? = nil, resumes: String? = nil,
    incident: String? = nil
  ) {
    post(
      .runStarted(
        RunStarted(
          runbook: runbook, title: "DNS is broken",
          sources: [.init(name: "\(runbook).rb", text: content("runbook \"x\"\n"))],
          parameters: ["namespace": VariableValue("default")], parent: parent, call: call, resumes: resumes,
          user: user, host: "web-1", context: context, tool: "0.1.0", only: only, from: from,
          incident: incident)))
  }

  mutating func end(_ verdict: RunVerdict, outcome: String? = nil) {
    post(
      .runEnded(
        RunEnded(
          verdict: verdict, outcome: outcome, outcomes: outcome.map { [$0] } ?? [], reason: "as it was",
          duration: 1234)))
  }

  /// One attempt that printed something, with what came of it.
  mutating func attempt(_ name: String, printing output: [UInt8], verdict: Verdict = .passed) {
    let key = AttemptKey(name: name)
    post(.stepStarted(StepStarted(step: StepKey(name), title: "Step \(name)", attempts: 1)))
    post(.attemptStarted(AttemptStarted(attempt: key, command: "echo \(name) | cat")))
    post(
      .attemptEnded(
        AttemptEnded(attempt: key, ending: .exited(status: 0), duration: 3, output: Evidence(Content(output)))
      ))
    post(.expectationJudged(ExpectationJudged(attempt: key, index: 1, judgement: judgement(verdict))))
    post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict)))
    post(.stepEnded(StepEnded(step: StepKey(name), verdict: verdict, duration: 4)))
  }

  func judgement(_ verdict: Verdict) -> Judgement {
    Judgement(
      verdict: verdict, expectation: "output contains \"x\"", expected: "contains \"x\"", found: "x",
      file: "a.rb", line: 7)
  }
}

func content(_ text: String) -> Content { Content(Array(text.utf8)) }

/// A run in which every kind of fact and every kind of ending occurs, with hostile text wherever there is text.
func everyFact(run: String = "kfullrun01") -> [RunEvent] {
  var writer = EventWriter(run: run)
  writer.post(
    .runStarted(
      RunStarted(
        runbook: "dns-broken", title: hostile,
        sources: [
          .init(name: hostile, text: content(hostile)), .init(name: "common.rb", text: content("use me")),
        ],
        parameters: [
          "namespace": VariableValue(hostile), "nodes": VariableValue(list: ["a", hostile], type: .list),
          "limit": VariableValue("5m", type: .duration),
        ], parent: "kparent001", call: "net", resumes: "kolder0001",
        mark: "koldest001", user: hostile, host: "web-1", context: "asked", tool: "0.1.0", only: "dns",
        from: nil, incident: hostile)))
  writer.post(.needJudged(NeedJudged(need: "kubectl 1.20+", found: nil, verdict: .unknown, reason: hostile)))
  writer.post(
    .clusterIdentified(
      ClusterIdentity(context: "kind-a", server: "https://127.0.0.1:6443", uid: "u-1", version: "v1.20.2")))
  writer.post(.pathEntered(PathEntered(path: "coredns", title: hostile)))
  let endings: [Ending] = [
    .exited(status: 0), .exited(status: 255), .signalled(9), .timedOut, .stopped, .interrupted,
    .notStarted(reason: hostile), .notRun(reason: "$x was never captured"), .notRecorded,
  ]
  for (index, ending) in endings.enumerated() {
    let step = StepKey("step-\(index)", items: index == 1 ? ["node-1", hostile] : [])
    writer.post(
      .stepStarted(
        StepStarted(
          step: step, title: hostile, attempts: index == 2 ? nil : 20,
          each: index == 0 ? ["a", hostile] : nil)))
    for purpose in index == 0 ? AttemptKey.Purpose.allCases : [.step] {
      let key = AttemptKey(purpose, name: step.name, items: step.items, number: 1)
      writer.post(
        .attemptStarted(
          AttemptStarted(
            attempt: key, command: hostile, variables: ["pod": hostile, "a": ""],
            stdin: content("stdin \(hostile)"),
            context: index == 0 ? "east" : nil, effect: index == 0 ? nil : .probe,
            isDeclared: index == 1 ? true : nil)))
      writer.post(
        .outputArrived(OutputArrived(attempt: key, stream: .output, offset: 0, content: content("first "))))
      writer.post(
        .outputArrived(
          OutputArrived(attempt: key, stream: .stderr, offset: 3, content: Content([0, 255, 10]))))
      writer.post(
        .attemptEnded(
          AttemptEnded(
            attempt: key, ending: ending, duration: index,
            output: Evidence(content(hostile), cut: .init(head: 5, lost: 1 << 40)),
            stderr: Evidence(Content([0xFF, 0xFE, 0, 0x80])))))
    }
    let key = AttemptKey(name: step.name, items: step.items)
    for (number, verdict) in [Verdict.passed, .failed, .unknown].enumerated() {
      writer.post(
        .expectationJudged(
          ExpectationJudged(
            attempt: key, index: number + 1,
            judgement: Judgement(
              verdict: verdict, expectation: hostile, expected: hostile, found: hostile,
              reason: verdict == .unknown ? hostile : nil,
              deciding: [hostile, ""], more: 3, file: "a.rb", line: 9))))
    }
    writer.post(.captured(Captured(attempt: key, name: "x", value: VariableValue(hostile, type: .text))))
    writer.post(.captured(Captured(attempt: key, name: "xs", value: VariableValue(list: [], type: .ip))))
    writer.post(.attemptJudged(AttemptJudged(attempt: key, verdict: .unknown, reason: hostile)))
    writer.post(
      .stepEnded(
        StepEnded(
          step: step, verdict: Verdict.allCases[index % 5], reason: hostile, hint: index == 3 ? hostile : nil,
          tally: index == 4
            ? Tally(held: 16, failed: 3, unknown: 1, planned: 20, low: 62.5, high: 91.93125) : nil,
          duration: 7, takenFrom: index == 5 ? "kolder0001" : nil)))
  }
  writer.post(.stepStarted(StepStarted(step: StepKey("net"), title: hostile, attempts: 1)))
  writer.post(.called(Called(name: "net", child: "kcalled001", runbook: "other")))
  writer.post(.stepEnded(StepEnded(step: StepKey("net"), verdict: .passed)))
  writer.post(.stepEnded(StepEnded(step: StepKey("after"), verdict: .skipped, reason: "when")))
  writer.post(
    .expectationJudged(
      ExpectationJudged(attempt: AttemptKey(name: "judged"), index: 1, judgement: writer.judgement(.failed))))
  writer.post(.attemptJudged(AttemptJudged(attempt: AttemptKey(name: "judged"), verdict: .failed)))
  writer.post(.stepEnded(StepEnded(step: StepKey("judged"), verdict: .failed)))
  for origin in [DecisionTaken.Origin.step, .table, .flow, .end] {
    writer.post(
      .decisionTaken(
        DecisionTaken(
          origin: origin, step: origin == .step ? "dns" : nil, target: "→ coredns", because: hostile,
          rejected: [.init(row: hostile, reason: "dns passed"), .init(row: "b", reason: hostile)],
          line: origin == .end ? nil : 4)))
  }
  for severity in Outcome.Severity.allCases {
    writer.post(
      .outcomeFound(
        OutcomeFound(outcome: "is-\(severity.rawValue)", title: hostile, severity: severity, prose: hostile)))
  }
  writer.post(.finallyStarted(FinallyStarted(count: 2)))
  for purpose in Answered.Purpose.allCases {
    writer.post(
      .answered(
        Answered(
          purpose: purpose, name: "size", question: hostile, answer: purpose == .fix ? nil : hostile,
          remark: purpose == .manual ? hostile : nil, type: purpose == .ask ? .percent : nil,
          source: purpose == .fix ? .nobody : .standard)))
  }
  for state in Changed.State.allCases {
    writer.post(
      .changed(
        Changed(
          fix: StepKey("raise", items: ["a"]), title: hostile, state: state, command: hostile,
          effect: .unknown,
          undo: state == .unchanged
            ? nil
            : Changed.Undo(
              command: hostile, shell: .sh, variables: ["a": hostile], hidden: ["b"], missing: ["c"],
              timeout: 5), noUndo: state == .unchanged ? hostile : nil, context: "east")))
  }
  writer.post(.warned(Warned(message: hostile)))
  writer.post(.interrupted(Interrupted(signal: "SIGINT")))
  writer.post(
    .runEnded(
      RunEnded(
        verdict: .problem, outcome: "is-critical", outcomes: ["is-critical", "is-warning"], reason: hostile,
        duration: 99,
        follow: "cni-broken.rb", left: [hostile])))
  return writer.events
}

extension RunEvent {
  /// As it is read back: its contents without their bytes.
  var withoutBytes: RunEvent {
    func bare(_ evidence: Evidence) -> Evidence { Evidence(evidence.content.withoutBytes, cut: evidence.cut) }
    let fact: Fact =
      switch fact {
      case .runStarted(let f):
        .runStarted(f.with(f.sources.map { .init(name: $0.name, text: $0.text.withoutBytes) }))
      case .attemptStarted(let f):
        .attemptStarted(
          AttemptStarted(
            attempt: f.attempt, command: f.command, variables: f.variables, stdin: f.stdin?.withoutBytes,
            context: f.context, effect: f.effect, isDeclared: f.isDeclared))
      case .outputArrived(let f):
        .outputArrived(
          OutputArrived(
            attempt: f.attempt, stream: f.stream, offset: f.offset, content: f.content.withoutBytes))
      case .attemptEnded(let f):
        .attemptEnded(
          AttemptEnded(
            attempt: f.attempt, ending: f.ending, duration: f.duration, output: bare(f.output),
            stderr: bare(f.stderr)))
      case let other: other
      }
    return RunEvent(run: run, number: number, time: time, fact: fact)
  }
}

extension RunRecorder {
  /// Tells it the events in batches of this many; the first problem it reports.
  func record(_ events: [RunEvent], by size: Int = 6) async -> String? {
    for start in stride(from: 0, to: events.count, by: size) {
      if let problem = await observe(Array(events[start..<min(start + size, events.count)])) {
        return problem
      }
    }
    return nil
  }
}
