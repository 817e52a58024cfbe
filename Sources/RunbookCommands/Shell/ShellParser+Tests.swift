extension ShellParser {
  /// `[[ … ]]`, from behind `[[`: its words, for the operators say nothing about names or programs.
  mutating func parseTest(from start: Int) -> ShellCommand.Kind {
    var words: [Word] = []
    var isPattern = false
    while true {
      skipBlanksAndLines()
      guard let byte = peek() else { break }
      if !isPattern, bareWord() == "]]" {
        at += 2
        return .test(words)
      }
      if isPattern {
        words.append(parseWord(.regularExpression))
        isPattern = false
      } else if byte.endsWord, !opensProcess() {
        at += 1
      } else {
        let word = parseWord()
        if word.parts.isEmpty { at += 1 }
        isPattern = word.bare == "=~"
        words.append(word)
      }
    }
    report(ReadingProblems.test, from: start, length: 2)
    return .test(words)
  }
}
