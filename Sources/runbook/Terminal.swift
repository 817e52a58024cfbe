import Glibc
import RunbookReports

/// The terminal, while a run is shown on it: lines that stay scroll up, and below them the lines of
/// what is running are drawn again and again. The one owner of standard output during a run.
struct Terminal {
  /// The widths of the running lines, as they were drawn.
  private var drawn: [Int] = []

  /// Adds lines that stay, and draws the running ones below them.
  mutating func show(_ lines: [StyledText], running: [StyledText]) {
    let size = Self.size
    var text = erase()
    for line in lines { text += line.rendered(colour: Output.hasColour(STDOUT_FILENO)) + "\n" }
    let room = max(1, size.rows - 2)
    let clipped = running.prefix(room).map { $0.clipped(to: size.columns - 1) }
    for line in clipped { text += line.rendered(colour: Output.hasColour(STDOUT_FILENO)) + "\n" }
    drawn = clipped.map(\.width)
    if !text.isEmpty { Output.write(text, to: STDOUT_FILENO) }
  }

  /// Takes the running lines away.
  mutating func clear() {
    Output.write(erase(), to: STDOUT_FILENO)
    drawn = []
  }

  /// Up to the first of the running lines, and everything below erased (ECMA-48 CUU, ED). A terminal that has
  /// become narrower has broken them into more.
  private func erase() -> String {
    let columns = Self.size.columns
    let rows = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    return rows > 0 ? "\u{1B}[\(rows)A\r\u{1B}[J" : ""
  }

  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (Int(size.ws_col), max(4, Int(size.ws_row)))
  }
}
