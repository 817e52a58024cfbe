import Glibc
import RunbookReports

/// The terminal, while a run is shown on it: lines that stay scroll up, and below them the lines of
/// what is running are drawn again and again. The one owner of standard output during a run.
struct Terminal {
  private var drawn = 0

  /// Adds lines that stay, and draws the running ones below them.
  mutating func show(_ lines: [StyledText], running: [StyledText]) {
    let size = Self.size
    var text = erase()
    for line in lines { text += line.rendered(colour: Output.hasColour(STDOUT_FILENO)) + "\n" }
    let room = max(1, size.rows - 2)
    for line in running.prefix(room) {
      text += line.clipped(to: size.columns - 1).rendered(colour: Output.hasColour(STDOUT_FILENO)) + "\n"
    }
    drawn = min(running.count, room)
    if !text.isEmpty { Output.write(text, to: STDOUT_FILENO) }
  }

  /// Takes the running lines away.
  mutating func clear() {
    Output.write(erase(), to: STDOUT_FILENO)
    drawn = 0
  }

  /// Up to the first of the running lines, and everything below erased (ECMA-48 CUU, ED).
  private func erase() -> String { drawn > 0 ? "\u{1B}[\(drawn)A\r\u{1B}[J" : "" }

  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (Int(size.ws_col), max(4, Int(size.ws_row)))
  }
}
