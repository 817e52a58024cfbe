package import RunbookModel

/// A run in one line.
package struct RunSummary: Sendable, Hashable {
  package enum State: String, Sendable, Codable {
    /// It has not ended, and the process that records it is there.
    case running
    case ended
    /// It has not ended, and the process that recorded it is gone.
    case died
  }

  package let id: String
  package let parent: String?
  package let runbook: String
  package let title: String
  package let state: State
  /// Nil until it has ended.
  package let verdict: RunVerdict?
  /// The gravest that was found.
  package let outcome: String?
  /// Of the verdict.
  package let reason: String?
  package let started: Moment
  /// In milliseconds; nil until it has ended.
  package let duration: Int?
  package let user: String?
  package let host: String?
  /// As the cluster was found, else as it was asked for.
  package let context: String?
  /// Nil where no cluster was identified.
  package let cluster: ClusterIdentity?
}

/// Which runs are wanted: what is nil does not matter, and all that is given must hold.
package struct HistoryFilter: Sendable, Hashable {
  package var runbook: String?
  /// Any outcome that was found, not only the gravest.
  package var outcome: String?
  package var verdict: RunVerdict?
  package var context: String?
  /// Runs that started then or later.
  package var since: Moment?
  /// Runs that started before.
  package var until: Moment?
  /// Stands in the id, title, reason, outcome, user, host, cluster or a parameter; ASCII letters of either case.
  package var text: String?
  /// The most runs, the newest first.
  package var limit: Int?

  package init(
    runbook: String? = nil, outcome: String? = nil, verdict: RunVerdict? = nil, context: String? = nil,
    since: Moment? = nil, until: Moment? = nil, text: String? = nil, limit: Int? = nil
  ) {
    self.runbook = runbook
    self.outcome = outcome
    self.verdict = verdict
    self.context = context
    self.since = since
    self.until = until
    self.text = text
    self.limit = limit
  }
}
