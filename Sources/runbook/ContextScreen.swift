import Glibc
import RunbookModel
import RunbookReports

/// Shows the runs of several contexts while they happen: side by side on a terminal, elsewhere line by line.
actor ContextScreen: RunObserver, Screen {
  private let id: String
  private var parent: LiveView
  private var table: ContextTable
  private var lines: ContextLines
  private var terminal = Terminal()
  private let moves: Bool
  private let quiet: Bool
  private var frame = 0
  private var isPaused = false
  /// What came while a question was open.
  private var held: [StyledText] = []

  init(run id: String, contexts: [String], quiet: Bool) {
    self.id = id
    self.quiet = quiet
    parent = LiveView(run: id, quiet: quiet)
    table = ContextTable(run: id, contexts: contexts)
    lines = ContextLines(run: id, contexts: contexts, quiet: quiet)
    moves = Output.canMove
  }

  func observe(_ events: [RunEvent]) async -> String? {
    show(events.flatMap { moves && !quiet ? apply($0) : lines.apply($0) })
    return nil
  }

  private func apply(_ event: RunEvent) -> [StyledText] {
    guard event.run == id else { return table.apply(event) }
    let said = parent.apply(event)
    guard parent.run.end != nil else { return said }
    return table.lines(columns: terminal.size.columns - 1, rows: .max) + said
  }

  /// Draws what runs ten times a second, until it is cancelled.
  func animate() async {
    guard moves else { return }
    while !Task.isCancelled {
      frame += 1
      if !isPaused { show([]) }
      try? await Task.sleep(for: .milliseconds(100))
    }
    terminal.clear()
  }

  /// Leaves the terminal to a question, and takes it back.
  func pause() {
    isPaused = true
    if moves { terminal.clear() }
  }

  func resume() {
    isPaused = false
    show(held)
    held = []
  }

  private func show(_ lines: [StyledText]) {
    if isPaused {
      held += lines
      return
    }
    guard moves else {
      if !lines.isEmpty { Output.print(lines) }
      return
    }
    let size = terminal.size
    let isDone = quiet || parent.run.end != nil || parent.run.started == nil
    terminal.show(
      lines,
      running: isDone
        ? [] : table.lines(columns: size.columns - 1, rows: size.rows - 2, now: .now, frame: frame))
  }
}
