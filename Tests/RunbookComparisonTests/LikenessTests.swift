import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookComparison

/// Not the one of the testing library.
private typealias Trait = RunbookMatching.Trait

@Suite struct LikenessTests {
  static let incidents: [Incident] = [
    Incident(), Incident(runbook: "dns-broken"), Incident(outcome: "kube-proxy-down"),
    Incident(outcome: nil, error: "conntrack: table full, dropping packet"), Incident(isBlind: true),
    Incident(nodes: ["a", "b", "c"], outcome: "dns-policy", error: "connection refused"),
  ]

  private func traits(_ incident: Incident) -> [Trait] {
    RunTraits(of: incident.run) { incident.contents[$0] }.traits
  }

  /// Among a hundred runs, of which each trait is in a few.
  private func frequencies(_ traits: [Trait]) -> Trait.Frequencies {
    Trait.Frequencies(
      runs: 100,
      counts: Dictionary(uniqueKeysWithValues: Set(traits.map(\.id)).map { ($0, $0.number % 50 + 1) }))
  }

  private func percent(_ a: Incident, _ b: Incident) -> Int { percent(traits(a), traits(b)) }

  private func percent(_ ones: [Trait], _ others: [Trait]) -> Int {
    let share = Likeness.share(
      Set(ones.map(\.id)), Set(others.map(\.id)), frequencies(ones + others))
    return Likeness(run: "", share: share).percent
  }

  private func traits(_ recording: Recording) -> [Trait] {
    RunTraits(of: recording.run) { recording.contents[$0] }.traits
  }

  static let faults = [
    "cni-uninitialised", "controller-down", "coredns-down", "dns-policy", "kube-proxy-down", "node-not-ready",
    "packet-loss", "routes-missing", "selector-mismatch",
  ]

  @Test func `recorded faults are not taken for each other, and healthy runs are alike`() throws {
    let all = try Self.faults.map { traits(try Recording($0)) }
    for (index, one) in all.enumerated() {
      #expect(one.count > 5)
      for other in all[(index + 1)...] { #expect(percent(one, other) < Likeness.sound) }
    }
    #expect(percent(traits(try Recording("healthy")), traits(try Recording("recreated"))) == 100)
  }

  @Test(arguments: faults)
  func `a recorded fault is the same with all pods made anew`(fault: String) throws {
    var recreation = Recreation(seed: 7)
    let other = try Recording(fault) { text in
      recreation.recreated(text, as: fault)
    }
    let likeness = percent(traits(try Recording(fault)), traits(other))
    #expect(likeness >= 97)
  }

  @Test func `a run is wholly like itself, and two runs are as alike from either side`() {
    for a in Self.incidents {
      #expect(percent(a, a) == 100)
      for b in Self.incidents { #expect(percent(a, b) == percent(b, a)) }
    }
  }

  @Test func `the order in which items end makes no difference`() {
    var other = Incident()
    other.order = [2, 0, 1]
    #expect(traits(other) == traits(Incident()))
  }

  @Test func `the same fault with other pods, addresses, ages, nodes and run id is wholly alike`() {
    let other = Incident(
      id: "kbbbbbbbbb", pod: "coredns-7c9d8b6f54-q9w8z", address: "fd00:10::7",
      nodes: ["ip-10-0-3-7", "b2", "c"],
      age: "17h")
    #expect(percent(Incident(), other) == 100)
  }

  @Test func `what differs tells against it, and the more the more`() {
    let same = Incident()
    let outcome = Incident(outcome: "kube-proxy-down")
    let error = Incident(outcome: "kube-proxy-down", error: "conntrack: table full")
    let blind = Incident(outcome: nil, isBlind: true)
    let likeness = [same, outcome, error, blind].map { percent(same, $0) }
    #expect(likeness == likeness.sorted(by: >))
    #expect(Set(likeness).count == 4)
    #expect(likeness[1] >= 30 && likeness[3] < Likeness.sound)
  }

  @Test func `what is rare counts more`() {
    let (rare, common) = (Trait(.found, "table full"), Trait(.found, "timed out"))
    let frequencies = Trait.Frequencies(runs: 1000, counts: [rare.id: 3, common.id: 800])
    #expect(frequencies.weight(rare.id) > 5 * frequencies.weight(common.id))
    #expect(frequencies.weight(Trait(.passed, step: "a", "").id) < 0.05)
    let subject: Set = [rare.id, common.id]
    #expect(
      Likeness.share(subject, [rare.id], frequencies) > 5 * Likeness.share(subject, [common.id], frequencies))
  }

  @Test
  func `of those that are as alike the newest comes first, and those with nothing in common do not come`() {
    let own = traits(Incident())
    let records = [("old", 1, own), ("new", 2, own), ("other", 3, [Trait(.outcome, "elsewhere")])].map {
      TraitCandidates.Record(run: $0, number: $1, traits: $2.map(\.id))
    }
    let ranked = Likeness.ranked(
      TraitCandidates(traits: own, records: records, frequencies: frequencies(own)))
    #expect(ranked.map(\.run) == ["new", "old"])
  }

  @Test func `why two runs are alike is told by what weighs most`() throws {
    let other = Incident(id: "kbbbbbbbbb", outcome: "kube-proxy-down")
    let summary = RunSummary(
      id: other.id, runbook: other.runbook, title: "", state: .ended, started: Moment(milliseconds: 0))
    let (own, its) = (traits(Incident()), traits(other))
    let similar = SimilarRun(summary, own, its, Trait.Frequencies(runs: 10, counts: [:]))
    #expect(similar.missing.map { "\($0.kind) \($0.text)" } == ["outcome dns-flaky"])
    #expect(similar.added.map { "\($0.kind) \($0.text)" } == ["outcome kube-proxy-down"])
    #expect(
      similar.shared.prefix(3).map { "\($0.kind) \($0.step ?? "-") \($0.text)" }.sorted() == [
        "expectation dns output matches /^Name:/",
        "found dns \"• coredns-• •: ;; connection timed out; no servers could be reached from •\"",
        "step dns failed",
      ])
    #expect(similar.shared.map(\.percent) == similar.shared.map(\.percent).sorted(by: >))
  }
}
