/// The vocabulary that every other room speaks.
///
/// - `Source`: the text of a runbook, places in it, and what is wrong with it.
/// - `Plan`: a runbook that was checked: every name resolved, every number in range.
/// - `Run`: what happens when a plan runs: events, the fold of events, verdicts.
/// - `Values`: time, digests, spelling: the small things under all of them.
///
/// Nothing here does I/O, asks the clock or imports Foundation.
package enum RunbookModel {
  /// The version of the language that this tool reads (`language 1`).
  package static let languageVersion = 1
  /// The version of the event format, in the history and in `--json`.
  package static let eventVersion = 1
}
