/// Why a pattern does not compile, in the words of PCRE2.
package struct PatternProblem: Error, Sendable, Hashable {
  /// Lower case, no period: `missing closing parenthesis`.
  package let message: String
  /// Bytes into the pattern where reading it stopped.
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// What is wrong with the text of a pattern, as it stands between its slashes with `\/` already a slash; nil: it compiles.
package func problem(inPattern text: String) -> PatternProblem? {
  CompiledPattern.problem(in: text)
}
