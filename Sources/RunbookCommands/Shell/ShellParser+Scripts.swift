/// What ends a script inside a compound command.
struct Closers: Sendable {
  var words: [String] = []
  var isParenthesis = false
  /// `;;`, `;&`, `;;&`
  var isClauseEnd = false

  static let nothing = Closers()
  static let parenthesis = Closers(isParenthesis: true)
  static func words(_ words: String...) -> Closers { Closers(words: words) }
}

extension ShellParser {
  /// The words that only ever close or divide a compound command.
  static let closingWords: Set<String> = ["then", "elif", "else", "fi", "do", "done", "esac", "}"]

  mutating func parseScript(until closers: Closers) -> Script {
    var script = Script()
    while true {
      skipBlanksAndLines()
      guard !isAtEnd, !isAt(closers) else { return script }
      let before = at
      if let statement = parseStatement() { script.statements.append(statement) }
      if at == before { skipUnexpected() }
    }
  }

  /// A script that must hold a command, as in `then …`; `opener` is what stands before it.
  mutating func parseBody(until closers: Closers, after opener: String, from start: Int) -> Script {
    let script = parseScript(until: closers)
    if script.statements.isEmpty, !isAtEnd {
      report(ReadingProblems.noCommand(after: opener), from: start, length: opener.utf8.count)
    }
    return script
  }

  func isAt(_ closers: Closers) -> Bool {
    if closers.isParenthesis, peek() == .close { return true }
    if closers.isClauseEnd, looks(";;") || looks(";&") { return true }
    guard !closers.words.isEmpty, let word = bareWord() else { return false }
    return closers.words.contains(word)
  }

  private mutating func skipUnexpected() {
    let length = bareWord()?.utf8.count ?? (looks(";;") || looks("&&") || looks("||") ? 2 : 1)
    report(ReadingProblems.unexpected(string(at, at + length)), from: at, length: length)
    at += length
  }

  /// Pipelines up to the end of the line, `;` or `&`, which is passed.
  mutating func parseStatement() -> Statement? {
    guard let first = parsePipeline() else { return nil }
    var statement = Statement(pipelines: [first])
    while true {
      skipBlanks()
      guard looks("&&") || looks("||") else { break }
      let joint: Statement.Joint = peek() == .ampersand ? .and : .or
      let operatorStart = at
      at += 2
      skipBlanksAndLines()
      guard let next = parsePipeline() else {
        let token = joint == .and ? "&&" : "||"
        report(ReadingProblems.noCommand(after: token), from: operatorStart, length: 2)
        break
      }
      statement.pipelines.append(next)
      statement.joints.append(joint)
    }
    if looks(";;") || looks(";&") { return statement }
    if peek() == .semicolon {
      at += 1
    } else if peek() == .ampersand {
      at += 1
      statement.isBackground = true
    } else if !isAtEnd, peek() != .newline, peek() != .close {
      if let word = bareWord(), Self.closingWords.contains(word) { return statement }
      let length = bareWord()?.utf8.count ?? 1
      report(ReadingProblems.unexpected(string(at, at + length)), from: at, length: length)
    }
    return statement
  }

  mutating func parsePipeline() -> Pipeline? {
    var pipeline = Pipeline()
    let start = at
    while let word = bareWord() {
      if word == "!" {
        pipeline.isNegated.toggle()
      } else if word == "time" {
        pipeline.isTimed = true
      } else if !(pipeline.isTimed && (word == "-p" || word == "--")) {
        break
      }
      at += word.utf8.count
      skipBlanks()
    }
    let hasPrefix = at > start
    guard let first = parseCommand() else { return hasPrefix ? pipeline : nil }
    pipeline.commands = [first]
    while true {
      skipBlanks()
      guard peek() == .bar, peek(1) != .bar else { return pipeline }
      let operatorStart = at
      at += peek(1) == .ampersand ? 2 : 1
      skipBlanksAndLines()
      guard let next = parseCommand() else {
        report(ReadingProblems.noCommand(after: "|"), from: operatorStart, length: 1)
        return pipeline
      }
      pipeline.commands.append(next)
    }
  }
}
