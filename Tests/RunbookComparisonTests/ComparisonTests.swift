import RunbookModel
import RunbookReports
import Testing

@testable import RunbookComparison

/// What of two runs is different, and what only looks so.
@Suite struct ComparisonTests {
  /// What is shown of one text beside another.
  private func shown(_ before: String, _ after: String) -> [String] {
    let comparison = PrintedRun("aaaa", [("step", after)]).compared(
      with: PrintedRun("bbbb", [("step", before)]))
    return EvidenceLines.lines(comparison.evidence, limit: .max).dropFirst(2).map(\.plain)
  }

  @Test func `rows of a table belong together by name, in whatever order and with whatever age`() {
    let before = """
      NAME   READY   STATUS    RESTARTS      AGE
      web    1/1     Running   0             5m
      db     2/2     Running   3 (2m ago)    10d
      old    1/1     Running   0             10d

      """
    let after = """
      NAME    READY   STATUS             RESTARTS      AGE
      db      1/2     CrashLoopBackOff   4 (5s ago)    11d
      fresh   1/1     Running            0             3s
      web     1/1     Running            0             1d

      """
    #expect(
      shown(before, after) == [
        "  - old    1/1     Running   0             10d", "  db  READY  2/2 → 1/2",
        "  db  STATUS  Running → CrashLoopBackOff", "  db  RESTARTS  3 (2m ago) → 4 (5s ago)",
        "  + fresh   1/1     Running            0             3s",
      ])
  }

  @Test func `a replaced pod and its address are renamed, one pod more is a row more`() {
    func table(_ rows: [String]) -> String {
      "NAME                   READY   IP           NODE\n" + rows.map { $0 + "\n" }.joined()
    }
    let before = table(["web-6d7975f79c-8fn8w   1/1     10.1.0.4     a"])
    let after = table([
      "web-6d7975f79c-2q9zd   1/1     10.1.0.9     b", "web-6d7975f79c-xk5tp   0/1     10.1.0.7     c",
    ])
    let comparison = PrintedRun("aaaa", [("pods", after), ("ping", "to 10.1.0.9: ok\n")])
      .compared(with: PrintedRun("bbbb", [("pods", before), ("ping", "to 10.1.0.4: ok\n")]))
    #expect(comparison.renames.map(\.before) == ["web-6d7975f79c-8fn8w", "10.1.0.4"])
    #expect(comparison.renames.map(\.after) == ["web-6d7975f79c-2q9zd", "10.1.0.9"])
    #expect(comparison.evidence.map(\.differences.count) == [1])
    #expect(comparison.evidence[0].differences[0].subject == .row("web-6d7975f79c-xk5tp"))
  }

  @Test func `an address that changed in one place is no rename`() {
    #expect(
      shown("web: 10.1.0.4:8080\n", "web: 10.1.0.5:8080\n") == [
        "  - web: 10.1.0.4:8080", "  + web: 10.1.0.5:8080",
      ])
    let both = PrintedRun("aaaa", [("one", "at 10.1.0.5\n"), ("two", "to 10.1.0.5\n")])
      .compared(with: PrintedRun("bbbb", [("one", "at 10.1.0.4\n"), ("two", "to 10.1.0.4\n")]))
    #expect(both.isSame && both.renames == [Rename(before: "10.1.0.4", after: "10.1.0.5")])
  }

  @Test func `documents are trees by identity, lists without order are sets`() {
    let before = #"""
      {"items":[{"metadata":{"name":"b","resourceVersion":"7"},"spec":{"ports":[{"name":"x","port":1},{"name":"y","port":2}]}},
      {"metadata":{"name":"a","labels":{"tier":"front"}},"hosts":["p","q"],"command":["sh","-c"]}]}
      """#
    let after = #"""
      {"items":[{"metadata":{"labels":{"tier":"back"},"name":"a"},"hosts":["q","p"],"command":["-c","sh"]},
      {"metadata":{"name":"b","resourceVersion":"9"},"spec":{"ports":[{"name":"y","port":3},{"name":"x","port":1}]}}]}
      """#
    #expect(
      shown(before, after) == [
        "  items[a].metadata.labels.tier  front → back", "  items[a].command[0]  sh → -c",
        "  items[a].command[1]  -c → sh", "  items[b].spec.ports[y].port  2 → 3",
      ])
  }

  @Test func `YAML is a document too, and a text in it is compared by lines`() {
    func map(_ limit: String, _ version: String) -> String {
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: corefile
        resourceVersion: "\(version)"
      data:
        Corefile: |
          .:53 {
              cache \(limit)
              forward . /etc/resolv.conf
          }

      """
    }
    #expect(shown(map("30s", "1"), map("30s", "2")) == [])
    #expect(shown(map("30s", "1"), map("5s", "2")) == ["  data.Corefile      cache 30s →     cache 5s"])
  }

  @Test func `of lines the words that changed are marked`() throws {
    let comparison = PrintedRun("aaaa", [("step", "at 21:04:55 the door is open now\n")])
      .compared(with: PrintedRun("bbbb", [("step", "at 20:00:01 the door is closed now\n")]))
    let difference = try #require(comparison.evidence.first?.differences.first)
    #expect(difference.after?.pieces.filter(\.isChanged).map(\.text) == ["open"])
    #expect(difference.before?.pieces.filter(\.isChanged).map(\.text) == ["closed"])
  }

  @Test func `the order of lines and of lists between commas is no difference`() {
    #expect(shown("b\na 1,2\nc\n", "c\na 2,1\nb\n") == [])
    #expect(shown("b\na 1,2\nc\n", "c\na 2,1\n") == ["  - b"])
  }

  @Test func `a sample is one answer and how often, not one for each attempt`() {
    var before = PrintedRun("bbbb")
    before.add("dns", (1...20).map { "answer in \($0) ms\n" })
    var after = PrintedRun("aaaa")
    after.add(
      "dns", (1...20).map { $0 % 4 == 0 ? "timed out after \($0)s\n" : "answer in \($0) ms\n" },
      verdict: .flaky)
    let comparison = after.compared(with: before)
    #expect(comparison.evidence.count == 1)
    #expect(comparison.evidence[0].share == EvidenceChange.Share(attempts: 5, of: 20))
    #expect(comparison.evidence[0].lineCount == 2)
  }

  @Test func `what a retry tried in vain does not count`() {
    var before = PrintedRun("bbbb")
    before.add("up", ["ready\n"])
    var after = PrintedRun("aaaa")
    after.add("up", ["not yet\n", "ready\n"], verdicts: [.failed, .passed])
    #expect(after.compared(with: before).isSame)
  }

  @Test func `what passed and can no longer be looked at is lost sight of`() throws {
    var before = PrintedRun("bbbb")
    before.add("door", ["open\n"])
    var after = PrintedRun("aaaa")
    after.add("door", [""], stderr: "refused\n", status: 1, verdict: .unknown)
    let comparison = after.compared(with: before)
    #expect(comparison.course.steps.map(\.isLostSight) == [true])
    #expect(
      ComparisonView(comparison).lines.contains { $0.plain.contains("could not look, was seen to be well") })
  }

  @Test func `a decision that went the other way comes with the value that decided`() throws {
    func run(_ id: String, _ loss: String, _ verdict: Verdict, _ target: String) -> PrintedRun {
      var run = PrintedRun(id)
      run.add(
        "ping", ["loss \(loss)\n"], verdict: verdict,
        judgements: [
          Judgement(
            verdict: verdict, expectation: "$loss is 0%", expected: "0%", found: loss, file: "a.rb", line: 3)
        ])
      run.post(
        .captured(Captured(attempt: AttemptKey(name: "ping"), name: "loss", value: VariableValue(loss))))
      run.post(.decisionTaken(DecisionTaken(origin: .table, target: target, because: "$loss is \(loss)")))
      return run
    }
    let comparison = run("aaaa", "40%", .failed, "→ lossy").compared(
      with: run("bbbb", "0%", .passed, "→ fine"))
    let decision = try #require(comparison.course.decisions.first)
    #expect((decision.before, decision.after) == ("→ fine", "→ lossy"))
    #expect(decision.values.map(\.name) == ["$loss"])
    let deciding = try #require(comparison.course.steps.first?.deciding.first)
    #expect((deciding.before, deciding.after) == ("0%", "40%"))
  }

  @Test func `fewer pings to other pods are no difference where all say the same, a lost packet is`() {
    func ping(_ address: String, _ received: Int, _ time: String) -> String {
      """
      PING \(address) (\(address)): 56 data bytes
      64 bytes from \(address): seq=0 ttl=64 time=\(time) ms

      --- \(address) ping statistics ---
      3 packets transmitted, \(received) packets received, \(received == 3 ? 0 : 33)% packet loss
      round-trip min/avg/max = 0.1/\(time)/0.9 ms

      """
    }
    let three = ping("10.1.0.2", 3, "0.2") + ping("10.1.0.3", 3, "0.3") + ping("10.1.0.4", 3, "0.4")
    #expect(shown(three, ping("10.1.0.3", 3, "0.5") + ping("10.1.0.9", 3, "0.6")) == [])
    #expect(
      shown(three, ping("10.1.0.2", 3, "1") + ping("10.1.0.3", 2, "2") + ping("10.1.0.4", 3, "3")) == [
        "  ping 10.1.0.3  packets received  3 → 2", "  ping 10.1.0.3  packet loss  0% → 33%",
      ])
  }

  @Test func `two texts never trap, whatever they are`() throws {
    var random = SeededRandom(seed: 11)
    let texts = try PlantedTests.texts().map(\.text)
    for _ in 0..<60 {
      let text = texts.randomElement(using: &random)!.prefix(600)
      var bytes = Array(text.utf8)
      for _ in 0..<20 {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = [10, 32, 44, 91, 123, 34, 200, 58].randomElement(using: &random)!
      }
      let other = String(decoding: bytes, as: UTF8.self)
      _ = shown(String(text), other)
      #expect(shown(other, other) == [])
    }
  }
}
