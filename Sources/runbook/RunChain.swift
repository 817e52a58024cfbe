import RunbookEngine
import RunbookModel

/// A runbook and those that follow it, one after the other, each a run of its own whose parent is the one before.
struct RunChain {
  let plan: Plan
  let arguments: [String: VariableValue]
  /// Of the first of them.
  var parent: String?

  /// One of them, ready to run.
  struct Link {
    let id: String
    let plan: Plan
    let arguments: [String: VariableValue]
    let parent: String?
  }

  /// All that ran, in order. Throws where what follows cannot take its arguments.
  func run(_ one: (Link) async -> RunResult) async throws -> [(id: String, result: RunResult)] {
    var done: [(id: String, result: RunResult)] = []
    var next: Link? = Link(id: newRunID(), plan: plan, arguments: arguments, parent: parent)
    while let link = next {
      let result = await one(link)
      done.append((link.id, result))
      next = try result.follow.map { follow in
        Link(
          id: newRunID(), plan: follow.plan.plan,
          arguments: try RunCommand.bound { () throws(ArgumentProblem) in
            try bind(values: follow.arguments, to: follow.plan.plan)
          }, parent: link.id)
      }
    }
    return done
  }
}
