import RunbookModel

/// Which words begin a statement, by the block they stand in.
enum Words {
  static let head = [
    "language", "about", "tags", "owner", "use", "let", "secret", "needs", "param", "defaults",
  ]
  static let flow = [
    "step", "parallel", "each", "decide", "fix", "start", "call", "manual", "confirm", "ask", "→",
  ]
  static let declarations = ["path", "outcome"]
  static let file = ["runbook"] + head + flow + declarations + ["finally"]

  static let branches = BranchWord.allCases.map(\.rawValue)
  static let doing = ["run", "stdin", "on", "timeout", "effect", "cleanup", "env", "keep"]
  static let step =
    doing + ["expect", "capture", "when", "hint", "retry", "sample", "stop", "each"] + branches
  static let fix = step + ["undo", "verify"]
  static let start = doing + ["ready"] + branches
  static let call = ["when", "on", "timeout"] + branches
  static let manual = ["when"] + branches
  static let confirm = ["yes", "no"]
  static let ask = ["when"]
  static let outcome = ["severity", "→", "->"]
  static let defaults = ["timeout", "budget", "shell", "env", "keep"]
  static let finally = ["run", "step"]

  /// Names that no step, path or outcome may have.
  static let reserved = ["next", "stop", "any", "otherwise"]

  /// Where a word of the language belongs, in words; nil for a word that no statement begins with.
  static func place(of word: String) -> String? {
    if word == "runbook" { return "in the first line" }
    if head.contains(word) { return "in the head, above the first step" }
    if flow.contains(word) && word != "each" { return "at the start of a line, or in a `path`" }
    if declarations.contains(word) || word == "finally" { return "at the start of a line" }
    if step.contains(word) { return "in a `step`" }
    if fix.contains(word) { return "in a `fix`" }
    if start.contains(word) { return "in a `start`" }
    if confirm.contains(word) { return "in a `confirm`" }
    if outcome.contains(word) { return "in an `outcome`" }
    if defaults.contains(word) { return "in `defaults`" }
    return nil
  }
}

extension Parser {
  /// The statement that an opened line is, among those its block can have.
  ///
  /// A word that is none of them is reported. It becomes the nearest one, and the rest of its line is read
  /// quietly; or, where none is near, or the word belongs elsewhere, nil: then the line is still to be taken.
  mutating func statementWord(
    _ opening: inout Opening, among words: [String], in place: String, _ block: inout Block
  )
    -> String?
  {
    let first = lexer.tokens[lexer.tokens.count - 1]
    if first.kind == .arrow, words.contains("→") {
      block.lastWord = "→"
      return "→"
    }
    let word = first.kind == .arrow ? "→" : opening.word.text
    if first.kind == .word, words.contains(word) {
      block.lastWord = word
      return word
    }
    if block.isLineReported { isQuiet = true }
    guard first.kind == .word else {
      report(.missing(.missingStatement, expected: "a statement", found: "`\(word)`"), at: first.range)
      return nil
    }
    let letters = word.last == ":" ? String(word.dropLast()) : word
    if let belongs = Words.place(of: letters), !words.contains(letters) {
      report(.misplacedWord(letters, in: place, belongs: belongs), at: first.range)
      return nil
    }
    let nearest = words.contains(letters) ? letters : Spelling.nearest(to: letters, in: words)
    report(.unknownWord(word, in: place, nearest: nearest, all: words), at: first.range)
    isQuiet = true
    guard let nearest, nearest != "→" else { return nil }
    block.lastWord = nearest
    opening.word = Spelled(nearest, first.range)
    return nearest
  }

  /// Reads a statement that stands in a block which cannot have it, to be lifted out of that block; else skips it.
  mutating func liftOrSkip(_ opening: Opening, depth: Int) {
    let word = opening.word.text
    if Words.flow.contains(word), word != "each", word != "→" {
      if let node = flowStatement(word, opening, depth: depth) { liftedFlow.append(node) }
    } else if word == "path" || word == "outcome" {
      liftedDeclarations.append(declaration(word, opening, depth: depth))
    } else {
      skip()
    }
  }

  /// One of a fixed list of words.
  mutating func choice<Choice: RawRepresentable<String>>(
    _ all: [Choice], _ problem: (_ found: String, _ all: [String], _ nearest: String?) -> Problem
  ) -> Located<Choice>? {
    guard !isBroken else { return nil }
    let names = all.map(\.rawValue)
    guard let token = peek, token.kind == .word || token.kind == .literal || token.kind == .string else {
      fail(problem(found ?? "the end of the line", names, nil), at: peek?.range ?? endRange)
      return nil
    }
    let word = text(token)
    guard let value = Choice(rawValue: word), names.contains(word) else {
      fail(problem("`\(word)`", names, Spelling.nearest(to: word, in: names)), at: token.range)
      return nil
    }
    cursor += 1
    return Located(value, token.range)
  }
}
