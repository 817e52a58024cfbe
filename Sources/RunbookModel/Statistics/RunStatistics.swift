/// What many runs have in common: how often, how they ended, how long they took.
package struct RunStatistics: Sendable, Hashable, Codable {
  /// By verdict; `unended` of runs that still run, or died.
  package typealias Verdicts = [String: Int]

  /// Runs that started within one hour.
  package struct Hour: Sendable, Hashable, Codable {
    /// Hours since 1970, UTC.
    package let hour: Int
    package var verdicts: Verdicts = [:]
    /// The gravest of each run.
    package var outcomes: [String: Int] = [:]

    package init(hour: Int) { self.hour = hour }
  }

  /// Of one runbook.
  package struct Runbook: Sendable, Hashable, Codable {
    package let runbook: String
    package var verdicts: Verdicts = [:]
    package var last: Moment
    package var duration: Spread?

    package init(runbook: String, last: Moment) {
      self.runbook = runbook
      self.last = last
    }

    package var runs: Int { verdicts.values.reduce(0, +) }
  }

  /// Of one runbook on one cluster: how long problems lasted, from the first run that found one to the first that was
  /// healthy again.
  package struct Recovery: Sendable, Hashable, Codable {
    package let runbook: String
    /// The kubeconfig context; nil where there was none.
    package let cluster: String?
    /// In milliseconds, one for each problem that went away.
    package var lasted: [Int] = []
    /// Since when there is a problem that has not gone away.
    package var openSince: Moment?

    package init(runbook: String, cluster: String?) {
      self.runbook = runbook
      self.cluster = cluster
    }
  }

  /// Of one step.
  package struct Step: Sendable, Hashable, Codable {
    package let runbook: String
    package let step: String
    package var verdicts: Verdicts = [:]
    package var duration: Spread?

    package init(runbook: String, step: String) {
      self.runbook = runbook
      self.step = step
    }

    /// How often it was looked at.
    package var looked: Int { ["passed", "failed", "flaky"].reduce(0) { $0 + verdicts[$1, default: 0] } }
  }

  /// Durations in milliseconds, each up to 3 % too low.
  package struct Spread: Sendable, Hashable, Codable {
    package let p50: Int
    package let p95: Int

    package init(p50: Int, p95: Int) {
      self.p50 = p50
      self.p95 = p95
    }
  }

  package var runs = 0
  package var verdicts: Verdicts = [:]
  /// The gravest of each run.
  package var outcomes: [String: Int] = [:]
  /// In order; hours without runs are left out.
  package var hours: [Hour] = []
  /// The most frequent first.
  package var runbooks: [Runbook] = []
  /// Those in which a problem was found.
  package var recoveries: [Recovery] = []
  /// In the order in which they usually start; only where one runbook is asked for, or there is only one.
  package var steps: [Step] = []

  package init() {}
}

/// How often durations of about the same length occurred.
///
/// A duration counts by its six leading bits, so that the buckets are 3 % wide at most and few enough to be kept for
/// every step of every runbook.
package struct DurationCounts: Sendable, Hashable {
  private var counts: [Int: Int] = [:]

  package init() {}

  /// The shortest duration that counts as the same.
  package static func bucket(_ milliseconds: Int) -> Int {
    let bits = Int.bitWidth - max(milliseconds, 0).leadingZeroBitCount
    return bits <= 6 ? max(milliseconds, 0) : (milliseconds >> (bits - 6)) << (bits - 6)
  }

  package mutating func add(bucket: Int, _ count: Int = 1) { counts[bucket, default: 0] += count }

  /// Nil where nothing was counted. The nearest rank: of ten, p95 is the tenth.
  package var spread: RunStatistics.Spread? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let sorted = counts.sorted { $0.key < $1.key }
    func percentile(_ percent: Int) -> Int {
      var left = (total * percent + 99) / 100
      for (bucket, count) in sorted {
        left -= count
        if left <= 0 { return bucket }
      }
      return sorted[sorted.count - 1].key
    }
    return RunStatistics.Spread(p50: percentile(50), p95: percentile(95))
  }
}
