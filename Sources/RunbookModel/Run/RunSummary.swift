/// A run in one line.
package struct RunSummary: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Codable {
    /// It has not ended, and the process that records it is there.
    case running
    case ended
    /// It has not ended, and the process that recorded it is gone.
    case died
  }

  package let id: String
  package let parent: String?
  /// The call of the parent that it answers.
  package let call: String?
  /// The run that it goes on from.
  package let resumes: String?
  package let runbook: String
  package let title: String
  /// Of a run of one step, or from one step on: `--only` or `--from`.
  package let only, from: String?
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
  /// What it was run for, or what a label has said since.
  package let incident: String?
  /// What people added, in the order of their keys and times.
  package let labels: [Label]
  package let notes: [Note]

  package init(
    id: String, parent: String? = nil, call: String? = nil, resumes: String? = nil, runbook: String,
    title: String, only: String? = nil, from: String? = nil, state: State,
    verdict: RunVerdict? = nil,
    outcome: String? = nil, reason: String? = nil, started: Moment, duration: Int? = nil, user: String? = nil,
    host: String? = nil, context: String? = nil, cluster: ClusterIdentity? = nil,
    incident: String? = nil, labels: [Label] = [], notes: [Note] = []
  ) {
    self.id = id
    self.parent = parent
    self.call = call
    self.resumes = resumes
    self.runbook = runbook
    self.title = title
    self.only = only
    self.from = from
    self.state = state
    self.verdict = verdict
    self.outcome = outcome
    self.reason = reason
    self.started = started
    self.duration = duration
    self.user = user
    self.host = host
    self.context = context
    self.cluster = cluster
    self.incident = incident
    self.labels = labels
    self.notes = notes
  }

  /// What people say the cause was.
  package var truth: String? { labels.first { $0.key == Label.truth && $0.step == nil }?.value }
}
