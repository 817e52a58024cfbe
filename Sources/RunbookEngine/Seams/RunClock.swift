package import RunbookModel

/// The seam to time: what the clock on the wall says, how much time has passed, and waiting.
package protocol RunClock: Sendable {
  /// For events: the time on the wall. It may be set back.
  func now() -> Moment
  /// For limits and intervals: time since some fixed point. It never goes back.
  func uptime() -> Duration
  /// Throws `CancellationError` when its task is cancelled, else returns after that time.
  func sleep(for duration: Duration) async throws
}
