import RunbookModel
import Synchronization

/// Why the flow was told to stop before its end. It is set before the flow is cancelled, so whoever
/// finds itself cancelled can say why.
final class Halt: Sendable {
  enum Cause: Sendable, Hashable {
    case signal(String)
    /// The run's time was used up.
    case budget(Duration)
    /// The time for cleaning up was used up.
    case finally(Duration)
    /// A second signal: nothing more is started.
    case secondSignal(String)
  }

  private let state = Mutex<Cause?>(nil)

  var cause: Cause? { state.withLock { $0 } }

  func set(_ cause: Cause?) { state.withLock { $0 = cause } }

  /// In a few words, for reasons.
  var sentence: String {
    switch cause {
    case .signal(let signal): EngineProblems.interrupted(by: signal)
    case .secondSignal(let signal): EngineProblems.interrupted(by: signal)
    case .budget(let limit): EngineProblems.budgetUsedUp(limit)
    case .finally(let limit): EngineProblems.finallyUsedUp(limit)
    case nil: EngineProblems.cancelled
    }
  }
}
