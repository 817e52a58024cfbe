import RunbookModel
import Testing

@testable import RunbookReports

@Suite struct StatisticsViewTests {
  /// Twenty days of a run each at noon, every fourth with a problem.
  private var statistics: RunStatistics {
    var statistics = RunStatistics()
    for day in 0..<20 {
      var hour = RunStatistics.Hour(hour: day * 24 + 12)
      hour.verdicts = day % 4 == 3 ? ["problem": 1] : ["healthy": 2]
      hour.outcomes = day % 4 == 3 ? ["l3-broken": 1] : [:]
      statistics.hours.append(hour)
    }
    statistics.runs = 35
    statistics.verdicts = ["healthy": 30, "problem": 5]
    statistics.outcomes = ["l3-broken": 5]
    var runbook = RunStatistics.Runbook(runbook: "dns-broken", last: Moment(milliseconds: 19 * 86_400_000))
    runbook.verdicts = statistics.verdicts
    runbook.duration = .init(p50: 1200, p95: 64_000)
    statistics.runbooks = [runbook]
    var step = RunStatistics.Step(runbook: "dns-broken", step: "dns")
    step.verdicts = ["passed": 14, "failed": 5, "flaky": 1, "unknown": 2]
    step.duration = .init(p50: 60, p95: 480)
    statistics.steps = [step, RunStatistics.Step(runbook: "dns-broken", step: "never")]
    var recovery = RunStatistics.Recovery(runbook: "dns-broken", cluster: "east")
    (recovery.lasted, recovery.openSince) = ([60_000, 3_600_000, 120_000], Moment(milliseconds: 0))
    statistics.recoveries = [recovery]
    return statistics
  }

  @Test func `runs are drawn over time, their steps and problems listed`() {
    let lines = StatisticsView(statistics, secondsEast: { _ in 0 }).lines.map(\.plain)
    #expect(
      lines == [
        "35 runs from 1970-01-01 to 1970-01-20; a column is 12 hours",
        "  healthy  █·█·█···█·█·█···█·█·█···█·█·█···█·█·█··  30",
        "  problem  ······▄·······▄·······▄·······▄·······▄  5", "",
        "  l3-broken  ······█·······█·······█·······█·······█  5", "",
        "STEP   LOOKED  FAILED  UNKNOWN  FLAKY  95 % OF FLAKY    P50   P95",
        "dns    20      5       2        5 %    0.9 % to 23.6 %  60ms  0.4s",
        "never  -       -       -        -      -                -     -", "",
        "FROM PROBLEM TO HEALTHY  CLUSTER  TIMES  MEDIAN  LONGEST  OPEN SINCE",
        "dns-broken               east     3      2m00s   1h00m    1970-01-01 00:00:00",
      ])
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: [(1, 1), (47, 1), (24 * 10, 6), (24 * 300, 7 * 24), (24 * 3000, 3 * 4 * 7 * 24)])
  func `a chart has as few hours to a column as its width allows`(hours: Int, span: Int) {
    let counts = (0..<hours).map { (hour: 400_000 + $0, counts: ["a": 1]) }
    let chart = Chart(counts, hoursEast: 0, most: 48)
    #expect(chart.hours == span)
    #expect(chart.columns.count <= 48)
    #expect(chart.columns.reduce(0) { $0 + $1.counts["a", default: 0] } == hours)
  }

  @Test func `a day begins at the reader's midnight and a week on Monday`() {
    let week = Chart([(0, ["a": 1]), (24 * 300, [:])], hoursEast: 0, most: 48)
    // 1970-01-01 was a Thursday.
    #expect(week.hours == 7 * 24 && week.columns[0].start == -72)
    let day = Chart([(20, ["a": 1]), (24 * 40, [:])], hoursEast: 5, most: 48)
    #expect(day.hours == 24 && day.columns[0].start == 19)
  }

  @Test func `nothing counted is nothing drawn`() {
    #expect(StatisticsView(RunStatistics(), secondsEast: { _ in 0 }).lines.isEmpty)
  }

  @Test func `what no run has tried is listed`() {
    func place(_ line: Int) -> SourcePlace {
      SourcePlace(file: "a.rb", range: SourceRange(start: line, end: line))
    }
    let source = SourceText(name: "a.rb", bytes: Array("\n\n\n\n\n\n\n\n".utf8))
    func step(_ name: String, _ branches: Branches = Branches()) -> Step {
      Step(name: name, command: nil, branches: branches, place: place(0))
    }
    func outcome(_ name: String, _ line: Int) -> Outcome {
      Outcome(name: name, title: name, severity: .ok, place: place(line))
    }
    let plan = Plan(
      source: source, title: "A",
      flow: [
        .step(
          step(
            "one",
            Branches(fails: Arrow(.path("p"), place: place(1)), otherwise: Arrow(.stop, place: place(2))))),
        .step(step("two")),
        .decide(
          Decide(
            rows: [
              .init(condition: nil, arrow: Arrow(.stop, place: place(3)), text: "first", place: place(3)),
              .init(condition: nil, arrow: Arrow(.stop, place: place(4)), text: "second", place: place(4)),
            ], steps: [], place: place(3))),
        .arrow(Arrow(.outcome("o"), goesOn: true, place: place(5))),
      ], paths: ["p": Path(name: "p", title: "P", flow: [.step(step("three"))], place: place(6))],
      outcomes: ["o": outcome("o", 5), "never": outcome("never", 6), "p": outcome("p", 7)])
    var one = RunStatistics.Step(runbook: "a", step: "one")
    one.verdicts = ["passed": 3, "unknown": 1]
    let coverage = Coverage(
      of: plan, [one],
      taken: [
        ArrowTaken(origin: .step, step: "one", verdict: "unknown", target: "→ stop"): 1,
        ArrowTaken(origin: .table, row: 1, target: "→ stop"): 2,
        ArrowTaken(origin: .flow, target: "→ o, next"): 1,
        ArrowTaken(origin: .step, step: "two", verdict: "failed", target: "→ p"): 1,
      ])
    #expect(
      coverage.lines.map(\.plain) == [
        "steps that never ran: 2 of 3", "  two", "  three", "", "arrows never taken: 2 of 5",
        "  → p     one fails  a.rb:2", "  → stop  first      a.rb:4",
        "",
        "steps that never failed: 1 of 3", "  one", "", "outcomes never reached: 1 of 3", "  never    a.rb:7",
      ])
  }
}
