import RunbookModel

/// Every word of the language, by where it stands. The reference, the examples and the mistakes in the tests are
/// held to it, and it is held to the parser.
package enum Grammar {
  package static let statements = unique(
    Words.file + Words.fix + Words.start + Words.call + Words.manual + Words.confirm + Words.ask
      + Words.outcome
      + Words.defaults + Words.finally)

  package static let targets = ["next", "stop"]

  package static let quantifiers = ["every", "some", "no", "at", "least", "most", "exactly"]

  package static let selectors = unique(
    Parser.selectors + ["row", "all", "p95", "in", "where", "and", "after", "before"])

  /// The functions and what they are given.
  package static let computing = unique(
    Computation.Function.allCases.map(\.rawValue) + Computation.Parameter.allCases.map(\.rawValue))

  package static let operators = [
    "is", "are", "not", "empty", "complete", "one", "of", "within", "contains", "contain", "overlaps",
    "overlap",
    "starts", "start", "ends", "end", "with", "matches", "match", "exists", "exist",
  ]

  package static let conditions = ["any", "passes", "fails", "flaky", "unknown", "skipped"]

  /// Words inside a statement that its first word calls for.
  package static let joints = [
    "as", "matching", "cluster", "from", "times", "up", "to", "every", "need", "after", "when", "port",
    "answers", "in",
    "at", "once", "none",
  ]

  package static let values = unique(
    ValueType.allCases.map(\.rawValue) + Outcome.Severity.written.map(\.rawValue) + ["bash", "sh"]
      + ["read", "probe", "change"])

  /// All of them, each once; the arrow in its two spellings too.
  package static let words = unique(
    statements + targets + quantifiers + selectors + computing + operators + conditions + joints + values)

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
