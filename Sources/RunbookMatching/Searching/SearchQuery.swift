/// What people type to find something: words, all of which must stand in a text; `"phrases"`, `prefi*`, `-without`.
package struct SearchQuery: Sendable, Hashable {
  package let words: [SearchWord]

  /// Why a query cannot be looked for, in one sentence, and what to do.
  package struct Problem: Error, Sendable, Hashable {
    package let message: String
    package let remedy: String?
  }

  /// - Parameters:
  ///   - arguments: each as a shell hands it over; one with blanks and without quotes is a phrase.
  ///   - hasPattern: words need not be there, for a pattern says what is looked for.
  package init(_ arguments: [String], hasPattern: Bool = false) throws(Problem) {
    var words: [SearchWord] = []
    for argument in arguments { words += try Self.words(in: argument) }
    self.words = words
    if hasPattern || words.contains(where: { !$0.isExcluded && $0.hasLetters }) { return }
    guard let word = words.first else {
      throw Problem(message: "nothing to look for", remedy: "`runbook search coredns` looks for a word")
    }
    throw words.allSatisfy(\.isExcluded)
      ? Problem(
        message: "all words have a minus before them, so there is nothing to look for",
        remedy: "add a word that must be there")
      : Problem(
        message: "`\(word.text)` has no letter or digit, and only those are in the index",
        remedy: "add a word that stands near it, or look with --pattern")
  }

  /// In the language of FTS5; nil where an index of words knows none of them.
  ///
  /// What FTS5 cannot tell apart is left to the words themselves, so it must never find less than they do.
  package func narrowing(and further: [SearchWord] = []) -> String? {
    let wanted = (words.filter { !$0.isExcluded && $0.hasLetters } + further).map(Self.phrase)
    if wanted.isEmpty { return nil }
    let unwanted = words.filter { $0.isExcluded && $0.isPlain }.map(Self.phrase)
    return unwanted.reduce("(" + wanted.joined(separator: " AND ") + ")") { "(\($0) NOT \($1))" }
  }

  private static func phrase(_ word: SearchWord) -> String {
    "\"" + word.text.replacing("\"", with: "\"\"") + "\"" + (word.isPrefix ? " *" : "")
  }

  private static func words(in argument: String) throws(Problem) -> [SearchWord] {
    let argument = argument.replacing("\0", with: " ")
    if argument.contains(where: \.isWhitespace), !argument.contains("\"") {
      // The shell has taken the quotes away.
      guard let word = word(argument, isQuoted: true) else { return [] }
      return [word]
    }
    var words: [SearchWord] = []
    var rest = argument[...]
    while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
      rest = rest[start...]
      // An arrow or an option is no exclusion.
      let isExcluded =
        rest.first == "-" && rest.dropFirst().first.map { !$0.isWhitespace && !"->".contains($0) } == true
      let inner = isExcluded ? rest.dropFirst() : rest
      if inner.first == "\"" {
        guard let end = inner.dropFirst().firstIndex(of: "\"") else {
          throw Problem(message: "a phrase begins with a quote and has none at its end", remedy: nil)
        }
        let text = inner[inner.index(after: inner.startIndex)..<end]
        rest = inner[inner.index(after: end)...]
        let isPrefix = rest.first == "*"
        if isPrefix { rest = rest.dropFirst() }
        if text.contains(where: { !$0.isWhitespace }) {
          words.append(SearchWord(String(text), isPrefix: isPrefix, isExcluded: isExcluded))
        }
      } else {
        let end = inner.firstIndex(where: \.isWhitespace) ?? inner.endIndex
        if let word = word(String(inner[..<end]), isExcluded: isExcluded) { words.append(word) }
        rest = inner[end...]
      }
    }
    return words
  }

  private static func word(_ text: String, isQuoted: Bool = false, isExcluded: Bool = false) -> SearchWord? {
    let isPrefix = text.count > 1 && text.hasSuffix("*")
    let word = isPrefix ? String(text.dropLast()) : text
    if isQuoted, word.hasPrefix("-") {
      return SearchWord(String(word.dropFirst()), isPrefix: isPrefix, isExcluded: true)
    }
    return word.allSatisfy(\.isWhitespace)
      ? nil : SearchWord(word, isPrefix: isPrefix, isExcluded: isExcluded)
  }
}
