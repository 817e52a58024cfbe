package import RunbookComparison
package import RunbookModel

/// What a report tells of: a run with those that it called and led to, or all runs of an incident.
///
/// HTML, Markdown, JUnit, JSON and the post-mortem are drawn from this one value.
package struct Report: Sendable {
  /// The runs, each behind the one that led to it.
  package let members: [Member]
  /// The incident that ties them together, where that was asked for.
  package let incident: String?
  /// The bytes that are stored under a digest.
  let content: @Sendable (Digest) -> [UInt8]?
  /// Of UTC, where the reader is, at a moment.
  let secondsEast: @Sendable (Moment) -> Int

  package init(
    members: [Member], incident: String? = nil, content: @escaping @Sendable (Digest) -> [UInt8]?,
    secondsEast: @escaping @Sendable (Moment) -> Int
  ) {
    precondition(!members.isEmpty, "a report tells of at least one run")
    self.members = members
    self.incident = incident
    self.content = content
    self.secondsEast = secondsEast
  }

  /// One run of a report.
  package struct Member: Sendable {
    package let summary: RunSummary
    package let events: [RunEvent]
    package let run: Run
    let arrows: WrittenArrows
    /// With the last run of the same runbook on the same cluster that was healthy; nil where there is none.
    let comparison: Comparison?

    package init(
      summary: RunSummary, events: [RunEvent], arrows: WrittenArrows = WrittenArrows(),
      comparison: Comparison? = nil
    ) {
      self.summary = summary
      self.events = events.map { $0.mapContents(\.withoutBytes) }
      run = Run(id: summary.id, events: self.events)
      self.arrows = arrows
      self.comparison = comparison
    }
  }

  /// The run that the report is of; nil where it is of an incident.
  var main: Member? { incident == nil ? members[0] : nil }

  var title: String {
    incident.map { "Incident \($0)" } ?? members[0].summary.title
  }

  /// How many bytes of a stream are shown: fewer of each where there are many, for a page must stay one that opens.
  var share: Int {
    let streams = members.reduce(0) { $0 + $1.run.attempts.count } * 2
    return min(64 << 10, max(2 << 10, (4 << 20) / max(1, streams)))
  }

  func time(_ moment: Moment) -> String { Written.moment(moment, secondsEast: secondsEast(moment)) }

  /// `+01:00`, as it is where and when the first run started.
  var zone: String {
    let minutes = secondsEast(members[0].summary.started) / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
  }

  func excerpt(_ evidence: Evidence, most: Int) -> EvidenceExcerpt? {
    content(evidence.content.digest).map { EvidenceExcerpt($0, cut: evidence.cut, most: most) }
  }
}

/// The arrows that the text of a runbook draws, as far as it can be read: what could have been.
package struct WrittenArrows: Sendable {
  package struct Arrow: Sendable, Hashable {
    /// `fails`, or a row of a table.
    package let label: String
    /// As `DecisionTaken.target` has it.
    package let target: String
    /// From 1.
    package let line: Int

    package init(label: String, target: String, line: Int) {
      self.label = label
      self.target = target
      self.line = line
    }
  }

  /// By the name of the step.
  package var steps: [String: [Arrow]] = [:]
  /// The rows of each table.
  package var tables: [[Arrow]] = []

  package init() {}

  /// The rows of a table that were not taken, where the table can be found by the one that was.
  func rows(besides decision: DecisionTaken) -> [Arrow] {
    let table = tables.first { $0.contains { $0.line == decision.line && $0.target == decision.target } }
    return (table ?? []).filter { $0.line != decision.line }
  }

  /// The arrows of a step that its verdict did not take.
  func arrows(of step: String, besides verdict: Verdict) -> [Arrow] {
    let word = verdict.arrowWord
    let all = steps[step] ?? []
    let isNamed = all.contains { $0.label == word }
    return all.filter { $0.label != word && (isNamed || $0.label != "otherwise" || verdict == .skipped) }
  }
}

extension Verdict {
  /// As an arrow is called in the language.
  var arrowWord: String {
    switch self {
    case .passed: "passes"
    case .failed: "fails"
    case .flaky: "flaky"
    case .unknown: "unknown"
    case .skipped: "skipped"
    }
  }
}

extension Report {
  /// For a page that nobody named: `dns-broken-kv4yh4efzj.html`.
  package var fileName: String {
    let name = incident.map { "incident-\($0)" } ?? "\(members[0].summary.runbook)-\(members[0].summary.id)"
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
      + ".html"
  }
}
