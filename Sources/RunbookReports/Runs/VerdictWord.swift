package import RunbookModel

/// How verdicts are called and coloured, everywhere the same.
package enum VerdictWord {
  /// `could not look` for unknown: that is what it means to people.
  package static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "passed"
    case .failed: "failed"
    case .flaky: "flaky"
    case .unknown: "could not look"
    case .skipped: "skipped"
    }
  }

  package static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "✓"
    case .failed: "✗"
    case .flaky: "≈"
    case .unknown: "?"
    case .skipped: "–"
    }
  }

  package static func style(_ verdict: Verdict) -> Style {
    switch verdict {
    case .passed: .good
    case .failed: .bad
    case .flaky, .unknown: .doubt
    case .skipped: .faint
    }
  }

  package static func style(_ verdict: RunVerdict) -> Style {
    switch verdict {
    case .healthy: .good
    case .problem: .bad
    case .inconclusive, .stopped, .interrupted: .doubt
    }
  }

  package static func style(_ severity: Outcome.Severity) -> Style {
    switch severity {
    case .ok, .info: .good
    case .unknown, .warning: .doubt
    case .critical: .bad
    }
  }
}
