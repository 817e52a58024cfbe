import RunbookModel
import RunbookReports
import Testing

/// Several contexts, side by side and line by line.
@Suite struct ContextViewTests {
  private static let contexts = ["east", "west", "north"]

  private static func started(_ id: String, context: String? = nil, contexts: [String]? = nil) -> Fact {
    .runStarted(
      RunStarted(
        runbook: "dns", title: "Is DNS well?", sources: [], parent: context.map { _ in "above" },
        context: context, contexts: contexts, tool: "0"))
  }

  private static func begin(_ step: String, _ title: String, attempts: Int? = 1) -> Fact {
    .stepStarted(StepStarted(step: StepKey(step), title: title, attempts: attempts))
  }

  private static func end(_ step: String, _ verdict: Verdict, _ duration: Int, tally: Tally? = nil) -> Fact {
    .stepEnded(
      StepEnded(step: StepKey(step), verdict: verdict, reason: "so", tally: tally, duration: duration))
  }

  /// Three contexts: one is through, one is blind at once, one is on its way along another path.
  private static let script: [(run: String, fact: Fact)] = [
    ("above", started("above", contexts: contexts)),
    ("e", started("e", context: "east")), ("w", started("w", context: "west")),
    ("n", started("n", context: "north")),
    ("e", begin("nodes", "Every node is ready")), ("n", begin("nodes", "Every node is ready")),
    ("e", end("nodes", .passed, 300)), ("n", end("nodes", .failed, 412)),
    ("w", .needJudged(NeedJudged(need: "cluster", found: nil, verdict: .unknown, reason: "refused"))),
    (
      "w",
      .runEnded(RunEnded(verdict: .inconclusive, reason: "needs cluster: refused", duration: 500))
    ),
    ("e", begin("dns", "DNS answers", attempts: 20)),
    ("n", begin("kubelet", "Its kubelet runs")),
    ("e", .warned(Warned(message: "the clock jumped"))),
    (
      "e",
      end(
        "dns", .passed, 2500, tally: Tally(held: 20, failed: 0, unknown: 0, planned: 20, low: 83, high: 100))
    ),
    ("e", .runEnded(RunEnded(verdict: .healthy, outcome: "well", reason: "DNS is well", duration: 3000))),
  ]

  private static var events: [RunEvent] {
    script.enumerated().map {
      RunEvent(run: $1.run, number: $0 + 1, time: Moment(milliseconds: Int64($0) * 100), fact: $1.fact)
    }
  }

  private static var table: ContextTable {
    var table = ContextTable(run: "above", contexts: contexts)
    for event in events { _ = table.apply(event) }
    return table
  }

  private func plain(_ lines: [StyledText]) -> [String] {
    lines.map { line in String(line.plain.reversed().drop { $0 == " " }.reversed()) }
  }

  @Test func `a line for each step, a column for each context`() {
    let lines = plain(Self.table.lines(columns: 100, rows: 20, now: Moment(milliseconds: 4300), frame: 0))
    #expect(
      lines == [
        "                                           east          west          north",
        "  nodes               Every node is ready  ✓ 0.3s                      ✗ 0.4s",
        "  kubelet             Its kubelet runs                                 ⠋ 3.2s",
        "  dns                 DNS answers          ✓ 20/20 2.5s",
      ], "\(lines.joined(separator: "\n"))")
  }

  @Test(arguments: [30, 50, 60, 66, 80, 200])
  func `nothing is wider than the terminal`(columns: Int) {
    let lines = Self.table.lines(columns: columns, rows: 20, now: Moment(milliseconds: 4300), frame: 0)
    #expect(lines.allSatisfy { $0.width <= columns }, "\(lines.map(\.plain).joined(separator: "\n"))")
  }

  @Test func `where columns do not fit there is a line for each context`() {
    let lines = plain(Self.table.lines(columns: 60, rows: 20, now: Moment(milliseconds: 4300), frame: 0))
    #expect(
      lines == [
        "  east  │ healthy  well  3.0s", "  west  │ inconclusive  0.5s", "  north │ kubelet ⠋ 3.2s",
      ], "\(lines.joined(separator: "\n"))")
  }

  @Test func `where there are too many lines those that are at work are shown`() {
    let lines = plain(Self.table.lines(columns: 100, rows: 2, now: Moment(milliseconds: 4300), frame: 0))
    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("  dns") == true)
  }

  @Test func `without a terminal every line names its context`() {
    var view = ContextLines(run: "above", contexts: Self.contexts)
    let lines = plain(Self.events.flatMap { view.apply($0) })
    #expect(
      lines == [
        "Is DNS well?  dns · run above · in east, west, north", "east  │ Is DNS well?  dns · run e",
        "west  │ Is DNS well?  dns · run w", "north │ Is DNS well?  dns · run n",
        "east  │   ✓ nodes               Every node is ready  0.3s",
        "north │   ✗ nodes               Every node is ready  0.4s", "north │       failed: so",
        "west  │   ? needs cluster: refused", "west  │ INCONCLUSIVE  0.5s",
        "west  │   needs cluster: refused",
        "east  │   warning: the clock jumped", "east  │   ✓ dns                 DNS answers  20/20  2.5s",
        "east  │ HEALTHY  3.0s", "east  │   DNS is well", "east  │   way: nodes ✓  dns ✓",
      ],
      "\(lines.joined(separator: "\n"))")
  }

  @Test func `the end names the odd one out, and the run to look at`() {
    var view = ContextLines(run: "above", contexts: Self.contexts)
    for event in Self.events { _ = view.apply(event) }
    let ended = RunEvent(
      run: "above", number: 2, time: Moment(milliseconds: 5000),
      fact: .runEnded(
        RunEnded(
          verdict: .inconclusive, outcome: nil, outcomes: ["well"],
          reason: "2 of 3 contexts: healthy (well); west: inconclusive: needs cluster: refused",
          duration: 5000,
          contexts: [
            ContextEnded(
              context: "east", run: "e", verdict: .healthy, outcome: "well", reason: "DNS is well"),
            ContextEnded(
              context: "west", run: "w", verdict: .inconclusive, outcome: nil,
              reason: "needs cluster: refused"),
            ContextEnded(
              context: "north", run: "n", verdict: .healthy, outcome: "well", reason: "DNS is well"),
          ])))
    #expect(
      plain(view.apply(ended)) == [
        "",
        "INCONCLUSIVE  2 of 3 contexts: healthy (well); west: inconclusive: needs cluster: refused  5.0s",
        "  east   healthy       well  runbook show e", "  west   inconclusive  -     runbook show w",
        "  north  healthy       well  runbook show n",
      ])
  }
}
