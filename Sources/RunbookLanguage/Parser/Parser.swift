import RunbookModel

/// Reads the statements of a file by recursive descent, one line after the other.
///
/// One statement is one line, so a line is the unit of recovery. The first thing in a line that cannot be read
/// is reported, the line becomes *broken*, and every later part of it is nil without another word; what was
/// read before stays in the tree (`capture x from …` defines `x` whatever follows `from`), so one mistake does
/// not make other lines wrong. A block is the unit above it: it is all following lines that are deeper than the
/// line that opens it, however they are indented, so wrong indentation is reported once a block and the block
/// is read all the same.
///
/// A first word that is not known where it stands is replaced by the nearest one that is, and its line read
/// quietly as that statement. A statement in a block that cannot have it (a `step` indented as if it were a
/// clause) is reported, read, and lifted to where it may stand.
///
/// Mistakes of measure (a duration with a wrong unit, a number out of range, a name with capitals) are reported
/// and do not break the line.
struct Parser {
  var lexer: Lexer
  let bytes: [UInt8]
  /// What is wrong with a pattern, if anything.
  let fault: PatternCheck

  /// The index of the next line that no statement has taken.
  var lineIndex = 0
  /// The line of the statement that is being read.
  var line: Line
  /// Its tokens that count, and the first that is not read yet.
  var statement: [Token] = []
  var cursor = 0
  /// Something in this line could not be read; the rest of it is nil.
  var isBroken = false
  /// This line's mistake has been reported already; more about it would only confuse.
  var isQuiet = false

  /// The block that was read last had a line.
  var hadBlock = false

  /// Comments above the next statement, and whether a blank line stands right above it.
  var pending: [Comment] = []
  var isBlankAbove = false
  /// The end of the last statement or comment that was read.
  var lastEnd = 0

  /// Statements that were found in a block that cannot have them.
  var liftedFlow: [FlowSyntax] = []
  var liftedDeclarations: [DeclarationSyntax] = []

  init(_ source: SourceText, fault: @escaping PatternCheck) {
    lexer = Lexer(source)
    bytes = source.bytes
    self.fault = fault
    line = Line(start: 0, content: 0, end: 0, next: 0, indentation: 0, isComment: false)
  }

  mutating func report(_ problem: Problem, at range: SourceRange) {
    guard !isBroken, !isQuiet else { return }
    lexer.diagnostics.append(problem.diagnostic(at: range, in: lexer.source))
  }

  /// Reports what makes the rest of the line unreadable.
  mutating func fail(_ problem: Problem, at range: SourceRange) {
    report(problem, at: range)
    isBroken = true
  }

  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
  func text(_ token: Token) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
  func spelled(_ token: Token) -> Spelled { Spelled(text(token), token.range) }

  /// The next token; nil at the end of the line, and when the line is broken.
  var peek: Token? { isBroken || cursor >= statement.count ? nil : statement[cursor] }

  /// The token behind the next one.
  var peekSecond: Token? { isBroken || cursor + 1 >= statement.count ? nil : statement[cursor + 1] }

  /// Where the end of the line is, for what is missing there.
  var endRange: SourceRange {
    let end = statement.last?.end ?? line.end
    return SourceRange(start: end, end: end)
  }

  /// From a place to the end of what has been read of this line.
  func range(from start: Int) -> SourceRange {
    SourceRange(start: start, end: cursor > 0 ? max(start, statement[cursor - 1].end) : start)
  }

  func isWord(_ token: Token?, _ word: StaticString) -> Bool {
    guard let token, token.kind == .word, token.end - token.start == word.utf8CodeUnitCount else {
      return false
    }
    return word.withUTF8Buffer { $0.elementsEqual(bytes[token.start..<token.end]) }
  }

  func isNext(_ word: StaticString) -> Bool { isWord(peek, word) }

  mutating func accept(_ kind: Token.Kind) -> Token? {
    guard let token = peek, token.kind == kind else { return nil }
    cursor += 1
    return token
  }

  @discardableResult mutating func accept(_ word: StaticString) -> Bool {
    guard isNext(word) else { return false }
    cursor += 1
    return true
  }

  /// Takes a word that must stand here.
  @discardableResult mutating func expect(_ word: StaticString) -> Bool {
    if accept(word) { return true }
    failHere(.missingWord, "`\(word)`")
    return false
  }

  /// Reports that one of some words was expected here, and which of them is the nearest.
  mutating func failHere(_ code: SyntaxCode, _ expected: String, meant words: [String]) {
    let nearest = peek.flatMap { Spelling.nearest(to: text($0), in: words) }
    failHere(code, expected, help: nearest.map { "did you mean `\($0)`?" })
  }

  /// Reports that something else was expected here.
  mutating func failHere(_ code: SyntaxCode, _ expected: String, help: String? = nil) {
    fail(.missing(code, expected: expected, found: found).withHelp(help), at: peek?.range ?? endRange)
  }

  /// What stands here instead, in words; nil at the end of the line.
  var found: String? {
    peek.map { "`\(text($0))`" }
  }

  /// Reports what is left of the line.
  mutating func finishLine() {
    guard let token = peek else { return }
    let range = token.range.through(statement[statement.count - 1].range)
    fail(.unexpectedText(text(range)), at: range)
  }
}

/// Says what is wrong with a pattern, with the offset of its place in the pattern; nil where it compiles.
package typealias PatternCheck = @Sendable (_ pattern: String) -> (message: String, offset: Int)?
