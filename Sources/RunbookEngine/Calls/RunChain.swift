package import RunbookModel

/// A run and those that follow it, one after the other: each a run of its own, whose parent is the one before.
package struct RunChain: Sendable {
  private let plan: Plan
  private let settings: RunSettings

  /// With what is decided about the first of them. Those that follow begin at their own beginning.
  package init(plan: Plan, settings: RunSettings) {
    self.plan = plan
    self.settings = settings
  }

  /// Runs them all with what runs one, and gives them in order. Where what follows cannot be given its
  /// arguments, the last is one that never began.
  package func run(_ one: (Plan, RunSettings) async -> RunResult) async -> [(id: String, result: RunResult)] {
    var done: [(id: String, result: RunResult)] = []
    var next: (plan: Plan, settings: RunSettings)? = (plan, settings)
    while let (plan, settings) = next {
      let result = await one(plan, settings)
      done.append((settings.runID, result))
      next = nil
      guard let follow = result.follow else { break }
      do throws(ArgumentProblem) {
        next = (follow.plan.plan, try settings.following(with: follow))
      } catch {
        let reason = EngineProblems.cannotFollow(follow.path, because: error.message)
        done.append((settings.runID, .neverBegan(because: reason)))
      }
    }
    return done
  }
}

extension RunSettings {
  fileprivate func following(with follow: RunResult.Follow) throws(ArgumentProblem) -> RunSettings {
    var next = self
    next.runID = newID(runID, call)
    next.parent = runID
    next.arguments = try bind(values: follow.arguments, to: follow.plan.plan)
    next.secrets = follow.secrets
    next.only = nil
    next.from = nil
    next.resumption = nil
    return next
  }
}

extension RunResult {
  fileprivate static func neverBegan(because reason: String) -> RunResult {
    RunResult(
      ended: RunEnded(verdict: .inconclusive, reason: reason, duration: 0), follow: nil, because: nil,
      complaints: [reason])
  }
}
