import RunbookModel
import Testing

@testable import RunbookReports

/// What a fan-out says of its items.
@Suite struct ItemAnswersTests {
  /// The fold of a step over items: what each came to, what was found, and what it captured.
  private func run(
    _ name: String = "node", _ items: [(item: [String], verdict: Verdict, found: String, captured: String?)],
    begunInReverse isReversed: Bool = false
  ) -> Run {
    var facts: [Fact] = [
      .stepStarted(
        StepStarted(
          step: StepKey("config"), title: "Same DNS", attempts: 1, each: items.map { $0.item[0] }, item: name)
      )
    ]
    for (item, verdict, found, captured) in isReversed ? items.reversed() : items {
      let key = AttemptKey(name: "config", items: item)
      facts.append(.attemptStarted(AttemptStarted(attempt: key, command: "get")))
      if let captured {
        facts.append(.captured(Captured(attempt: key, name: "servers", value: VariableValue(captured))))
      }
      facts.append(
        .expectationJudged(
          ExpectationJudged(
            attempt: key, index: 1,
            judgement: Judgement(
              verdict: verdict, expectation: "output is \"x\"", expected: "x", found: found, file: "a.rb",
              line: 3)
          )))
      facts.append(.attemptJudged(AttemptJudged(attempt: key, verdict: verdict, reason: found)))
      facts.append(
        .stepEnded(
          StepEnded(
            step: StepKey("config", items: item), verdict: verdict,
            reason: verdict == .passed ? nil : found)))
    }
    return Run(
      id: "r",
      events: facts.enumerated().map {
        RunEvent(run: "r", number: $0 + 1, time: Moment(milliseconds: 0), fact: $1)
      })
  }

  private func said(_ run: Run) -> [String] {
    let answers = ItemAnswers(of: StepKey("config"), in: run)
    return (answers?.sentence).map { [$0] + (answers?.differences.map(\.plain) ?? []) } ?? []
  }

  private func nodes(
    _ count: Int, begunInReverse isReversed: Bool = false, _ change: (Int) -> (Verdict, String, String?)
  ) -> Run {
    run(
      "node",
      (1...count).map { number in
        let (verdict, found, captured) = change(number)
        return (["node-\(number)"], verdict, found, captured)
      }, begunInReverse: isReversed)
  }

  @Test(arguments: [false, true])
  func `the many agree, the few are named in their order with what they said`(isReversed: Bool) {
    let run = nodes(20, begunInReverse: isReversed) {
      [7, 12].contains($0) ? (.failed, "it is \"y\"", nil) : (.passed, "x", nil)
    }
    #expect(
      said(run) == [
        "18 of 20 nodes: same answer; node-7 and node-12 differ",
        "node-7 and node-12  failed: output is \"x\": it is \"y\"",
      ])
  }

  @Test func `all passed and one has captured something else`() {
    let run = nodes(3) { (.passed, "x", $0 == 2 ? "10.96.0.11" : "10.96.0.10") }
    #expect(
      said(run) == ["2 of 3 nodes: same answer; node-2 differs", "node-2  passed: $servers is 10.96.0.11"])
  }

  @Test func `who could not be asked is named as such`() {
    let run = nodes(3) { $0 == 3 ? (.unknown, "no such pod", nil) : (.passed, "x", nil) }
    #expect(
      said(run) == [
        "2 of 3 nodes; node-3 not looked at", "node-3  could not look: output is \"x\": no such pod",
      ])
  }

  @Test func `noise is no difference: own names, spans, times, ids, ends of pod names`() {
    let run = nodes(4) {
      (
        .failed,
        "pod web-5d4f7c8b9-\(["xk2lp", "9zqwt", "bcd42", "h7jkl"][$0 - 1]) on node-\($0) restarted 1\($0).5s ago at 21:04:5\($0)",
        nil
      )
    }
    #expect(said(run) == ["all 4 nodes failed alike"])
  }

  @Test func `what is another one for each is no difference either`() {
    #expect(said(nodes(4) { (.passed, "x", "10.0.0.\($0)") }) == [])
  }

  @Test func `numbers that count are a difference`() {
    let run = nodes(3) { (.failed, "\($0 == 1 ? 2 : 3) of 5 rows do not", nil) }
    #expect(said(run).first == "2 of 3 nodes failed alike; node-1 differs")
  }

  @Test func `where nobody agrees nothing is said`() {
    #expect(said(nodes(2) { (.failed, "\($0)", nil) }) == [])
    #expect(said(nodes(3) { _ in (.passed, "x", nil) }) == [])
  }

  @Test func `items that are bare numbers are called by what they are`() {
    let run = run(
      "port", (1...300).map { ([String($0)], $0 == 7 ? Verdict.failed : .passed, "closed", nil) })
    #expect(said(run).first == "299 of 300 ports: same answer; port 7 differs")
  }

  private func matrix(_ count: Int, pairs: Bool = false, bad: (Int, Int) -> Verdict?) -> Run {
    var items: [(item: [String], verdict: Verdict, found: String, captured: String?)] = []
    for source in 1...count {
      for target in 1...count where source != target {
        let names = ["node-\(source)", "node-\(target)"]
        items.append(
          (pairs ? [names.joined(separator: " ")] : names, bad(source, target) ?? .passed, "100% loss", nil))
      }
    }
    return run("source", items)
  }

  @Test(arguments: [false, true])
  func `a matrix says which line of it is bad`(pairs: Bool) {
    func first(_ bad: (Int, Int) -> Verdict?) -> String? { said(matrix(5, pairs: pairs, bad: bad)).first }
    #expect(first { _, target in target == 4 ? .failed : nil } == "everything to node-4 fails")
    #expect(first { source, _ in source == 4 ? .failed : nil } == "everything from node-4 fails")
    #expect(first { $0 == 4 || $1 == 4 ? .failed : nil } == "everything to and from node-4 fails")
    #expect(
      first { $1 == 4 || $1 == 2 ? .failed : nil } == "everything to node-2 and everything to node-4 fails")
    #expect(first { $0 == 1 && $1 == 2 ? .failed : nil } == "node-1 → node-2 fails")
    #expect(
      first { $1 == 4 || ($0 == 1 && $1 == 2) ? .failed : nil }
        == "everything to node-4 and node-1 → node-2 fails")
    #expect(first { _, _ in .failed } == "everything fails")
    #expect(
      first { source, _ in source == 3 ? .unknown : nil } == "everything from node-3 could not be looked at")
    #expect(
      first { $1 == 4 ? .failed : $0 == 3 ? .unknown : nil }
        == "everything to node-4 fails; everything from node-3 could not be looked at")
    #expect(first { _, _ in nil } == nil)
  }
}
