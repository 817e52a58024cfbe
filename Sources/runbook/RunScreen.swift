import Glibc
import RunbookModel
import RunbookReports

/// Shows a run while it happens: on a terminal with lines that move, elsewhere line by line.
actor RunScreen: RunObserver, Screen {
  private var view: NestedView
  private var terminal = Terminal()
  private let moves: Bool
  private var frame = 0
  private var isPaused = false
  /// What came while a question was open.
  private var held: [StyledText] = []

  init(quiet: Bool) {
    view = NestedView(quiet: quiet)
    moves = Output.canMove
  }

  func observe(_ events: [RunEvent]) async -> String? {
    show(events.flatMap { view.apply($0) })
    return nil
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
    } else if moves {
      terminal.show(lines, running: view.active(now: .now, frame: frame))
    } else if !lines.isEmpty {
      Output.print(lines)
    }
  }
}

extension Moment {
  static var now: Moment {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Moment(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
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
