import RunbookEngine
import RunbookModel
import Synchronization

/// Answers as a test tells it to, after a time on the clock of the simulation.
final class ScriptedPerson: Person {
  private let clock: Simulation
  private let takes: Duration
  private let state: Mutex<(replies: [String: [String]], asked: [Question])>
  private let action: (@Sendable (Question) -> Void)?

  /// The replies by the name of the question, one after the other; after the last nobody answers.
  init(
    _ clock: Simulation, takes: Duration = .seconds(1), _ replies: [String: [String]] = [:],
    action: (@Sendable (Question) -> Void)? = nil
  ) {
    self.clock = clock
    self.takes = takes
    self.action = action
    state = Mutex((replies, []))
  }

  var asked: [Question] { state.withLock { $0.asked } }

  func secret(_ secret: Secret) async -> String? { nil }

  func answer(_ question: Question) async -> Response? {
    let reply = state.withLock { state -> String? in
      state.asked.append(question)
      guard let replies = state.replies[question.name], let first = replies.first else { return nil }
      state.replies[question.name] = Array(replies.dropFirst())
      return first
    }
    action?(question)
    do { try await clock.sleep(for: takes) } catch { return nil }
    return reply.map { Response($0) }
  }
}
