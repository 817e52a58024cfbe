import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct ReferenceTests {
  let folder = TemporaryFolder()

  /// Runs a minute apart, oldest first.
  private func recorded(
    _ runs: [(id: String, runbook: String, verdict: RunVerdict?, outcome: String?)]
  ) async throws -> History {
    let history = try folder.history()
    for (minute, run) in runs.enumerated() {
      var writer = EventWriter(run: run.id, at: 1_700_000_000_000 + Int64(minute) * 60_000)
      writer.start(
        run.runbook, context: minute.isMultiple(of: 2) ? "east" : "west",
        user: run.id == "kc1" ? "100%_\\ bob" : "ada")
      if let outcome = run.outcome {
        writer.post(.outcomeFound(OutcomeFound(outcome: "noted", title: "N", severity: .warning)))
        for _ in 1...2 {
          writer.post(.outcomeFound(OutcomeFound(outcome: outcome, title: "O", severity: .critical)))
        }
      }
      if let verdict = run.verdict { writer.end(verdict, outcome: run.outcome) }
      #expect(await history.recorder().record(writer.events) == nil)
    }
    return history
  }

  private func sample() async throws -> History {
    try await recorded([
      ("kab1", "dns-broken", .healthy, nil),
      ("kab2", "dns-broken", .problem, "coredns-down"),
      ("kc1", "triage", .healthy, nil),
      ("kc2", "dns-broken", .problem, "l3-broken"),
      ("last1", "triage", .inconclusive, nil),
      ("kd", "dns-broken", nil, nil),
    ])
  }

  @Test(arguments: [
    ("kab1", "kab1"), ("kab2", "kab2"), ("kd", "kd"), ("kc1", "kc1"), ("l", "last1"), ("last1", "last1"),
    ("last", "kd"), ("last~0", "kd"), ("last~1", "last1"), ("last~5", "kab1"), ("good", "kc1"),
    ("good~1", "kab1"),
    ("dns-broken", "kd"), ("dns-broken~1", "kc2"), ("dns-broken~3", "kab1"), ("dns-broken@good", "kab1"),
    ("triage@good", "kc1"), ("triage", "last1"), ("Runbooks/triage.rb", "last1"), ("triage.rb@good", "kc1"),
    ("./dns-broken.rb~2", "kab2"),
  ])
  func `a reference means the run that people mean`(reference: String, id: String) async throws {
    #expect(try await sample().resolve(reference) == id)
  }

  @Test(arguments: [
    ("ka", "`ka` begins several runs: kab1 (dns-broken), kab2 (dns-broken)"),
    ("x", "no run is called `x`"), ("", "no run is called ``"), ("%", "no run is called `%`"),
    ("dns-borken", "no run is called `dns-borken`; did you mean `dns-broken`?"),
    ("lsat", "no run is called `lsat`; did you mean `last`?"),
    ("dns-broken~4", "`dns-broken~4` goes back too far: only 4 runs are recorded"),
    ("triage@good~1", "`triage@good~1` goes back too far: only 1 run is recorded"),
    ("dns-broken~x", "`dns-broken~x` should end in a number after `~`"),
    ("dns-broken~-1", "`dns-broken~-1` should end in a number after `~`"),
  ])
  func `a reference that means nothing or too much is explained`(reference: String, sentence: String)
    async throws
  {
    let history = try await sample()
    #expect(throws: HistoryProblem(sentence)) { try history.resolve(reference) }
  }

  @Test func `an empty history and one without a healthy run say so`() async throws {
    let history = try folder.history()
    #expect(throws: HistoryProblem("no run has been recorded yet")) { try history.resolve("last") }
    #expect(throws: HistoryProblem("no run was healthy yet")) { try history.resolve("good") }
    _ = try await recorded([("ka", "dns-broken", .problem, nil)])
    #expect(throws: HistoryProblem("no run of `dns-broken` was healthy yet")) {
      try history.resolve("dns-broken@good")
    }
  }

  @Test func `a run of a part is listed as one, and is no healthy run to refer to`() async throws {
    let history = try await recorded([("kwhole", "dns-broken", .healthy, nil)])
    for (id, only, from) in [("konly", "l3", nil), ("kfrom", nil, "dns")] as [(String, String?, String?)] {
      var writer = EventWriter(run: id, at: 1_800_000_000_000)
      writer.start(only: only, from: from)
      writer.end(.healthy)
      #expect(await history.recorder().record(writer.events) == nil)
    }
    #expect(try history.resolve("dns-broken~0") == "konly")
    #expect(try history.resolve("good") == "kwhole")
    #expect(try history.resolve("dns-broken@good") == "kwhole")
    #expect(try history.runs().map { [$0.only, $0.from] } == [["l3", nil], [nil, "dns"], [nil, nil]])
  }

  @Test func `of several contexts people remember the run above, and compare with one below it`() async throws
  {
    let history = try folder.history()
    for (minute, id, parent, contexts) in [
      (0, "kabove", nil, ["east", "west"]), (1, "keast", "kabove", nil), (2, "kwest", "kabove", nil),
    ] as [(Int64, String, String?, [String]?)] {
      var writer = EventWriter(run: id, at: 1_800_000_000_000 + minute * 60_000)
      writer.post(
        .runStarted(
          RunStarted(
            runbook: "dns-broken", title: "T", sources: [], parent: parent, contexts: contexts, tool: "0")))
      writer.end(.healthy)
      #expect(await history.recorder().record(writer.events) == nil)
    }
    #expect(try history.resolve("last") == "kabove")
    #expect(try history.resolve("dns-broken") == "kabove")
    #expect(try history.resolve("good") == "kwest")
    #expect(try history.resolve("dns-broken@good~1") == "keast")
    #expect(try history.runs(HistoryFilter(parent: "kabove")).map(\.id) == ["kwest", "keast"])
    #expect(try history.run("kabove").started?.contexts == ["east", "west"])
  }

  @Test func `runs that did not end are listed by whether they still run`() async throws {
    let history = try await sample()
    var writer = EventWriter(run: "kgone", at: 1_600_000_000_000)
    writer.start()
    #expect(await history.recorder().record(writer.events) == nil)
    try history.write { try $0.run("UPDATE recorder SET process = 4194305 WHERE run = 'kgone'") }
    #expect(try history.runs(HistoryFilter(state: .running)).map(\.id) == ["kd"])
    #expect(try history.runs(HistoryFilter(state: .died, limit: 1)).map(\.id) == ["kgone"])
    #expect(try history.runs(HistoryFilter(runbook: "triage", state: .died)).isEmpty)
    #expect(try history.runs(HistoryFilter(state: .ended, limit: 2)).map(\.id) == ["last1", "kc2"])
  }

  @Test func `more than five candidates are not all listed`() async throws {
    let history = try await recorded((1...7).map { ("k\($0)", "a", nil, nil) })
    #expect(throws: HistoryProblem("`k` begins several runs: k1 (a), k2 (a), k3 (a), k4 (a), k5 (a), …")) {
      try history.resolve("k")
    }
  }

  @Test func `a short id is the shortest beginning that is unique`() async throws {
    let history = try await sample()
    let ids = ["kab1", "kab2", "kc1", "kc2", "kd", "last1"]
    #expect(
      try history.shortIDs(ids) == ["kab1": 4, "kab2": 4, "kc1": 3, "kc2": 3, "kd": 2, "last1": 1])
    for (id, length) in try history.shortIDs(ids) {
      #expect(try history.resolve(String(id.prefix(length))) == id)
    }
  }

  @Test(arguments: [
    (HistoryFilter(), "kd last1 kc2 kc1 kab2 kab1"),
    (HistoryFilter(limit: 2), "kd last1"),
    (HistoryFilter(limit: 0), ""),
    (HistoryFilter(runbook: "dns-broken"), "kd kc2 kab2 kab1"),
    (HistoryFilter(runbook: "dns-broken", limit: 1), "kd"),
    (HistoryFilter(outcome: "l3-broken"), "kc2"),
    (HistoryFilter(outcome: "noted"), "kc2 kab2"),
    (HistoryFilter(outcome: "noted", limit: 1), "kc2"),
    (HistoryFilter(runbook: "triage", outcome: "noted"), ""),
    (HistoryFilter(verdict: .healthy), "kc1 kab1"),
    (HistoryFilter(runbook: "triage", verdict: .inconclusive), "last1"),
    (HistoryFilter(context: "west"), "kd kc2 kab2"),
    (HistoryFilter(since: Moment(milliseconds: 1_700_000_120_000)), "kd last1 kc2 kc1"),
    (HistoryFilter(until: Moment(milliseconds: 1_700_000_120_000)), "kab2 kab1"),
    (
      HistoryFilter(
        since: Moment(milliseconds: 1_700_000_060_000), until: Moment(milliseconds: 1_700_000_060_001)),
      "kab2"
    ),
    (HistoryFilter(outcome: "noted", since: Moment(milliseconds: 1_700_000_120_000)), "kc2"),
    (HistoryFilter(text: "COREDNS"), "kab2"),
    (HistoryFilter(text: "%"), "kc1"),
    (HistoryFilter(text: "0%_\\ b"), "kc1"),
    (HistoryFilter(text: "_"), "kc1"),
    (HistoryFilter(runbook: "no such"), ""),
  ])
  func `a filter lists the newest first and only what it wants`(filter: HistoryFilter, ids: String)
    async throws
  {
    #expect(try await sample().runs(filter).map(\.id).joined(separator: " ") == ids)
  }

  @Test func `a summary tells what is known of a run`() async throws {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    let summary = try history.summary(of: "kfullrun01")
    #expect(
      summary
        == RunSummary(
          id: "kfullrun01", parent: "kparent001", call: "net", resumes: "kolder0001", runbook: "dns-broken",
          title: hostile, only: "dns", state: .ended,
          verdict: .problem,
          outcome: "is-critical", reason: hostile, started: Moment(milliseconds: 1_700_000_000_000),
          duration: 99,
          user: hostile, host: "web-1", context: "kind-a",
          cluster: ClusterIdentity(
            context: "kind-a", server: "https://127.0.0.1:6443", uid: "u-1", version: "v1.20.2"),
          incident: hostile))
    #expect(throws: HistoryProblem("no run is called `nope`")) { try history.summary(of: "nope") }
    #expect(throws: HistoryProblem("no run is called `nope`")) { try history.events(of: "nope") }
  }

  @Test func `listings are read from an index in order of time, never sorted`() async throws {
    let history = try await sample()
    let filters = [
      HistoryFilter(limit: 9), HistoryFilter(runbook: "a", limit: 9),
      HistoryFilter(verdict: .healthy, limit: 9),
      HistoryFilter(runbook: "a", verdict: .healthy, limit: 9), HistoryFilter(outcome: "a", limit: 9),
      HistoryFilter(context: "a", limit: 9), HistoryFilter(state: .died, limit: 9),
    ]
    for filter in filters {
      let (sql, values) = History.listing(filter)
      var plan: [String] = []
      try history.read { try $0.each("EXPLAIN QUERY PLAN " + sql, values) { plan.append($0.text(3)!) } }
      #expect(plan.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }
}
