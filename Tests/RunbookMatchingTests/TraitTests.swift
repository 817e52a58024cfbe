import RunbookModel
import Testing

@testable import RunbookMatching

/// Not the one of the testing library.
private typealias Trait = RunbookMatching.Trait

@Suite struct TraitTests {
  @Test(arguments: [
    ("node-3   False  17", "node-• False •"),
    ("0/1 CrashLoopBackOff   12 (3m ago)", "0/• CrashLoopBackOff • (• ago)"),
    (
      "3 packets transmitted, 0 received, 100% packet loss",
      "• packets transmitted, 0 received, 100% packet loss"
    ),
    (
      "3 packets transmitted, 2 received, 33% packet loss",
      "• packets transmitted, • received, •% packet loss"
    ),
    ("HTTP/1.1 502 Bad Gateway", "HTTP/•.• 502 Bad Gateway"),
    ("dial tcp 10.96.0.1:443: connect: refused", "dial tcp •:443: connect: refused"),
    ("ping fe80::1 or [fd00:10::2]:53, k8s", "ping • or [•]:•, k8s"),
    ("pod web-5d78c9869d-x7k2p on shop/web-gone", "pod web-• on •"),
    ("an 1.2.3.4.5 and add: face", "an •.• and add: face"),
  ])
  func `a text is as it would be elsewhere`(text: String, normal: String) {
    #expect(TraitText.normal(text.utf8, about: TraitText.names(of: ["shop/web-gone 10.0.0.1 80"])) == normal)
  }

  @Test func `lines that speak of trouble are told from those that do not`() {
    let text = "all is well\nE1122 Failed to pull\nready\nread: Connection REFUSED by peer\nrunning\n"
    #expect(
      TraitText.troubles(in: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
        == ["E1122 Failed to pull", "read: Connection REFUSED by peer"])
    #expect(TraitText.troubles(in: []).isEmpty)
  }

  @Test func `a trait is named alike for ever`() {
    #expect(Trait(.outcome, "dns-flaky").id.number == 63_642_170_238_816)
    #expect(Trait(.found, step: "a", "x").id == Trait(.found, step: "b", "x").id)
    #expect(Trait(.step, step: "a", "failed").id != Trait(.step, step: "b", "failed").id)
    #expect(Trait.Kind.allCases.count <= 16)
  }

  @Test func `a run has at most so many traits, whatever it printed`() {
    var facts: [Fact] = [.runStarted(RunStarted(runbook: "big", title: "", sources: [], tool: ""))]
    for number in 0..<500 {
      let name = String(repeating: "x", count: number + 1)
      let key = AttemptKey(name: name)
      facts += [
        .attemptStarted(AttemptStarted(attempt: key, command: "")),
        .attemptJudged(AttemptJudged(attempt: key, verdict: .failed, reason: "because of \(name)")),
        .stepEnded(StepEnded(step: StepKey(name), verdict: .failed)),
      ]
    }
    let events = facts.enumerated().map {
      RunEvent(run: "k", number: $0 + 1, time: Moment(milliseconds: 0), fact: $1)
    }
    let traits = RunTraits(of: Run(id: "k", events: events)) { _ in nil }.traits
    #expect(traits.count <= RunTraits.most)
    #expect(Set(traits.map(\.id)).count == traits.count)
    #expect(traits.contains { $0.kind == .reason } && traits.contains { $0.kind == .runbook })
  }
}
