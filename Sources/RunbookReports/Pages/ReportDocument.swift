import RunbookComparison
import RunbookModel

/// What a page tells, as one JSON document; README.md documents the members.
///
/// `show --json` has every event and every byte; this has the run as it is folded from them, as people see it.
package struct ReportDocument: Encodable {
  /// Of this format: members are added, never changed.
  private let version = 1
  private let incident: String?
  private let runs: [OneRun]
  private let timeline: [Entry]

  package init(_ report: Report) {
    incident = report.incident
    runs = report.members.map { OneRun($0, report) }
    timeline = Timeline(report.members).entries.map(Entry.init)
  }

  package var text: String { JSONText.pretty(self) }

  private struct OneRun: Encodable {
    let summary: RunSummary
    let reason: String?
    let prose: String?
    let outcomes: [String]
    let parameters: [String: VariableValue]
    let contexts: [ContextEnded]?
    let way: [String]
    let decisions: [DecisionTaken]
    let steps: [OneStep]
    let answers: [Answered]
    let changes: [Change]
    let left: [String]
    let warnings: [String]
    let comparison: Comparison?
    let sources: [RunStarted.Source]

    init(_ member: Report.Member, _ report: Report) {
      let run = member.run
      summary = member.summary
      reason = run.end?.reason
      prose = member.found?.prose
      outcomes = run.end?.outcomes ?? run.outcomes.map(\.outcome)
      parameters = run.started?.parameters ?? [:]
      contexts = run.end?.contexts
      way = run.way.compactMap(Self.word)
      decisions = run.way.compactMap { if case .decision(let decision) = $0 { decision } else { nil } }
      steps = run.steps.map { OneStep($0, member, report) }
      answers = run.answers
      changes = run.changes.map { Change(change: $0.changed, began: $0.time, isUndone: $0.isUndone) }
      left = run.end?.left ?? []
      warnings = run.warnings
      comparison = member.comparison
      sources = run.started?.sources ?? []
    }

    /// Names only: what came of them stands elsewhere.
    private static func word(_ point: Run.Waypoint) -> String? {
      switch point {
      case .step(let step): "step \(step.step.name)"
      case .path(let path): "path \(path.path)"
      case .outcome(let found): "outcome \(found.outcome)"
      case .decision: nil
      }
    }
  }

  private struct OneStep: Encodable {
    let name: String
    let items: [String]
    let title: String
    let started: Moment?
    let verdict: Verdict?
    let reason: String?
    let hint: String?
    let tally: Tally?
    let duration: Int?
    let called: String?
    let takenFrom: String?
    let attempts: [OneAttempt]

    init(_ record: Run.StepRecord, _ member: Report.Member, _ report: Report) {
      name = record.key.name
      items = record.key.items
      title = record.title
      started = record.started
      verdict = record.ended?.verdict
      reason = record.ended?.reason
      hint = record.ended?.hint
      tally = record.ended?.tally
      duration = record.ended?.duration
      called = record.called
      takenFrom = record.ended?.takenFrom
      attempts = member.run.attempts(of: record.key).map { OneAttempt($0, report) }
    }
  }

  private struct OneAttempt: Encodable {
    let number: Int
    let started: Moment
    let command: String
    let variables: [String: String]
    let context: String?
    let effect: Effect?
    let ending: Ending?
    let duration: Int?
    let verdict: Verdict?
    let reason: String?
    let expectations: [Judgement]
    let captures: [String: VariableValue]
    let output: Stored?
    let stderr: Stored?

    init(_ attempt: Run.AttemptRecord, _ report: Report) {
      number = attempt.start.attempt.number
      started = attempt.startTime
      command = attempt.start.command
      variables = attempt.start.variables
      context = attempt.start.context
      effect = attempt.start.effect
      ending = attempt.end?.ending
      duration = attempt.end?.duration
      verdict = attempt.verdict?.verdict
      reason = attempt.verdict?.reason
      expectations = attempt.judgements
      captures = Dictionary(attempt.captures.map { ($0.name, $0.value) }) { $1 }
      output = attempt.end.map { Stored($0.output, report) }
      stderr = attempt.end.map { Stored($0.stderr, report) }
    }
  }

  /// A stream: by digest and size, and as the page shows it.
  private struct Stored: Encodable {
    let digest: Digest
    let size: Int
    let lost: Int?
    let text: String?

    init(_ evidence: Evidence, _ report: Report) {
      digest = evidence.content.digest
      size = evidence.content.size
      lost = evidence.cut?.lost
      text = report.excerpt(evidence, most: report.share)?.text
    }
  }

  private struct Change: Encodable {
    let change: Changed
    let began: Moment
    let isUndone: Bool
  }

  private struct Entry: Encodable {
    let time: Moment
    let run: String
    let kind: Timeline.Entry.Kind
    let text: String
    let verdict: Verdict?
    let took: Int?

    init(_ entry: Timeline.Entry) {
      time = entry.time
      run = entry.run
      kind = entry.kind
      text = entry.text.plain
      verdict = entry.verdict
      took = entry.took
    }
  }
}
