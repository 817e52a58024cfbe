package import RunbookModel

/// Several contexts where lines cannot move: the lines of every run as they come, each with its context before it.
package struct ContextLines: Sendable {
  private var parent: LiveView
  private var members: ContextMembers
  private var views: [String: LiveView] = [:]
  private let quiet: Bool

  package init(run id: String, contexts: [String], quiet: Bool = false) {
    parent = LiveView(run: id, quiet: quiet)
    members = ContextMembers(parent: id, contexts: contexts)
    self.quiet = quiet
  }

  /// Takes the next event of any of the runs, and returns the lines that it leaves behind.
  package mutating func apply(_ event: RunEvent) -> [StyledText] {
    if event.run == members.parent { return parent.apply(event) }
    guard let context = members.context(of: event) else { return [] }
    let lines = views[event.run, default: LiveView(run: event.run, quiet: quiet, hasParent: true)].apply(
      event)
    if quiet { return [] }
    return lines.filter { !$0.plain.isEmpty }.map { members.prefix(context) + $0 }
  }
}

/// Which run belongs to which context: its own run, and those that follow it.
struct ContextMembers: Sendable {
  let parent: String
  let contexts: [String]
  /// By the id of the run.
  private var owners: [String: String] = [:]

  init(parent: String, contexts: [String]) {
    self.parent = parent
    self.contexts = contexts
  }

  /// The context of the run of this event; its first event says it.
  mutating func context(of event: RunEvent) -> String? {
    if case .runStarted(let fact) = event.fact {
      owners[event.run] = fact.parent == parent ? fact.context : fact.parent.flatMap { owners[$0] }
    }
    return owners[event.run]
  }

  func prefix(_ context: String) -> StyledText {
    let width = contexts.map { DisplayWidth.of($0) }.max() ?? 0
    return StyledText(context, .place).padded(to: width) + StyledText(" │ ", .faint)
  }
}
