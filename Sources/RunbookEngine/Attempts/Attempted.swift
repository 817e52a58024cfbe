import RunbookModel

/// What came of one attempt.
struct Attempted: Sendable {
  let key: AttemptKey
  /// passed, failed or unknown.
  let verdict: Verdict
  let reason: String?
  let yield: Yield
  /// Its command was handed to the shell.
  let wasRun: Bool
  /// Another attempt would end the same way: something that the command needs was never captured.
  let isHopeless: Bool
  /// It says itself that it found nothing to change.
  var foundNothing = false
  /// It was cut short because the run was told to stop.
  var wasInterrupted = false

  func captured() -> [Fact] {
    yield.captures.map { .captured(Captured(attempt: key, name: $0.name, value: $0.value)) }
  }
}
