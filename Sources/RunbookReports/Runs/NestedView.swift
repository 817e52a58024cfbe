package import RunbookModel

/// A run and the runs inside it, as they are shown while they happen: what a call runs stands indented
/// among the lines of its caller.
package struct NestedView: Sendable {
  private var views: [(view: LiveView, depth: Int)] = []
  private let quiet: Bool

  /// - Parameter quiet: only the end of the outer run is shown.
  package init(quiet: Bool = false) { self.quiet = quiet }

  /// Takes the next event of any of the runs and returns the lines that it leaves behind.
  package mutating func apply(_ event: RunEvent) -> [StyledText] {
    let index = index(of: event)
    let lines = views[index].view.apply(event)
    let depth = views[index].depth
    if quiet, depth > 0 { return [] }
    return lines.map { Self.indented($0, depth) }
  }

  /// What is running now, one line a step: of the innermost run, with those that called it above.
  package func active(now: Moment, frame: Int) -> [StyledText] {
    views.flatMap { view, depth in view.active(now: now, frame: frame).map { Self.indented($0, depth) } }
  }

  private mutating func index(of event: RunEvent) -> Int {
    if let index = views.firstIndex(where: { $0.view.run.id == event.run }) { return index }
    var depth = 0
    // Who started it and still runs has called it; who has ended led on to it.
    if case .runStarted(let fact) = event.fact,
      let parent = views.first(where: { $0.view.run.id == fact.parent })
    {
      depth = parent.depth + (parent.view.run.end == nil ? 1 : 0)
    }
    views.append((LiveView(run: event.run, quiet: quiet, isInner: depth > 0), depth))
    return views.count - 1
  }

  private static func indented(_ line: StyledText, _ depth: Int) -> StyledText {
    depth == 0 ? line : StyledText(String(repeating: "    ", count: depth)) + line
  }
}
