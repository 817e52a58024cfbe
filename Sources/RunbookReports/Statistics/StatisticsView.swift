package import RunbookModel

/// What many runs have in common, for people: a chart, then tables, none wider than it must be.
package struct StatisticsView {
  private let statistics: RunStatistics
  private let secondsEast: (Moment) -> Int
  /// Columns of a chart beside the names and sums of its rows, so that a line fits into 80.
  private static let chartColumns = 48

  /// - Parameter secondsEast: of UTC, where the reader is, at a moment.
  package init(_ statistics: RunStatistics, secondsEast: @escaping (Moment) -> Int) {
    self.statistics = statistics
    self.secondsEast = secondsEast
  }

  package var lines: [StyledText] {
    var blocks = [overTime]
    if statistics.runbooks.count > 1 { blocks.append(runbooks) }
    blocks.append(steps)
    blocks.append(recoveries)
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var overTime: [StyledText] {
    guard let first = statistics.hours.first?.hour else { return [] }
    let east = secondsEast(moment(ofHour: first)) / 3600
    let verdicts = Chart(
      statistics.hours.map { ($0.hour, $0.verdicts) }, hoursEast: east, most: Self.chartColumns)
    let span = [verdicts.columns.first, verdicts.columns.last].compactMap { $0 }.map { day($0.start) }
    var lines = [
      StyledText(Written.count(statistics.runs, "run"), .strong)
        + StyledText(span[0] == span[1] ? " on \(span[0])" : " from \(span[0]) to \(span[1])")
        + StyledText("; a column is \(verdicts.unit)", .faint)
    ]
    lines += rows(
      of: verdicts, RunVerdict.allCases.map { ($0.rawValue, VerdictWord.style($0)) } + [("unended", .doubt)],
      statistics.verdicts)
    let outcomes = Chart(
      statistics.hours.map { ($0.hour, $0.outcomes) }, hoursEast: east, most: Self.chartColumns)
    let names = statistics.outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let shown = rows(of: outcomes, names.prefix(12).map { ($0, .plain) }, statistics.outcomes)
    if !shown.isEmpty { lines += [""] + shown }
    if names.count > 12 {
      lines.append(StyledText("  … \(Written.count(names.count - 12, "more outcome"))", .faint))
    }
    return lines
  }

  /// The rows of a chart that are not empty, under the names of what they count.
  private func rows(
    of chart: Chart, _ names: [(name: String, style: Style)], _ sums: [String: Int]
  ) -> [StyledText] {
    let names = names.filter { sums[$0.name, default: 0] > 0 }
    let top = chart.top(of: names.map(\.name))
    let width = names.map { min(20, DisplayWidth.of($0.name)) }.max() ?? 0
    return names.map { name, style in
      StyledText("  ") + StyledText(name).clipped(to: 20).padded(to: width) + StyledText("  ")
        + StyledText(chart.row(name, top: top), style) + StyledText("  \(sums[name, default: 0])")
    }
  }

  private var runbooks: [StyledText] {
    var table = Table("RUNBOOK", "RUNS", "HEALTHY", "PROBLEM", "OTHER", "P50", "P95", "LAST")
    for runbook in statistics.runbooks {
      let healthy = runbook.verdicts["healthy", default: 0]
      let problem = runbook.verdicts["problem", default: 0]
      table.add([
        StyledText(runbook.runbook), number(runbook.runs), number(healthy), number(problem),
        number(runbook.runs - healthy - problem), duration(runbook.duration?.p50),
        duration(runbook.duration?.p95), StyledText(day(Int(runbook.last.milliseconds / 3_600_000))),
      ])
    }
    return table.lines
  }

  private var steps: [StyledText] {
    if statistics.steps.isEmpty { return [] }
    var table = Table("STEP", "LOOKED", "FAILED", "UNKNOWN", "FLAKY", "95 % OF FLAKY", "P50", "P95")
    for step in statistics.steps {
      let flaky = step.verdicts["flaky", default: 0]
      let interval = WilsonInterval(held: flaky, of: step.looked)
      table.add([
        StyledText(step.step), number(step.looked), number(step.verdicts["failed", default: 0]),
        number(step.verdicts["unknown", default: 0]),
        StyledText(step.looked == 0 ? "-" : Written.percent(100 * Double(flaky) / Double(step.looked))),
        StyledText(interval.map { "\(Written.percent($0.low)) to \(Written.percent($0.high))" } ?? "-"),
        duration(step.duration?.p50), duration(step.duration?.p95),
      ])
    }
    return table.lines
  }

  private var recoveries: [StyledText] {
    if statistics.recoveries.isEmpty { return [] }
    var table = Table("FROM PROBLEM TO HEALTHY", "CLUSTER", "TIMES", "MEDIAN", "LONGEST", "OPEN SINCE")
    for recovery in statistics.recoveries {
      let sorted = recovery.lasted.sorted()
      table.add([
        StyledText(recovery.runbook), StyledText(recovery.cluster ?? "-"), number(sorted.count),
        duration(sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]), duration(sorted.last),
        recovery.openSince.map { StyledText(Written.moment($0, secondsEast: secondsEast($0)), .bad) }
          ?? StyledText("-", .faint),
      ])
    }
    return table.lines
  }

  private func number(_ number: Int) -> StyledText {
    number == 0 ? StyledText("-", .faint) : StyledText("\(number)")
  }

  private func duration(_ milliseconds: Int?) -> StyledText {
    milliseconds.map { StyledText(Written.duration($0)) } ?? StyledText("-", .faint)
  }

  private func moment(ofHour hour: Int) -> Moment { Moment(milliseconds: Int64(hour) * 3_600_000) }

  private func day(_ hour: Int) -> String {
    let moment = moment(ofHour: hour)
    return String(Written.moment(moment, secondsEast: secondsEast(moment)).prefix(10))
  }
}

/// The same for programs: the counts as they are, with the interval of what is flaky.
package struct StatisticsDocument: Encodable {
  private struct Step: Encodable {
    struct Share: Encodable {
      let percent: Double
      /// The 95 % Wilson interval.
      let low: Double
      let high: Double
    }

    let step: String
    let looked: Int
    let verdicts: RunStatistics.Verdicts
    let flaky: Share?
    let duration: RunStatistics.Spread?
  }

  private let runs: Int
  private let verdicts: RunStatistics.Verdicts
  private let outcomes: [String: Int]
  private let hours: [RunStatistics.Hour]
  private let runbooks: [RunStatistics.Runbook]
  private let recoveries: [RunStatistics.Recovery]
  private let steps: [Step]
  private let coverage: Coverage?

  package init(_ statistics: RunStatistics, coverage: Coverage? = nil) {
    (runs, verdicts, outcomes) = (statistics.runs, statistics.verdicts, statistics.outcomes)
    (hours, runbooks, recoveries) = (statistics.hours, statistics.runbooks, statistics.recoveries)
    steps = statistics.steps.map { step in
      let flaky = step.verdicts["flaky", default: 0]
      let share = WilsonInterval(held: flaky, of: step.looked).map {
        Step.Share(percent: 100 * Double(flaky) / Double(step.looked), low: $0.low, high: $0.high)
      }
      return Step(
        step: step.step, looked: step.looked, verdicts: step.verdicts, flaky: share, duration: step.duration)
    }
    self.coverage = coverage
  }
}
