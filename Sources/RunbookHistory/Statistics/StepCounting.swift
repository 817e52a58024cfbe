import RunbookModel

/// Counts the steps of one runbook.
struct StepCounting {
  private let runbook: String
  private var counted:
    [String: (step: RunStatistics.Step, durations: DurationCounts, count: Int, positions: Int)] =
      [:]

  init(runbook: String) { self.runbook = runbook }

  mutating func add(_ name: String, _ verdict: String, bucket: Int, count: Int, positions: Int) {
    var entry = counted[name] ?? (RunStatistics.Step(runbook: runbook, step: name), DurationCounts(), 0, 0)
    counted[name] = nil
    entry.step.verdicts[verdict, default: 0] += count
    if verdict != Verdict.skipped.rawValue { entry.durations.add(bucket: bucket, count) }
    entry.count += count
    entry.positions += positions
    counted[name] = entry
  }

  /// In the order in which they usually start.
  var steps: [RunStatistics.Step] {
    func place(_ name: String) -> Double {
      Double(counted[name]!.positions) / Double(max(counted[name]!.count, 1))
    }
    return counted.keys.sorted { (place($0), $0) < (place($1), $1) }.map { name in
      var step = counted[name]!.step
      step.duration = counted[name]!.durations.spread
      return step
    }
  }
}
