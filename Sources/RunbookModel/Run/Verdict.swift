/// What came of a step, an attempt or an expectation.
package enum Verdict: String, Sendable, Codable, CaseIterable {
  case passed
  /// It was looked at, and it does not hold.
  case failed
  /// Some attempts held, too few.
  case flaky
  /// It could not be looked at. Never counts as failed.
  case unknown
  /// It did not run.
  case skipped
}

/// What came of a run.
package enum RunVerdict: String, Sendable, Codable, CaseIterable, Comparable {
  case healthy
  /// A person said no.
  case stopped
  /// Something could not be looked at, so nothing is blamed.
  case inconclusive
  case problem
  case interrupted

  /// By weight in a chain of runs: the worst decides.
  package static func < (a: Self, b: Self) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }

  package var exitStatus: Int32 {
    switch self {
    case .healthy: 0
    case .problem: 1
    case .inconclusive: 3
    case .stopped: 4
    case .interrupted: 130
    }
  }
}
