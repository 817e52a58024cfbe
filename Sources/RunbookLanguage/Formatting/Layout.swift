import RunbookModel

/// Lays out a file without syntax errors.
///
/// The method: the tokens are cut into lines, each line gets its depth from the tree, and is written anew; blank
/// lines and alignment look at neighbouring lines only. Nothing is printed from the tree, so nothing that the tree
/// does not keep can be lost. In a file without syntax errors statements stand at their depth already, and so do
/// the first lines of prose; what moves is blanks inside lines, comments, and the text blocks under `run` and the like.
///
/// - Blank lines: at most one, none at the start of a block, one around everything that has a name and a block, except
///   between entries of one line each. Texts keep theirs.
/// - Alignment, only of lines that follow each other without a blank line: the `=` and the descriptions of `param` and
///   `secret`, the `=` of `let`, the arrows of branches and of rows, comments beside statements.
struct Layout {
  private(set) var lines: [LaidLine] = []

  var bytes: [UInt8] { lines.flatMap { $0.written.utf8 } }

  init(_ parsed: ParsedFile) {
    cut(parsed)
    spread()
    align()
  }

  private mutating func cut(_ parsed: ParsedFile) {
    let placement = Placement(parsed.tree)
    let source = parsed.tree.source
    var blankLines = 0
    var textDepth = 0
    let all = parsed.tokens.split(omittingEmptySubsequences: false) { $0.kind == .lineEnd }
    for tokens in all {
      let tokens = tokens.filter { $0.kind != .blank && $0.kind != .mark }
      guard let first = tokens.first else {
        blankLines += 1
        continue
      }
      let line: LaidLine
      if let statement = placement.statements[first.start] {
        line = Spacing(statement, tokens, source).line(blankLines)
      } else {
        let isText = first.kind == .text
        let depth = placement.depths[first.start] ?? textDepth
        if isText { textDepth = depth }
        line = LaidLine(
          kind: isText ? .text : .comment, depth: depth, cells: [source.text(in: first.range)],
          blankLinesAbove: blankLines)
      }
      lines.append(line)
      blankLines = 0
    }
  }

  /// Settles the blank lines.
  private mutating func spread() {
    /// The first of the comments above the line at hand, and whether a blank line stands between them and it.
    var group: (start: Int, hasBlankLine: Bool)?
    for index in lines.indices {
      if index > 0, lines[index].isText, lines[index - 1].isText { continue }
      let isFirst = index == 0 || lines[index].depth > lines[index - 1].depth
      lines[index].blankLinesAbove = isFirst ? 0 : min(1, lines[index].blankLinesAbove)
      if index > 0, lines[index - 1].depth != lines[index].depth { group = nil }
      let start = group?.start ?? index
      let hasBlankLine = group?.hasBlankLine == true || lines[index].blankLinesAbove > 0
      group = lines[index].isComment ? (start, hasBlankLine) : nil
      if lines[index].isEntry, !hasBlankLine, needsBlankLine(above: start, entry: index) {
        lines[start].blankLinesAbove = 1
      }
    }
  }

  /// Whether an entry, its comments from `start` on, is set off from what stands above it.
  private func needsBlankLine(above start: Int, entry: Int) -> Bool {
    guard start > 0 else { return false }
    let above = lines[start - 1]
    if above.depth < lines[entry].depth { return false }
    let hasBlock = entry + 1 < lines.count && lines[entry + 1].depth > lines[entry].depth
    return hasBlock || !(above.isEntry && above.depth == lines[entry].depth)
  }

  /// Aligns each stretch of lines of one family, then the comments beside lines that follow each other.
  private mutating func align() {
    for range in stretches({ $0.statement?.family != nil && $0.statement?.family == $1.statement?.family }) {
      Alignment.cells(&lines[range])
    }
    for range in stretches({ $0.comment != nil && $1.comment != nil }) { Alignment.comments(&lines[range]) }
  }

  /// The longest ranges of lines of one depth, without a blank line in them, in which each goes with the next.
  private func stretches(_ goTogether: (LaidLine, LaidLine) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for index in lines.indices {
      let isLast = index + 1 == lines.count
      if isLast || lines[index + 1].depth != lines[index].depth || lines[index + 1].blankLinesAbove > 0
        || !goTogether(lines[index], lines[index + 1])
      {
        ranges.append(start..<(index + 1))
        start = index + 1
      }
    }
    return ranges
  }
}
