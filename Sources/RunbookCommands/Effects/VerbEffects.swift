import RunbookModel

/// What the verbs of one tool do.
///
/// Written as lines, `read: get config/view`, where a slash joins the words of a path; the longest path that the
/// arguments begin with counts. What stands nowhere is unknown.
struct VerbEffects: Sendable {
  private let effects: [String: Effect]
  /// The paths that go on.
  private let inner: Set<String>
  /// Without a verb; nil where that is not known.
  let bare: Effect?

  init(bare: Effect? = .read, _ text: String) {
    var effects: [String: Effect] = [:]
    var inner: Set<String> = []
    for line in text.utf8.split(separator: .newline) {
      let halves = line.split(separator: .colon, maxSplits: 1)
      guard halves.count == 2, let effect = Effect(rawValue: String(Substring(halves[0]))) else {
        preconditionFailure("a line of verbs without its effect: \(Substring(line))")
      }
      for word in halves[1].split(separator: .space) {
        let verb = String(Substring(word))
        precondition(effects.updateValue(effect, forKey: verb) == nil, "a verb that stands twice: \(verb)")
        var path = word
        while let slash = path.lastIndex(of: .slash) {
          path = path[..<slash]
          inner.insert(String(Substring(path)))
        }
      }
    }
    self.effects = effects
    self.inner = inner
    self.bare = bare
  }

  /// What these operands ask for, and the verb that decides.
  struct Found {
    let effect: Effect
    /// The words of the path.
    let verbs: [Word]
    /// Why it is unknown.
    var reason: String?
    var path: String { verbs.compactMap(\.literal).joined(separator: "/") }
  }

  func find(_ operands: some Collection<Word>) -> Found {
    guard let first = operands.first else {
      return Found(effect: bare ?? .unknown, verbs: [], reason: EffectProblems.verbAtRunTime)
    }
    var path = ""
    var words: [Word] = []
    var found: Found?
    for word in operands {
      guard let literal = word.literal else {
        // What is filled in may go on the path.
        if path.isEmpty || inner.contains(path) {
          return Found(effect: .unknown, verbs: words, reason: EffectProblems.verbAtRunTime)
        }
        break
      }
      path += (path.isEmpty ? "" : "/") + literal
      words.append(word)
      if let effect = effects[path] { found = Found(effect: effect, verbs: words) }
      guard inner.contains(path) else { break }
    }
    return found
      ?? Found(
        effect: .unknown, verbs: [first],
        reason: EffectProblems.noVerb(words.compactMap(\.literal).joined(separator: " ")))
  }
}
