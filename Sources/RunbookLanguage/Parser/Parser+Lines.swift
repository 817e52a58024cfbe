import RunbookModel

/// What is known of a statement when its line has been opened.
struct Opening {
  var word: Spelled
  var range: SourceRange
  let indentation: Int
  let before: [Comment]
  var beside: Comment?
  let isBlankAbove: Bool
}

/// The lines of one block, while it is read.
struct Block {
  /// The indentation of the line that opens it; -1 for the file.
  let parent: Int
  /// Where its lines should stand.
  let expected: Int
  /// Where its lines do stand: the place of the first one.
  var actual: Int?
  /// A wrong indentation that has been reported.
  var reported: Int?
  /// The word of the last statement.
  var lastWord: String?
  /// The line at hand was reported as wrongly indented.
  var isLineReported = false
}

extension Parser {
  /// Takes blank lines and comments up to the next statement of a block; false where the block ends.
  mutating func advance(_ block: inout Block) -> Bool {
    while lineIndex < lexer.lines.count {
      let next = lexer.lines[lineIndex]
      if !next.isStatement {
        takeTrivia(next)
        continue
      }
      guard next.indentation > block.parent else { return false }
      line = next
      isBroken = false
      isQuiet = lexer.isUnreadable(next)
      checkIndentation(&block)
      return true
    }
    return false
  }

  mutating func takeTrivia(_ line: Line) {
    lexer.takeTrivia(line)
    lineIndex += 1
    if line.isComment {
      let token = lexer.tokens.last { $0.kind == .comment }
      pending.append(Comment(range: token?.range ?? line.contentRange, hasBlankLineAbove: isBlankAbove))
    }
    isBlankAbove = line.isBlank
  }

  private mutating func checkIndentation(_ block: inout Block) {
    let found = line.indentation
    block.isLineReported = false
    defer { if block.actual == nil { block.actual = found } }
    if found == block.expected {
      block.actual = found
      return
    }
    if found == block.actual && block.reported == found || found == block.reported { return }
    // The lexer says what is wrong with a tab.
    if bytes[line.start..<line.content].contains(Bytes.tab) { return }
    block.reported = found
    let range = SourceRange(start: line.start, end: max(line.content, line.start))
    if let actual = block.actual, found > actual, let word = block.lastWord {
      report(.unexpectedIndentation(under: word, expected: block.expected, found: found), at: range)
      block.isLineReported = true
    } else {
      report(.wrongIndentation(expected: block.expected, found: found), at: range)
    }
  }

  /// Opens the line of a statement: its first token is read, the rest is still to be taken as code or as text.
  mutating func open() -> Opening {
    lexer.open(line)
    let first = lexer.tokens[lexer.tokens.count - 1]
    statement.removeAll(keepingCapacity: true)
    if first.kind != .invalid { statement.append(first) }
    cursor = statement.count
    let opening = Opening(
      word: spelled(first), range: first.range, indentation: line.indentation, before: pending, beside: nil,
      isBlankAbove: isBlankAbove)
    pending = []
    isBlankAbove = false
    lastEnd = first.end
    return opening
  }

  /// Takes the rest of the opened line as code.
  mutating func takeCode(_ opening: inout Opening) {
    let first = lexer.tokens.count
    lexer.takeCode(line)
    lineIndex += 1
    for token in lexer.tokens[first...] {
      switch token.kind {
      case .blank, .lineEnd, .mark: break
      case .invalid: if bytes[token.start] == Bytes.dollar { isQuiet = true }
      case .comment: opening.beside = Comment(range: token.range)
      case .word, .literal, .string, .pattern, .path, .variable, .comma, .equals, .comparison, .arrow, .text:
        statement.append(token)
      }
    }
    opening.range = opening.range.through(endRange)
    lastEnd = opening.beside?.range.end ?? opening.range.end
  }

  /// Reads the block under a statement. The body is called for every line, and must take it.
  mutating func block(
    under opening: Opening, depth: Int, _ body: (inout Parser, inout Block) -> Void
  ) -> [Comment] {
    var block = Block(parent: opening.indentation, expected: (depth + 1) * 2)
    var hasLine = false
    while advance(&block) {
      hasLine = true
      body(&self, &block)
    }
    hadBlock = hasLine
    return takeComments(deeperThan: opening.indentation)
  }

  /// The pending comments that belong to a block that has ended.
  private mutating func takeComments(deeperThan indentation: Int) -> [Comment] {
    let count = pending.prefix { $0.range.start - lineStart(of: $0.range.start) > indentation }.count
    guard count > 0 else { return [] }
    let after = Array(pending.prefix(count))
    pending.removeFirst(count)
    lastEnd = after[count - 1].range.end
    return after
  }

  private func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != Bytes.lineFeed { start -= 1 }
    return start
  }

  /// Reports a statement that must have a block, where the block that was to be read last was not there.
  mutating func requireBlock(_ opening: Opening, _ what: String) {
    if !hadBlock { report(.emptyBlock(opening.word.text, what), at: opening.word.range) }
  }

  /// Passes over a statement and everything that is deeper than it.
  mutating func skip() {
    _ = lexer.takeText(line)
    lineIndex += 1
    lastEnd = line.end
    skipBlock()
  }

  /// Passes over the block under the statement at hand.
  mutating func skipBlock() {
    if let text = textBlock(deeperThan: line.indentation, isReported: false) { lastEnd = text.range.end }
  }

  func lineSyntax(_ opening: Opening, after: [Comment] = []) -> LineSyntax {
    LineSyntax(
      word: opening.word, range: opening.range,
      whole: SourceRange(start: opening.range.start, end: max(opening.range.end, lastEnd)),
      comments: Comments(
        before: opening.before, beside: opening.beside, after: after, hasBlankLineAbove: opening.isBlankAbove)
    )
  }
}
