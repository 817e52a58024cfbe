import RunbookModel
import RunbookReports

/// Shows a run while it happens: on a terminal with lines that move, elsewhere line by line.
actor RunScreen: RunObserver, Screen {
  var canvas = Canvas()
  private var view: NestedView

  init(quiet: Bool) { view = NestedView(quiet: quiet) }

  var running: Canvas.Running {
    let view = view
    return { _, _, now, frame in view.active(now: now, frame: frame) }
  }

  func observe(_ events: [RunEvent]) async -> String? {
    let lines = events.flatMap { view.apply($0) }
    canvas.show(lines, running: running)
    return nil
  }
}

/// Prints each event as a line of JSON, as it happens.
actor EventPrinter: RunObserver {
  private let line = EventLine()

  func observe(_ events: [RunEvent]) async -> String? {
    for event in events { Output.print(line.text(event)) }
    return nil
  }
}
