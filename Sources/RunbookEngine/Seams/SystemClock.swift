import CProcess
import Glibc
package import RunbookModel

/// The clock of this machine.
package struct SystemClock: RunClock {
  private static let start = ContinuousClock.now

  package init() { _ = Self.start }

  package func now() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func uptime() -> Duration { ContinuousClock.now - Self.start }

  package func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}
