import Glibc
import RunbookReports

/// The terminal, while a run is shown on it: lines that stay scroll up, and below them are lines that are
/// drawn again and again: what is running, or a question and what is typed to it. One of them owns it at a time.
struct Terminal {
  private let file: Int32
  /// The widths of the lines that are drawn again.
  private var drawn: [Int] = []
  /// Where the cursor stands in the last of them; nil: below it.
  private var cursor: Int?

  init(_ file: Int32 = STDOUT_FILENO) { self.file = file }

  /// Adds lines that stay, and draws the running ones below them.
  mutating func show(_ lines: [StyledText], running: [StyledText]) {
    let size = size
    let below = running.prefix(max(1, size.rows - 2)).map { $0.clipped(to: size.columns - 1) }
    let text = erase() + (lines + below).map { rendered($0) + "\n" }.joined()
    (drawn, cursor) = (below.map(\.width), nil)
    if !text.isEmpty { Output.write(text, to: file) }
  }

  /// Draws a question, and the line that is typed into with the cursor in its column.
  mutating func ask(_ lines: [StyledText], input: StyledText, cursor column: Int) {
    let text = erase() + lines.map { rendered($0) + "\n" }.joined() + rendered(input)
    (drawn, cursor) = ((lines + [input]).map(\.width), column)
    Output.write(text + "\r" + (column > 0 ? "\u{1B}[\(column)C" : ""), to: file)
  }

  /// Takes away the lines that are drawn again.
  mutating func clear() {
    Output.write(erase(), to: file)
    (drawn, cursor) = ([], nil)
  }

  /// Up to the first of those lines, and everything below erased (ECMA-48 CUU, ED). A line that has become
  /// wider than the terminal is believed to stand there broken in several.
  private func erase() -> String {
    guard !drawn.isEmpty else { return "" }
    let columns = size.columns
    let above = drawn.dropLast(cursor == nil ? 0 : 1).reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    let rows = above + (cursor ?? 0) / columns
    return (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J"
  }

  private func rendered(_ line: StyledText) -> String { line.rendered(colour: Output.hasColour(file)) }

  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (Int(size.ws_col), max(4, Int(size.ws_row)))
  }
}
