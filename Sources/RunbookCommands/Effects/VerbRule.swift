import RunbookModel

/// A tool whose verbs say what it does.
struct VerbRule: Sendable {
  let options: ValueOptions
  let verbs: VerbEffects
  /// What its changes change: `the cluster`.
  let realm: String
  /// Options with which it only says what it would do.
  var dryRun: [String] = []
  /// What is left to say of some verbs; nil where the table says all.
  var refine: (@Sendable (Call, Arguments, VerbEffects.Found) -> CommandEffect?)?

  func callAsFunction(_ call: Call) -> CommandEffect {
    let arguments = Arguments(call.arguments, valued: options)
    let found = verbs.find(arguments.own)
    if call.arguments.prefix(while: { $0.literal != "--" }).contains(where: \.asksForHelp) {
      return call.read
    }
    if let refined = refine?(call, arguments, found) { return refined }
    if found.verbs.isEmpty, call.invocation.isOpen { return call.unknown(EffectProblems.verbAtRunTime) }
    let last = found.verbs.last
    let words = found.verbs.compactMap(\.literal)
    switch found.effect {
    case .read: return call.answer(.read, "", last, verbs: words)
    case .probe: return call.answer(.probe, EffectProblems.opens, last, verbs: words)
    case .unknown:
      return call.answer(
        .unknown, found.reason ?? EffectProblems.noVerb(words.joined(separator: " ")), last, verbs: words)
    case .change:
      switch dryness(arguments) {
      case .dry: return call.answer(.read, "", last, verbs: words)
      case .unclear: return call.answer(.unknown, EffectProblems.verbAtRunTime, last, verbs: words)
      case .real: return call.answer(.change, EffectProblems.changes(realm), last, verbs: words)
      }
    }
  }

  enum Dryness { case dry, real, unclear }

  /// Whether it only says what it would do.
  func dryness(_ arguments: Arguments) -> Dryness {
    guard let option = arguments.options.last(where: { dryRun.contains($0.name) }) else { return .real }
    guard let value = option.value else { return .dry }
    guard let text = value.literal else { return .unclear }
    return ["none", "false", ""].contains(text) ? .real : .dry
  }
}

extension Word {
  /// Written out: `-ph` may be the value of `-p`.
  fileprivate var asksForHelp: Bool { literal == "--help" || literal == "-h" }
}
