import RunbookModel

/// Counts runs as they come: by runbook, then cluster, then time.
struct RunCounting {
  /// How a run ended, and in which hour it began; verdict and outcome by their numbers.
  private struct Ending: Hashable {
    let hour: Int
    let verdict: Int
    let outcome: Int
  }

  private var result = RunStatistics()
  private var endings: [Ending: Int] = [:]
  private var verdicts = ColumnWords(3)
  private var outcomes = ColumnWords(4)
  private var runbook: RunStatistics.Runbook?
  /// Of its runs, by the number of the verdict.
  private var counts: [Int] = []
  private var durations = DurationCounts()
  private var recovery: RunStatistics.Recovery?

  mutating func add(_ row: SQLRow) {
    let started = row.integer(2)!
    begin(row, at: Moment(milliseconds: Int64(started)))
    let hour = started >= 0 ? started / 3_600_000 : 0
    let ending = Ending(hour: hour, verdict: verdicts.number(row), outcome: outcomes.number(row))
    endings[ending, default: 0] += 1
    while counts.count <= ending.verdict { counts.append(0) }
    counts[ending.verdict] += 1
    if let duration = row.integer(5) { durations.add(bucket: DurationCounts.bucket(duration)) }
    // A run of a part says nothing of the whole.
    if row.isNull(6), row.isNull(7) { note(verdicts.words[ending.verdict], at: started) }
  }

  var statistics: RunStatistics {
    var counting = self
    counting.end()
    var result = counting.result
    for (ending, count) in endings.sorted(by: { $0.key.hour < $1.key.hour }) {
      if result.hours.last?.hour != ending.hour { result.hours.append(RunStatistics.Hour(hour: ending.hour)) }
      let last = result.hours.count - 1
      result.hours[last].verdicts[word(of: ending.verdict), default: 0] += count
      result.verdicts[word(of: ending.verdict), default: 0] += count
      if let outcome = outcomes.words[ending.outcome] {
        result.hours[last].outcomes[outcome, default: 0] += count
        result.outcomes[outcome, default: 0] += count
      }
    }
    result.runs = result.verdicts.values.reduce(0, +)
    result.runbooks.sort { ($1.runs, $0.runbook) < ($0.runs, $1.runbook) }
    return result
  }

  private func word(of verdict: Int) -> String { verdicts.words[verdict] ?? "unended" }

  /// Makes room for another runbook, or another cluster.
  private mutating func begin(_ row: SQLRow, at time: Moment) {
    let last = max(runbook?.last ?? time, time)
    if let runbook, row.holds(0, runbook.runbook) {
      self.runbook?.last = last
      if let recovery, row.holds(1, recovery.cluster) { return }
      endCluster()
    } else {
      end()
      runbook = RunStatistics.Runbook(runbook: row.text(0)!, last: time)
    }
    let name = row.text(0)!
    recovery = RunStatistics.Recovery(runbook: name, cluster: row.text(1))
  }

  private mutating func note(_ verdict: String?, at started: Int) {
    switch verdict {
    case RunVerdict.problem.rawValue:
      if recovery?.openSince == nil { recovery?.openSince = Moment(milliseconds: Int64(started)) }
    case RunVerdict.healthy.rawValue:
      guard let since = recovery?.openSince else { break }
      recovery?.lasted.append(started - Int(since.milliseconds))
      recovery?.openSince = nil
    default: break
    }
  }

  private mutating func endCluster() {
    if let recovery, recovery.openSince != nil || !recovery.lasted.isEmpty {
      result.recoveries.append(recovery)
    }
    recovery = nil
  }

  private mutating func end() {
    endCluster()
    guard var runbook else { return }
    for (verdict, count) in counts.enumerated() where count > 0 {
      runbook.verdicts[word(of: verdict)] = count
    }
    runbook.duration = durations.spread
    result.runbooks.append(runbook)
    counts = []
    durations = DurationCounts()
    self.runbook = nil
  }
}

/// The words that stand in a column, each with a number; nil is NULL.
///
/// There are few of them, and finding one among these makes no text of what the row holds.
private struct ColumnWords {
  private let column: Int32
  private(set) var words: [String?] = []

  init(_ column: Int32) { self.column = column }

  /// The number of the word that this row holds.
  mutating func number(_ row: SQLRow) -> Int {
    if let known = words.firstIndex(where: { row.holds(column, $0) }) { return known }
    words.append(row.text(column))
    return words.count - 1
  }
}
