package import RunbookModel

/// Which runs are wanted: what is nil does not matter, and all that is given must hold.
package struct HistoryFilter: Sendable, Hashable {
  package var runbook: String?
  /// Any outcome that was found, not only the gravest.
  package var outcome: String?
  package var verdict: RunVerdict?
  /// Runs that still run, that ended, or whose record ends before them.
  package var state: RunSummary.State?
  package var context: String?
  /// What they were run for.
  package var incident: String?
  /// All of these, on the run or on a step of it.
  package var labels: [Label.Match]
  /// Runs that this run led to.
  package var parent: String?
  /// Runs that started then or later.
  package var since: Moment?
  /// Runs that started before.
  package var until: Moment?
  /// Stands in the id, title, reason, outcome, user, host, cluster or a parameter; ASCII letters of either case.
  package var text: String?
  /// Runs that no other run called or led to.
  package var isTop: Bool
  /// The most runs, the newest first.
  package var limit: Int?

  package init(
    runbook: String? = nil, outcome: String? = nil, verdict: RunVerdict? = nil,
    state: RunSummary.State? = nil, context: String? = nil, incident: String? = nil,
    labels: [Label.Match] = [], parent: String? = nil, since: Moment? = nil,
    until: Moment? = nil, text: String? = nil, isTop: Bool = false, limit: Int? = nil
  ) {
    self.runbook = runbook
    self.outcome = outcome
    self.verdict = verdict
    self.state = state
    self.context = context
    self.incident = incident
    self.labels = labels
    self.parent = parent
    self.since = since
    self.until = until
    self.text = text
    self.isTop = isTop
    self.limit = limit
  }
}
