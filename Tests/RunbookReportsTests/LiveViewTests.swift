import RunbookModel
import RunbookReports
import Testing

@Suite struct LiveViewTests {
  static let source = SourceText(
    name: "dns.rb",
    text: """
      runbook "DNS is broken"

      step dns "The name resolves"
        run nslookup x
        expect output contains "Address"
      """)

  /// The events of a run that fails in its one step.
  static let facts: [Fact] = [
    .runStarted(
      RunStarted(
        runbook: "dns", title: "DNS is broken", sources: [.init(name: "dns.rb", text: Content(source.bytes))],
        tool: "0")),
    .clusterIdentified(
      ClusterIdentity(context: "lab", server: "https://127.0.0.1:6443", uid: "u", version: "v1.20.2")),
    .stepStarted(StepStarted(step: StepKey("dns"), title: "The name resolves", attempts: 1)),
    .attemptStarted(AttemptStarted(attempt: AttemptKey(name: "dns"), command: "nslookup x")),
    .attemptEnded(
      AttemptEnded(
        attempt: AttemptKey(name: "dns"), ending: .exited(status: 0), duration: 40,
        output: Evidence(Content(Array("no\u{1B}[31m server\n".utf8))))),
    .expectationJudged(
      ExpectationJudged(
        attempt: AttemptKey(name: "dns"), index: 1,
        judgement: Judgement(
          verdict: .failed, expectation: "output contains \"Address\"",
          expected: "output contains \"Address\"",
          found: "it does not", deciding: ["no\u{1B}[31m server"], file: "dns.rb", line: 5))),
    .attemptJudged(
      AttemptJudged(attempt: AttemptKey(name: "dns"), verdict: .failed, reason: "1 expectation does not hold")
    ),
    .stepEnded(
      StepEnded(
        step: StepKey("dns"), verdict: .failed, reason: "1 expectation does not hold", hint: "ask the pods",
        duration: 1234)),
    .decisionTaken(DecisionTaken(origin: .step, step: "dns", target: "→ coredns-down", because: "dns fails")),
    .outcomeFound(
      OutcomeFound(outcome: "coredns-down", title: "CoreDNS is down", severity: .critical, prose: "Start it.")
    ),
    .runEnded(
      RunEnded(
        verdict: .problem, outcome: "coredns-down", outcomes: ["coredns-down"], reason: "dns fails",
        duration: 2000)),
  ]

  static var events: [RunEvent] {
    facts.enumerated().map {
      RunEvent(run: "k3", number: $0 + 1, time: Moment(milliseconds: Int64($0) * 100), fact: $1)
    }
  }

  @Test func `of many steps that end alike the way names the first and the last`() {
    let facts = (1...40).map { number in
      Fact.stepEnded(
        StepEnded(step: StepKey("s\(number)"), verdict: number == 20 ? .failed : .passed, duration: 1))
    }
    let events = facts.enumerated().map {
      RunEvent(run: "k3", number: $0 + 1, time: Moment(milliseconds: 0), fact: $1)
    }
    let way = WayText.line(Run(id: "k3", events: events)).plain
    #expect(
      way == "s1 ✓  s2 ✓  s3 ✓  … 13 more ✓  s17 ✓  s18 ✓  s19 ✓  s20 ✗  "
        + "s21 ✓  s22 ✓  s23 ✓  … 14 more ✓  s38 ✓  s39 ✓  s40 ✓")
  }

  @Test func `a failed step shows the expectation, what was found, and the way to the outcome`() {
    var view = LiveView(run: "k3")
    let lines = Self.events.flatMap { view.apply($0) }.map(\.plain).joined(separator: "\n")
    #expect(
      lines
        == """
        DNS is broken  dns · run k3
          lab · https://127.0.0.1:6443 · v1.20.2
          ✗ dns                 The name resolves  1.2s
              failed: output contains "Address"
                ┌─ dns.rb:5:10
                │
              5 │   expect output contains "Address"
                │          ^^^^^^^^^^^^^^^^^^^^^^^^^ it does not
                │ no\\x1b[31m server
              hint: ask the pods
          → coredns-down  CoreDNS is down

        PROBLEM  coredns-down  CoreDNS is down  2.0s
          Start it.
          way: dns ✗  → coredns-down
        """.replacing("  lab ·", with: "  context lab ·"))
  }

  @Test func `while a step runs its line tells how long`() {
    var view = LiveView(run: "k3")
    for event in Self.events.prefix(4) { _ = view.apply(event) }
    let active = view.active(now: Moment(milliseconds: 5200), frame: 0).map(\.plain)
    #expect(active == ["  ⠋ dns                 The name resolves  5.0s"])
  }

  @Test func `quiet shows the end alone`() {
    var view = LiveView(run: "k3", quiet: true)
    let lines = Self.events.flatMap { view.apply($0) }.map(\.plain)
    #expect(
      lines == [
        "", "PROBLEM  coredns-down  CoreDNS is down  2.0s", "  Start it.", "  way: dns ✗  → coredns-down",
      ])
  }

  @Test func `an event is one line of JSON with its output, and the last tells verdict and outcome`() throws {
    let line = EventLine()
    let lines = Self.events.map { line.text($0) }
    #expect(lines.allSatisfy { !$0.contains("\n") })
    #expect(lines[4].contains(#""text":"no\u001b[31m server\n""#))
    #expect(
      lines.last
        == #"{"duration":2000,"event":"run-ended","left":[],"number":11,"outcome":"coredns-down","outcomes":["coredns-down"],"reason":"dns fails","run":"k3","time":1000,"v":1,"verdict":"problem"}"#
    )
  }
}
