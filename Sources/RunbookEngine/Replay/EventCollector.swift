import RunbookModel
import Synchronization

/// Keeps what happens.
final class EventCollector: RunObserver {
  private let state = Mutex<[RunEvent]>([])

  var events: [RunEvent] { state.withLock { $0 } }

  func observe(_ events: [RunEvent]) async -> String? {
    state.withLock { $0 += events }
    return nil
  }
}
