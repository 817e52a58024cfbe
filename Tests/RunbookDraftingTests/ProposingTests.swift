import RunbookModel
import Testing

@testable import RunbookDrafting

@Suite struct `A proposal` {
  private func seen(_ output: String, exit: Int = 0) -> Sighting {
    Sighting(ending: .exited(status: exit), output: Array(output.utf8), stderr: [], duration: 5)!
  }

  private func proposals(_ good: [String], bad: [String] = []) -> [String] {
    Proposing(good: good.map { seen($0) }, bad: bad.map { ($0, seen($0)) }).proposals.map(\.expectation)
  }

  static let pods = """
    NAME      READY   STATUS    RESTARTS   AGE   IP
    dns-abc   1/1     Running   0          5d    10.0.0.7
    dns-def   1/1     Running   0          5d    10.0.0.8

    """

  @Test func `of a table is about what its rows say of themselves`() {
    let older = Self.pods.replacing("5d", with: "9h").replacing("10.0.0.7", with: "10.0.3.1")
    #expect(
      proposals([Self.pods, older]) == [
        "every column READY is complete", "every column STATUS is \"Running\"", "count rows >= 2",
      ])
  }

  @Test func `that tells bad runs apart comes first`() {
    let bad = Self.pods.replacing("dns-def   1/1     Running   0 ", with: "dns-def   1/1     Running   97")
    let found = Proposing(
      good: [seen(Self.pods), seen(Self.pods), seen(Self.pods)], bad: [("a", seen(bad)), ("b", seen(bad))]
    ).proposals
    #expect(found.first == Proposal(expectation: "every column RESTARTS is 0", apart: ["a", "b"]))
    #expect(found.dropFirst().allSatisfy { $0.apart.isEmpty })
  }

  @Test func `holds in all good runs`() {
    let other = Self.pods.replacing("dns-def   1/1     Running", with: "dns-def   1/1     Completed")
    #expect(!proposals([Self.pods, other]).contains("every column STATUS is \"Running\""))
    #expect(
      proposals([Self.pods, other]).contains("every column STATUS is one of \"Completed\", \"Running\""))
  }

  @Test(arguments: [
    (["True\n", "True\n"], ["output is \"True\""]), (["", "\n"], ["output is empty"]),
    (["3\n", "7\n", "4\n"], ["output <= 20"]), (["12ms\n", "3.5ms\n", "9ms\n"], ["output <= 50ms"]),
    (["60%\n", "55%\n", "70%\n"], []), (["2s\n", "900ms\n", "1s\n"], []),
    (["10:31:07 up 3 days\n", "10:31:09 up 3 days\n"], []), (["10.0.0.7\n"], []),
    (
      ["PING\n2 packets transmitted, 2 received, 0% packet loss, time 1001ms\n"],
      ["every find all /([\\d.]+)% packet loss/ is 0%"]
    ),
    (
      ["{\"items\": [{\"status\": {\"phase\": \"Running\"}}, {\"status\": {\"phase\": \"Running\"}}]}"],
      ["every json .items[].status.phase is \"Running\"", "count json .items[] >= 2"]
    ),
    (
      ["starting\nall 3 checks passed\n", "starting\nall 3 checks passed\n"],
      [#"some line contains "all 3 checks passed""#]
    ),
    (["a \"quoted\" \\ $x is ok\nsecond\n"], [#"some line contains "a \"quoted\" \\ \$x is ok""#]),
  ])
  func `is what a person would write`(outputs: [String], expected: [String]) {
    #expect(proposals(outputs) == expected)
  }

  @Test func `of a command that always fails is its status`() {
    #expect(
      Proposing(good: [seen("", exit: 2), seen("", exit: 2)]).proposals.map(\.expectation).first
        == "exit is 2")
  }

  @Test func `of what did not end by itself there is none`() {
    #expect(Sighting(ending: .timedOut, output: [], stderr: [], duration: 1) == nil)
  }

  @Test func `must hold where something was cut, too`() throws {
    let cut = try #require(
      Sighting(
        ending: .exited(status: 0), output: Array(Self.pods.utf8), cut: .init(head: 100, lost: 5), stderr: [],
        duration: 1))
    let whole = Array(repeating: seen(Self.pods), count: 3)
    #expect(!cut.isWhole && !Proposing(good: whole).proposals.isEmpty)
    #expect(Proposing(good: whole, and: [cut]).proposals.isEmpty)
  }

  @Test func `of a load is a bound that was never near`() {
    let top = ["12m", "38m", "49m"].map {
      "NAME   CPU(cores)   PODS\na      \($0)          3\nb      7m           5\n"
    }
    #expect(proposals(top).contains("every column \"CPU(cores)\" <= 100m"))
    #expect(!proposals(top).contains { $0.contains("PODS") })
  }

  @Test func `says nothing about anything odd`() {
    for text in [
      "\0\u{1}\n\u{202E}", String(repeating: "x", count: 100_000), "{\"a\":", "NAME  READY\n\n\n  x",
    ] {
      for expectation in proposals([text, text]) { #expect(expectation.count < 100) }
    }
  }
}
