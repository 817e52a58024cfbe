import Glibc
import RunbookModel
import RunbookReports

/// Standard output while a run is shown on it: lines that stay and, on a terminal, lines that move below
/// them. While a question is open nothing is drawn, and what came meanwhile is shown after it.
struct Canvas {
  /// It is a terminal that can draw lines again.
  let moves = Output.canMove
  private var terminal = Terminal()
  private var frame = 0
  /// What came while a question was open; nil where none is.
  private var held: [StyledText]?
  /// The time up to which what runs is drawn.
  var now: @Sendable () -> Moment = { .now }

  /// Gives the lines that move, for a terminal of that size at that time.
  typealias Running = (_ columns: Int, _ rows: Int, _ now: Moment, _ frame: Int) -> [StyledText]

  var columns: Int { terminal.size.columns }

  mutating func show(_ lines: [StyledText], running: Running) {
    if held != nil {
      held?.append(contentsOf: lines)
    } else if moves {
      let size = terminal.size
      terminal.show(lines, running: running(size.columns, size.rows, now(), frame))
    } else if !lines.isEmpty {
      Output.print(lines)
    }
  }

  /// Draws the lines that move once more, a little later.
  mutating func tick(running: Running) {
    frame += 1
    show([], running: running)
  }

  mutating func clear() { if moves { terminal.clear() } }

  /// Leaves the terminal to a question.
  mutating func pause() {
    held = held ?? []
    clear()
  }

  /// Takes it back.
  mutating func resume(running: Running) {
    let lines = held ?? []
    held = nil
    show(lines, running: running)
  }
}

extension Moment {
  static var now: Moment {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Moment(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
  }
}
