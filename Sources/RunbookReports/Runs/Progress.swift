import RunbookModel

/// How far a running step has come: `12/20` attempts or items; nothing where it is tried once.
enum Progress {
  static func text(_ record: Run.StepRecord, in run: Run) -> String {
    if let items = record.each {
      let depth = record.key.items.count + 1
      let done = run.steps.count {
        $0.key.name == record.key.name && $0.key.items.count == depth && $0.ended != nil
      }
      return "\(done)/\(items.count)"
    }
    guard let planned = record.planned else { return "\(record.attemptsMade)" }
    return planned > 1 ? "\(record.attemptsMade)/\(planned)" : ""
  }
}
