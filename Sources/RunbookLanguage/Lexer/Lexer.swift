import RunbookModel

/// Cuts a file into tokens, line by line, as the parser tells it.
///
/// Words count by position in this language: `run` begins shell text in a step, and is the name of a step in
/// a row of `decide`; a line of an outcome is a clause or prose. Only the parser knows the position. So there
/// is no pass of lexing before parsing: the parser opens each line, looks at its first token, and says whether
/// the rest is `code` or `text`.
///
/// The invariant: lines are taken in order, each exactly once, and every byte of a line goes into a token. So
/// the tokens tile the file, whatever the file is, and a formatter finds every byte again.
///
/// Two kinds of token depend on what stands before them. A slash begins a pattern only behind a word that takes
/// one (`find`, `matches` …), for `/etc/hosts` is a fine bare word of the head. A bare value that begins with a
/// digit, or with `-` and a digit, is a literal; every other one is a word.
///
/// Bytes that have no place outside strings (no-break spaces, curly quotes, control characters) are reported
/// here and become `invalid` tokens, which the parser passes over as if they were blanks: one stray character
/// costs one diagnostic, not the line.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  let lines: [Line]
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  /// The first byte that no token has yet.
  var offset = 0
  /// Where bytes stand that no text can have, of those that were reported.
  var unreadable: [Int] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    lines = Line.all(of: source)
    tokens.reserveCapacity(bytes.count / 4)
    if bytes.starts(with: Bytes.mark) { emit(.mark, to: Bytes.mark.count) }
  }

  mutating func report(_ problem: Problem, _ start: Int, _ end: Int) {
    diagnostics.append(problem.diagnostic(at: SourceRange(start: start, end: end), in: source))
  }

  mutating func emit(_ kind: Token.Kind, to end: Int) {
    guard end > offset else { return }
    tokens.append(Token(kind, offset, end))
    offset = end
  }

  /// Takes a blank line or a comment line.
  mutating func takeTrivia(_ line: Line) {
    emit(.blank, to: line.content)
    if line.isComment { takeComment(to: line.end) }
    emit(.blank, to: line.end)
    close(line)
  }

  /// Takes the indentation of a line of code and its first token.
  mutating func open(_ line: Line) {
    checkIndentation(line, to: line.content)
    emit(.blank, to: line.content)
    takeToken(to: line.end)
  }

  /// Takes the rest of a line as code.
  mutating func takeCode(_ line: Line) {
    while offset < line.end {
      takeBlanks(to: line.end)
      guard offset < line.end else { break }
      if bytes[offset] == Bytes.hash, Bytes.isBlank(bytes[offset - 1]) {
        takeComment(to: line.end)
        emit(.blank, to: line.end)
      } else {
        takeToken(to: line.end)
      }
    }
    close(line)
  }

  /// Takes the rest of a line as text and returns it without the blanks around it; a blank behind `\` stays.
  mutating func takeText(_ line: Line) -> SourceRange {
    takeBlanks(to: line.end)
    let start = offset
    var end = line.end
    while end > start, Bytes.isBlank(bytes[end - 1]), end - 2 < start || bytes[end - 2] != Bytes.backslash {
      end -= 1
    }
    emit(.text, to: end)
    emit(.blank, to: line.end)
    close(line)
    return SourceRange(start: start, end: end)
  }

  /// Takes a line of a text block, at most `cut` bytes of its indentation left out.
  mutating func takeText(_ line: Line, cut: Int) -> SourceRange {
    let start = line.isBlank ? line.end : min(line.content, line.start + cut)
    if !line.isBlank { checkIndentation(line, to: start) }
    emit(.blank, to: start)
    let range = SourceRange(start: start, end: line.end)
    emit(.text, to: line.end)
    close(line)
    return range
  }

  private mutating func close(_ line: Line) { emit(.lineEnd, to: line.next) }

  private mutating func checkIndentation(_ line: Line, to end: Int) {
    guard let first = bytes[line.start..<end].firstIndex(where: { $0 != Bytes.space }) else { return }
    let last = bytes[first..<end].firstIndex(of: Bytes.space) ?? end
    report(bytes[first] == Bytes.tab ? .tabInIndentation : .noBreakSpace, first, last)
  }

  private mutating func takeComment(to end: Int) {
    var last = end
    while Bytes.isBlank(bytes[last - 1]) { last -= 1 }
    emit(.comment, to: last)
  }

  private mutating func takeBlanks(to end: Int) {
    var last = offset
    while last < end, Bytes.isBlank(bytes[last]) { last += 1 }
    emit(.blank, to: last)
  }
}
