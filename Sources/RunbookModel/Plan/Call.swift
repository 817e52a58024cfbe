/// `call NAME "other.rb" key=value …`: a run inside the run.
///
/// It passed where that run ended healthy, failed where it ended in a problem, and is unknown where it was
/// inconclusive. Where a person stopped it, its caller stops too.
package struct Call: Sendable {
  /// Its name, `when`, `on` and arrows; it has no command, and its title is that of the other runbook.
  package let step: Step
  package let file: FileTarget
  /// `timeout`: for all of the run, but its cleaning up.
  package let limit: Duration?

  package init(step: Step, file: FileTarget, limit: Duration? = nil) {
    self.step = step
    self.file = file
    self.limit = limit
  }
}
