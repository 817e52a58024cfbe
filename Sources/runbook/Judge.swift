import RunbookComparison
import RunbookEngine
import RunbookHistory
import RunbookMatching
import RunbookModel

/// One version of a runbook, and what it makes of recorded runs.
struct Judge: Sendable {
  let plan: Plan
  let records: Records
  private let stored: StoredPlans
  /// Nil: nothing in the text is hidden, so its commands are recorded as they stand.
  private let patterns: PatternRules?

  init(plan: Plan, records: Records) throws(Failure) {
    self.plan = plan
    self.records = records
    stored = StoredPlans(records.contents)
    let rules = Redaction.rules(records.history, try Redaction.own())
    let redactor = Redactor(rules: rules)
    let texts = ([plan] + plan.files.values.map(\.plan)).flatMap { [$0.source] + $0.used }
    patterns = texts.contains { redactor.redact($0.bytes) != $0.bytes } ? rules : nil
  }

  /// Why a run says nothing about this version.
  struct Refusal: Error { let reason: String }

  struct Judged {
    let rejudgement: Rejudgement
    let events: [RunEvent]
  }

  /// - Parameters:
  ///   - record: of the run `id`; nil where it has no beginning.
  ///   - truth: what people say the cause was.
  func judge(_ record: Record?, _ id: String, truth: String? = nil) throws(Refusal) -> Judged {
    guard let record else { throw Refusal(reason: "its record has no beginning") }
    if let reason = record.refusal(by: plan) { throw Refusal(reason: reason) }
    guard let ended = record.ended else { preconditionFailure("a record without an end that is not refused") }
    let arguments: [String: VariableValue]
    do throws(ArgumentProblem) {
      arguments = try record.arguments(for: plan, was: stored.plan(of: record.started))
    } catch {
      throw Refusal(reason: error.message)
    }
    let contents = records.contents
    let rejudged = record.rejudged(by: plan, arguments: arguments, patterns: patterns) { contents[$0] }
    let missing = rejudged.missing.first
    let rejudgement = Rejudgement(
      run: record.id, started: record.startTime, before: ended, after: rejudged.ended,
      missing: missing.map { .init(step: $0.attempt.name, command: $0.command) }, truth: truth
    ) { runs(record, rejudged.events) }
    return Judged(rejudgement: rejudgement, events: rejudged.events)
  }

  /// The run as it was judged then, and as it is now.
  func runs(_ record: Record, _ events: [RunEvent]) -> (before: Run, after: Run)? {
    guard let before = try? records.history.run(record.id), let id = events.first?.run else { return nil }
    return (before, Run(id: id, events: events.filter { $0.run == id }))
  }
}
