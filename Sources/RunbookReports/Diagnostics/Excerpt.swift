import RunbookModel

/// A line of a source with a mark under it, the frame that all messages with a place share:
///
/// ```
///    ┌─ Runbooks/release.rb:14:13
///    │
/// 14 │   fails → depoly
///    │           ^^^^^^ no step, path or outcome has this name
/// ```
struct Excerpt {
  /// One line to show: what stands there, and what is marked in it.
  struct Line {
    let number: Int
    let text: String
    /// In columns of the text: where the caret begins and how many it has.
    let column: Int
    let width: Int
    let label: String
  }

  let file: String
  let line: Line
  /// Further lines of the same file or of others.
  let others: [(file: String, line: Line)]

  func drawn(carets: Style) -> [StyledText] {
    let numbers = ([line] + others.map(\.line)).map { String($0.number).count }.max() ?? 1
    let gutter = String(repeating: " ", count: numbers)
    var drawn = [
      StyledText("\(gutter) ┌─ ", .faint) + StyledText("\(file):\(line.number):\(line.column)", .place)
    ]
    drawn.append(StyledText("\(gutter) │", .faint))
    drawn += Self.draw(line, gutter: numbers, caret: "^", style: carets)
    for other in others {
      drawn.append(
        StyledText("\(gutter) ├─ ", .faint)
          + StyledText("\(other.file):\(other.line.number):\(other.line.column)", .place))
      drawn += Self.draw(other.line, gutter: numbers, caret: "-", style: .faint)
    }
    return drawn
  }

  private static func draw(_ line: Line, gutter: Int, caret: String, style: Style) -> [StyledText] {
    let number = String(line.number)
    let shown = shownPart(of: line)
    let before = Visible.text(String(shown.text.prefix(shown.column - 1)))
    let blanks = String(repeating: " ", count: DisplayWidth.of(before))
    let carets = String(repeating: caret, count: max(1, shown.width))
    return [
      StyledText(String(repeating: " ", count: gutter - number.count) + number + " │ ", .faint)
        + StyledText(shown.text),
      StyledText(String(repeating: " ", count: gutter) + " │ ", .faint)
        + StyledText(blanks + carets + (line.label.isEmpty ? "" : " " + line.label), style),
    ]
  }

  /// At most 100 characters around the mark, tabs as single blanks: a line may be a megabyte long.
  private static func shownPart(of line: Line) -> (text: String, column: Int, width: Int) {
    let characters = Array(line.text).map { $0 == "\t" ? " " : $0 }
    let limit = 100
    guard characters.count > limit else {
      return (String(characters), line.column, min(line.width, max(1, characters.count - line.column + 1)))
    }
    let start = max(0, min(line.column - 1 - 30, characters.count - limit))
    let end = min(characters.count, start + limit)
    let text = (start > 0 ? "…" : "") + String(characters[start..<end]) + (end < characters.count ? "…" : "")
    let column = line.column - start + (start > 0 ? 1 : 0)
    return (text, column, min(line.width, max(1, end - line.column + 1)))
  }
}
