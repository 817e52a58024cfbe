import RunbookModel
import RunbookReports

/// Shows the runs of several contexts while they happen: side by side on a terminal, elsewhere line by line.
actor ContextScreen: RunObserver, Screen {
  var canvas = Canvas()
  private let id: String
  private var parent: LiveView
  private var table: ContextTable
  private var lines: ContextLines
  private let quiet: Bool

  init(run id: String, contexts: [String], quiet: Bool) {
    self.id = id
    self.quiet = quiet
    parent = LiveView(run: id, quiet: quiet)
    table = ContextTable(run: id, contexts: contexts)
    lines = ContextLines(run: id, contexts: contexts, quiet: quiet)
  }

  var running: Canvas.Running {
    if quiet || parent.run.end != nil || parent.run.started == nil { return { _, _, _, _ in [] } }
    let table = table
    return { columns, rows, now, frame in
      table.lines(columns: columns - 1, rows: rows - 2, now: now, frame: frame)
    }
  }

  func observe(_ events: [RunEvent]) async -> String? {
    let said = events.flatMap { canvas.moves && !quiet ? apply($0) : lines.apply($0) }
    canvas.show(said, running: running)
    return nil
  }

  private func apply(_ event: RunEvent) -> [StyledText] {
    guard event.run == id else { return table.apply(event) }
    let said = parent.apply(event)
    guard parent.run.end != nil else { return said }
    return table.lines(columns: canvas.columns - 1, rows: .max) + said
  }
}
