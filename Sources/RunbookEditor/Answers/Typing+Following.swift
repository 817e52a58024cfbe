import RunbookLanguage
import RunbookModel

/// What the words before a place on its line call for: the grammar, read from its end.
extension Typing {
  struct Following {
    enum Want { case step, column, variable }
    var words: [String] = []
    var wants: [Want] = []

    init(_ words: [String] = [], _ wants: Want...) {
      self.words = words
      self.wants = wants
    }
  }

  func following(steps: Set<String>) -> Following {
    switch first {
    case "retry", "sample": attempts
    case "each": item
    case "stop": Following(words.count == 1 ? ["after"] : [])
    case "when": condition(steps)
    case "expect": expectation(Array(words.dropFirst()))
    case "capture": capture
    case "ready": ready
    case _ where parent == "decide": condition(steps)
    default: Following()
    }
  }

  /// `3 times every 2s`, `up to 1m every 5s`, `20 times every 200ms, need 95%`.
  private var attempts: Following {
    switch (words.last, words.count) {
    case (_, 1): Following(["up"])
    case ("up", _): Following(["to"])
    case ("times", _): Following(["every"])
    case (",", _): Following(first == "sample" ? ["need"] : [])
    case (_, 2): Following(["times"])
    case (_, 4) where words[1] == "up": Following(["every"])
    default: Following()
    }
  }

  /// `node in $nodes, 8 at once`.
  private var item: Following {
    switch (words.last, words.count) {
    case ("at", _): Following(["once"])
    case (_, 2): Following(["in"])
    case (_, 3): Following([], .variable)
    case (_, 6...) where words[words.count - 2] == ",": Following(["at"])
    default: Following()
    }
  }

  /// `dns fails and $loss < 5%`.
  private func condition(_ steps: Set<String>) -> Following {
    guard let last, last != "when", last != "and" else {
      return Following(parent == "decide" || first == "when" ? ["any"] : [], .step, .variable)
    }
    if last == "any" || steps.contains(last) { return Following(Grammar.conditions.filter { $0 != "any" }) }
    if Grammar.conditions.contains(last) { return Following(["and"]) }
    return comparison ?? Following(["and"])
  }

  private var capture: Following {
    guard let from = words.firstIndex(of: "from") else { return Following(words.count == 2 ? ["from"] : []) }
    let selector = Array(words[(from + 1)...])
    if selector.isEmpty { return Following(Grammar.selectors) }
    var following = expectation(selector)
    // What is kept is not compared, but where `where` stands.
    if !selector.contains("where") {
      let isComplete = following.words.contains("is")
      following.words.removeAll { Grammar.operators.contains($0) }
      if isComplete { following.words.insert("as", at: 0) }
    }
    return following
  }

  private var ready: Following {
    switch words.count {
    case 1: return Following(["when"])
    case 2: return Following(Grammar.selectors + ["port"], .variable)
    default:
      guard words[2] == "port" else { return expectation(Array(words.dropFirst(2))) }
      return Following(words.count == 4 ? ["answers"] : [])
    }
  }

  /// Behind a quantifier, a selector or an operator.
  private func expectation(_ words: [String]) -> Following {
    guard let last = words.last else { return Following(Grammar.quantifiers + Grammar.selectors, .variable) }
    let before = words.count > 1 ? words[words.count - 2] : ""
    switch last {
    case "every", "some", "no", "count", "distinct", "sum", "min", "max", "median", "p95":
      return Following(Grammar.selectors, .variable)
    case "at" where words.count == 1: return Following(["least", "most"])
    case "find": return Following(["all"])
    case "least", "most", "exactly", "first", "last", "json", "yaml": return Following()
    case "column", "where": return Following([], .column)
    case "and" where words.contains("where"): return Following([], .column)
    case "in": return Following([], .variable)
    case _ where ["least", "most", "exactly", "first", "last"].contains(before):
      return Following(Grammar.selectors, .variable)
    case _ where before == "where" || before == "and": return Following(Self.comparisons)
    default: return arguments(words) ?? comparison ?? Following(Self.comparisons + Self.narrowings)
    }
  }

  /// Of a function: those that are not given yet.
  private func arguments(_ words: [String]) -> Following? {
    let fronts = words.prefix {
      Grammar.quantifiers.contains($0) || Self.fronts.contains($0) || Int($0) != nil
    }
    guard fronts.count < words.count, let function = Computation.Function(rawValue: words[fronts.count])
    else { return nil }
    let behind = words[(fronts.count + 1)...]
    if behind.last?.hasSuffix("=") ?? false { return Following([], .variable) }
    guard behind.allSatisfy({ $0.contains("=") }) else { return nil }
    func isGiven(_ parameter: Computation.Parameter) -> Bool {
      behind.contains { $0.hasPrefix(parameter.rawValue + "=") }
    }
    let left = function.parameters.filter { !isGiven($0) }.map { $0.rawValue + "=" }
    return Following(left + (function.required.allSatisfy(isGiven) ? Self.comparisons : []))
  }

  /// Within and behind an operator; nil where none has begun.
  private var comparison: Following? {
    let before = words.count > 1 ? words[words.count - 2] : ""
    switch words.last {
    case "is", "are": return Following(["not"] + Self.states, .variable)
    case "not":
      return before == "is" || before == "are"
        ? Following(Self.states, .variable) : Following(Self.comparisons.filter { $0 != "is" && $0 != "not" })
    case "one": return Following(["of"])
    case "starts", "start", "ends", "end": return Following(["with"])
    case "contains", "contain", "within", "overlaps", "overlap", "with", "of", "<", "<=", ">", ">=":
      return Following([], .variable)
    case "matches", "match", "exists", "exist", "empty", "complete": return Following()
    case _ where words.contains(where: Self.isOperator):
      return Following(words.contains("where") ? ["and"] + Self.comparisons : [])
    default: return nil
    }
  }

  private static func isOperator(_ word: String) -> Bool {
    Grammar.operators.contains(word) && word != "in" || ["<", "<=", ">", ">="].contains(word)
  }

  private static let comparisons = [
    "is", "not", "contains", "matches", "starts", "ends", "overlaps", "exists",
  ]
  private static let states = ["empty", "complete", "one", "within"]
  private static let fronts = ["count", "distinct", "first", "last"]
  private static let narrowings = ["where", "in", "after", "before"]
}
