import RunbookModel

/// Every word of the language, by where it stands. The reference, the examples and the mistakes in the tests are
/// held to it, and it is held to the parser.
package enum Grammar {
  package static let statements = unique(
    Words.file + Words.fix + Words.start + Words.call + Words.manual + Words.confirm + Words.ask
      + Words.outcome
      + Words.defaults + Words.finally)

  /// The words that can begin a line of the block that another word begins; nil is the top of the file.
  package static func statements(in word: String?) -> [String] {
    switch word {
    case nil: Words.file
    case "path": Words.flow
    case "parallel", "each": ["step"]
    case "step": Words.step
    case "fix": Words.fix
    case "start": Words.start
    case "call": Words.call
    case "manual": Words.manual
    case "confirm": Words.confirm
    case "ask": Words.ask
    case "outcome": Words.outcome
    case "defaults": Words.defaults
    case "finally": Words.finally
    default: []
    }
  }

  /// Names that no step, path or outcome may have.
  package static let reserved = Words.reserved

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
