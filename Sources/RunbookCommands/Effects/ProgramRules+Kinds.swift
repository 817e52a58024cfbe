import RunbookModel

/// The kinds of rules that many programs share. What they hold is built when they are asked, for most never are.
extension ProgramRules {
  static func words(_ text: String) -> [String] {
    text.utf8.split { $0 == .space || $0 == .newline }.map { String(Substring($0)) }
  }

  /// The rules of several programs; statement by statement, which compiles a hundred times faster than one literal.
  static func table(_ fill: (inout RuleTable) -> Void) -> [String: EffectRule] {
    var table = RuleTable()
    fill(&table)
    return table.rules
  }

  /// A program whose options and verbs decide: what it looks with, and what it changes.
  static func verbs(
    _ realm: String, options: String = "", dryRun: [String] = [], bare: Effect? = .read, _ text: String
  ) -> EffectRule {
    { call in
      let rule = VerbRule(
        options: ValueOptions(options), verbs: VerbEffects(bare: bare, text), realm: realm, dryRun: dryRun)
      return rule(call)
    }
  }

  /// A program that only looks, unless one of its options says otherwise.
  /// - Parameters:
  ///   - valued: options that take a value.
  ///   - writes: those of them whose value is a file that is written.
  ///   - changes: options that change something.
  ///   - opaque: options with which it is not known what happens.
  static func looks(
    valued: String = "", writes: String = "", changes: String = "", opaque: String = "",
    realm: String = "this machine"
  ) -> EffectRule {
    { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions(valued + " " + writes))
      if words(changes).contains(where: { arguments.has($0) }) {
        return call.change(EffectProblems.changes(realm))
      }
      if words(opaque).contains(where: { arguments.has($0) }) {
        return call.unknown(EffectProblems.ownProgram)
      }
      let written = words(writes).compactMap { arguments.first($0) }
      // An option that is cut short has its value behind it, where it cannot be told from an operand.
      if written.contains(where: { $0.value == nil }) { return call.change(EffectProblems.writes) }
      return call.writing(written.compactMap(\.value))
    }
  }

  /// A program that changes something, unless one of its options says that it only looks.
  static func changes(
    _ realm: String, valued: String = "", unless: String, orWithoutOperands: Bool = false
  ) -> EffectRule {
    { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions(valued))
      let looks =
        words(unless).contains { name in arguments.options.contains { $0.name == name } }
        || (orWithoutOperands && arguments.operands.isEmpty && !call.invocation.isOpen)
      return looks ? call.read : call.change(EffectProblems.changes(realm))
    }
  }
}

/// Rules by the names of their programs.
struct RuleTable {
  fileprivate(set) var rules: [String: EffectRule] = [:]

  /// Several names, with blanks between them, have one rule.
  subscript(names: String) -> EffectRule {
    get { preconditionFailure("a table of rules is only filled") }
    set { for name in ProgramRules.words(names) { rules[name] = newValue } }
  }
}
