import RunbookModel

@testable import RunbookReports

/// Reports of runs that somebody made to do harm: every text in them, and every byte that was printed.
struct HostileReport {
  /// What the payloads would do, were they anything but text.
  static let payloads = [
    "<script>console.log('stolen by a script')</script>",
    "</code></pre></details></title></style></textarea><img src=\"http://127.0.0.1:9/stolen-image\" onerror=\"console.log('stolen by an event')\">",
    "\"><svg/onload=console.log('stolen')><link rel=stylesheet href=http://127.0.0.1:9/stolen-style>",
    "<meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:9/stolen-page\"><base href=\"http://127.0.0.1:9/\">",
    "]]><!--<iframe src='http://127.0.0.1:9/stolen-frame'></iframe>--><![CDATA[ &amp; &#60;script&#62; &nonsense; %s",
    "<a href=\"javascript:console.log('stolen')\">go</a> @import url(http://127.0.0.1:9/stolen-import);",
    "```\n````\n# A heading that is none\n~~~\n| a | b |\n[link](http://127.0.0.1:9/stolen-link) ![x](http://127.0.0.1:9/stolen)",
    "\u{202E}gnp.exe \u{2066}\u{200B}\u{FEFF}\u{FFFE}\u{FFFF}\u{1FFFE}\u{E0041}\u{AD}",
    "\0 \u{1B}[31m \u{7F} \u{9B}2J \r\n \r \u{85} \u{2028} \u{0C}", "`` ` ``` \\ \\` * _ > - + 1. # =", "",
    " ", "\n\n\n",
  ]

  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// Xorshift (Marsaglia 2003).
  mutating func number(_ below: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(below))
  }

  mutating func text() -> String {
    (0...number(3)).map { _ in Self.payloads[number(Self.payloads.count)] }.joined(separator: " ")
  }

  mutating func verdict() -> Verdict { Verdict.allCases[number(5)] }

  /// Payloads among bytes that are no text.
  mutating func bytes() -> [UInt8] {
    (0..<number(12)).flatMap { _ in
      number(2) == 0 ? Array(text().utf8) : (0..<number(200)).map { _ in UInt8(number(256)) }
    }
  }

  mutating func report() -> Report {
    let run = self.run("k1", parent: nil)
    let inner = self.run("k2", parent: "k1")
    return Report([run, inner], incident: number(3) == 0 ? text() : nil)
  }

  private mutating func run(_ id: String, parent: String?) -> (events: [RunEvent], summary: RunSummary) {
    var script = EventScript(run: id)
    script.post(
      .runStarted(
        RunStarted(
          runbook: text(), title: text(), sources: [.init(name: text(), text: Content(bytes()))],
          parameters: [text(): VariableValue(text())], parent: parent, user: text(), host: text(),
          folder: text(),
          context: text(), contexts: number(4) == 0 ? [text(), text()] : nil, tool: text(), incident: text()))
    )
    script.post(
      .clusterIdentified(ClusterIdentity(context: text(), server: text(), uid: text(), version: text())))
    script.post(.needJudged(NeedJudged(need: text(), found: text(), verdict: verdict(), reason: text())))
    for _ in 0...number(5) { step(&script) }
    for severity in Outcome.Severity.allCases where number(2) == 0 {
      script.post(
        .outcomeFound(OutcomeFound(outcome: text(), title: text(), severity: severity, prose: text())))
    }
    for purpose in Answered.Purpose.allCases {
      script.post(
        .answered(
          Answered(
            purpose: purpose, name: text(), question: text(), answer: number(2) == 0 ? nil : text(),
            remark: text(),
            source: .person)))
    }
    for state in Changed.State.allCases where number(2) == 0 {
      script.post(
        .changed(
          Changed(
            fix: StepKey(text(), items: [text()]), title: text(), state: state, command: text(),
            undo: number(2) == 0
              ? nil
              : Changed.Undo(
                command: text(), shell: .sh, variables: [text(): text()], hidden: [text()], timeout: 1),
            noUndo: text(), context: text())))
    }
    script.post(.warned(Warned(message: text())))
    if number(4) > 0 {
      script.post(
        .runEnded(
          RunEnded(
            verdict: RunVerdict.allCases[number(5)], outcome: text(), outcomes: [text()], reason: text(),
            duration: 9,
            follow: text(), left: [text()],
            contexts: [
              ContextEnded(context: text(), run: "k2", verdict: .problem, outcome: text(), reason: text())
            ],
            proposed: [text()])))
    }
    let time = Moment(milliseconds: script.time)
    let note = Note(
      id: "a", step: number(2) == 0 ? nil : "s", text: text(), author: text(), host: text(), time: time)
    let label = Label(key: text(), value: text(), author: text(), host: nil, time: time)
    return (script.events, script.summary(labels: [label], notes: [note]))
  }

  private mutating func step(_ script: inout EventScript) {
    let (name, items) = (text(), number(3) == 0 ? [text(), text() + " b", "c " + text()] : nil)
    script.begin(name, text(), attempts: nil, each: items, item: items == nil ? nil : text())
    for item in items ?? [""] {
      let key = AttemptKey(
        number(5) == 0 ? AttemptKey.Purpose.allCases[number(8)] : .step, name: name,
        items: items == nil ? [] : [item])
      script.post(
        .attemptStarted(
          AttemptStarted(
            attempt: key, command: text(), variables: [text(): text()], stdin: Content(bytes()),
            context: text(),
            effect: .probe)))
      let endings: [Ending] = [.exited(status: 3), .timedOut, .notRun(reason: text())]
      let output = bytes()
      script.post(
        .attemptEnded(
          AttemptEnded(
            attempt: key, ending: endings[number(3)], duration: number(100_000),
            output: Evidence(Content(output), cut: number(3) == 0 ? .init(head: number(300), lost: 99) : nil),
            stderr: Evidence(Content(bytes())))))
      script.post(
        .expectationJudged(
          ExpectationJudged(
            attempt: key, index: 1,
            judgement: Judgement(
              verdict: verdict(), expectation: text(), expected: text(), found: text(), reason: text(),
              deciding: [text(), text()], more: 2, file: text(), line: number(4)))))
      script.post(.captured(Captured(attempt: key, name: text(), value: VariableValue(text()))))
      script.post(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict(), reason: text())))
      if items != nil { script.end(name, verdict(), items: [item], reason: text()) }
    }
    script.end(name, verdict(), reason: text(), hint: text())
    script.post(
      .decisionTaken(
        DecisionTaken(
          origin: [.step, .table, .flow, .end][number(4)], step: name, target: text(), because: text(),
          rejected: [.init(row: text(), reason: text())], line: 3)))
    script.post(.pathEntered(PathEntered(path: text(), title: text())))
  }
}
