import RunbookModel

/// Sets the tokens of one statement: one blank between them, with the exceptions below.
///
/// - No blank before a comma; none around the `=` of an argument.
/// - Tokens that stand together make one bare word of the head or of an argument (`>=1.2`), so they stay together.
///   In expectations and conditions a comparison is an operator, and has its blanks.
/// - What begins with `#` stays where it stands: behind a blank it would be a comment.
struct Spacing {
  private let statement: Placement.Statement
  private let tokens: [Token]
  private let source: SourceText
  /// `=` gives a default or a value, instead of an argument.
  private let isDefinition: Bool
  /// The first arrow of the statement: behind it `<` is no operator.
  private let arrow: Int?

  init(_ statement: Placement.Statement, _ tokens: [Token], _ source: SourceText) {
    self.statement = statement
    self.tokens = tokens
    self.source = source
    isDefinition = statement.role != .row && ["param", "let", "ask"].contains(statement.word)
    arrow = tokens.first { $0.kind == .arrow }?.start
  }

  func line(_ blankLinesAbove: Int) -> LaidLine {
    var line = LaidLine(
      kind: .statement(statement), depth: statement.depth, cells: [], blankLinesAbove: blankLinesAbove)
    var tokens = tokens[...]
    if let last = tokens.last, last.kind == .comment { line.comment = text(tokens.removeLast()) }
    for column in statement.columns {
      let cell = tokens.prefix { $0.start < column }
      line.cells.append(set(cell))
      tokens = tokens[cell.endIndex...]
    }
    line.cells.append(set(tokens))
    return line
  }

  private func set(_ tokens: ArraySlice<Token>) -> String {
    var text = ""
    var previous: Token?
    for token in tokens {
      if let previous, isBlank(between: previous, token) { text += " " }
      text += self.text(token)
      previous = token
    }
    return text
  }

  private func isBlank(between first: Token, _ second: Token) -> Bool {
    if second.kind == .comma { return false }
    let areTogether = first.end == second.start
    if areTogether, source.bytes[second.start] == Bytes.hash { return false }
    if first.kind == .equals || second.kind == .equals { return isDefinition }
    return !(areTogether && isWordPart(first) && isWordPart(second))
  }

  /// Whether a token can be a part of a bare word that is several tokens.
  private func isWordPart(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .literal, .path: true
    case .comparison: !comparesValues || token.start > arrow ?? .max
    case .mark, .blank, .lineEnd, .comment, .string, .pattern, .variable, .comma, .equals, .arrow, .text,
      .invalid:
      false
    }
  }

  private var comparesValues: Bool {
    statement.role == .row || ["expect", "capture", "when", "ready"].contains(statement.word)
  }

  private func text(_ token: Token) -> String { token.kind == .arrow ? "→" : source.text(in: token.range) }
}
