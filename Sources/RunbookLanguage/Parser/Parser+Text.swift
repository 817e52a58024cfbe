import RunbookModel

extension Parser {
  /// Takes the lines under a statement as text, or none where no deeper line follows.
  ///
  /// The indentation of the first line is cut from each. Blank lines inside stay, those at the end are left.
  mutating func textBlock(deeperThan parent: Int, isReported: Bool = true) -> TextSyntax? {
    var last = lineIndex - 1
    var index = lineIndex
    while index < lexer.lines.count {
      let line = lexer.lines[index]
      if !line.isBlank {
        guard line.indentation > parent else { break }
        last = index
      }
      index += 1
    }
    guard last >= lineIndex else { return nil }
    while lexer.lines[lineIndex].isBlank { takeTrivia(lexer.lines[lineIndex]) }
    let first = lexer.lines[lineIndex]
    let cut = first.content - first.start
    var ranges: [SourceRange] = []
    while lineIndex <= last {
      let line = lexer.lines[lineIndex]
      if isReported, !line.isBlank, line.indentation < first.indentation {
        let problem = Problem.betweenIndentations(
          found: line.indentation, parent: parent, text: first.indentation)
        report(problem, at: SourceRange(start: line.start, end: line.content))
      }
      ranges.append(lexer.takeText(line, cut: cut))
      lineIndex += 1
    }
    isBlankAbove = false
    let range = ranges[0].through(ranges[ranges.count - 1])
    lastEnd = range.end
    return TextSyntax(text: joined(ranges), range: range, lines: ranges, isBlock: true)
  }

  private func joined(_ ranges: [SourceRange]) -> String {
    if ranges.count == 1 { return text(ranges[0]) }
    var all: [UInt8] = []
    for range in ranges {
      if range != ranges[0] { all.append(Bytes.lineFeed) }
      all.append(contentsOf: bytes[range.start..<range.end])
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// Shell text behind the word of an opened line, or in the block under it.
  mutating func shellText(_ opening: inout Opening) -> TextSyntax? {
    let beside = lexer.takeText(line)
    lineIndex += 1
    if beside.start == beside.end {
      if let block = textBlock(deeperThan: line.indentation) { return block }
      report(.missingCommand(opening.word.text), at: opening.word.range)
      return nil
    }
    opening.range = opening.range.through(beside)
    lastEnd = beside.end
    if endsInBackslash(beside) {
      report(.continuedCommand(opening.word.text), at: SourceRange(start: beside.end - 1, end: beside.end))
      skipBlock()
    } else if let block = textBlock(deeperThan: line.indentation, isReported: false) {
      let first = block.lines[0]
      report(.textAndBlock(opening.word.text), at: first)
    }
    return TextSyntax(text: text(beside), range: beside, lines: [beside], isBlock: false)
  }

  private func endsInBackslash(_ range: SourceRange) -> Bool {
    bytes[range.start..<range.end].reversed().prefix { $0 == Bytes.backslash }.count % 2 == 1
  }

  /// A text block that may not begin behind its word: `about`, `stdin`.
  mutating func plainText(_ opening: inout Opening) -> TextSyntax? {
    let beside = lexer.takeText(line)
    lineIndex += 1
    if beside.start < beside.end {
      opening.range = opening.range.through(beside)
      report(.textBeside(opening.word.text), at: beside)
      isQuiet = true
    }
    if let block = textBlock(deeperThan: line.indentation) { return block }
    report(.emptyBlock(opening.word.text, "its text"), at: opening.word.range)
    return nil
  }

  /// The prose of a block whose clauses have ended: the line at hand and all that follow in the block.
  mutating func prose(under opening: Opening, clauses: [String]) -> TextSyntax? {
    let text = textBlock(deeperThan: opening.indentation)
    for line in text?.lines ?? [] where looksLikeClause(line, clauses) {
      report(.clauseInProse(firstWord(from: line.start, to: line.end)), at: line)
    }
    return text
  }

  /// A line of prose that reads exactly as `severity warning` or as an arrow to a file.
  private func looksLikeClause(_ line: SourceRange, _ clauses: [String]) -> Bool {
    guard line.start < line.end, clauses.contains(firstWord(from: line.start, to: line.end)) else {
      return false
    }
    let words = text(line).split(separator: " ")
    guard words.count >= 2 else { return false }
    return switch words[0] {
    case "severity": words.count == 2 && Outcome.Severity(rawValue: String(words[1])) != nil
    case "→", "->": words[1].hasPrefix("\"")
    default: words[1] == "→" || words[1] == "->"
    }
  }

  /// The word that a line begins with, without opening the line.
  func firstWord(from start: Int, to end: Int) -> String {
    if let length = Bytes.arrow(in: bytes, at: start), start + length <= end { return "→" }
    var last = start
    while last < end, !Bytes.isBlank(bytes[last]) { last += 1 }
    return String(decoding: bytes[start..<last], as: UTF8.self)
  }
}
