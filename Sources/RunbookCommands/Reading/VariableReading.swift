/// Finds what a shell text does with variables: which it expands, which it sets, and from where on nobody can tell.
///
/// A name that is set anywhere in the text counts as set everywhere in it: the order in which functions, loops and
/// background commands run is not worked out. After `eval`, `source` or a `read` into a name that is itself in a
/// variable, any name may have been set; uses from there on are uncertain, and so are all uses in a loop around it
/// and in any function, which may be called later.
struct VariableReading: SyntaxVisitor {
  let documents: [HereDocument]
  private(set) var uses: [VariableUse] = []
  private(set) var assigned: Set<String> = []
  private var associative: Set<String> = []
  /// Where the first loop or function that is still open begins, and how many are open.
  private var openings: [Int] = []
  private var functions: [Range<Int>] = []
  private var splitWords: Set<Range<Int>> = []
  private var uncertainFrom: Int?
  /// How many arithmetic expressions are around this place, of the innermost command last.
  private var expressions = [0]
  /// Operands of `[[ … -eq … ]]`, which bash evaluates.
  private var operands: [Range<Int>] = []
  /// How many texts of `eval` and `trap` are around this one.
  private let level: Int

  static let levelLimit = 8

  init(_ tree: SyntaxTree, level: Int = 0) {
    documents = tree.documents
    self.level = level
    walk(tree.script)
    uses.sort { $0.range.lowerBound < $1.range.lowerBound }
    guard uncertainFrom != nil || !splitWords.isEmpty || !operands.isEmpty else { return }
    uses = uses.map { use in
      VariableUse(
        name: use.name, range: use.range, isQuoted: use.isQuoted,
        isCertain: use.isCertain && isCertain(at: use.range),
        hasDefault: use.hasDefault, isMeantToSplit: splitWords.contains(use.range),
        isEvaluated: use.isEvaluated || operands.contains { $0.contains(use.range.lowerBound) })
    }
  }

  var isCertain: Bool { uncertainFrom == nil }

  private func isCertain(at range: Range<Int>) -> Bool {
    guard let uncertainFrom else { return true }
    return range.lowerBound < uncertainFrom && !functions.contains { $0.contains(range.lowerBound) }
  }

  private static let comparisons: Set<String> = ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]

  mutating func enter(_ command: ShellCommand) {
    expressions.append(0)
    switch command.kind {
    case .test(let words):
      for (index, word) in words.enumerated() where word.bare.map(Self.comparisons.contains) ?? false {
        operands += words[max(0, index - 1)..<min(words.count, index + 2)].map(\.range)
      }
    case .loop, .count: openings.append(command.range.lowerBound)
    case .forEach(_, let words, _):
      openings.append(command.range.lowerBound)
      splitWords.formUnion((words ?? []).map(\.range))
    case .function:
      openings.append(command.range.lowerBound)
      functions.append(command.range)
    case .simple(let simple):
      splitWords.formUnion(Self.splitWords(of: simple.words[...]).map(\.range))
      read(simple, in: command)
    case .subshell, .group, .conditional, .choice, .arithmetic, .coprocess: break
    }
  }

  mutating func leave(_ command: ShellCommand) {
    expressions.removeLast()
    switch command.kind {
    case .loop, .forEach, .count, .function: openings.removeLast()
    case .simple, .subshell, .group, .conditional, .choice, .test, .arithmetic, .coprocess: break
    }
  }

  mutating func visit(_ parameter: ParameterExpansion, at range: Range<Int>, isQuoted: Bool) {
    guard !parameter.name.isEmpty, parameter.operation != .names else { return }
    let hasDefault =
      switch parameter.operation {
      case .fallback, .assign, .alternative: true
      default: false
      }
    uses.append(
      VariableUse(
        name: parameter.name, range: range, isQuoted: isQuoted, hasDefault: hasDefault,
        isEvaluated: expressions[expressions.count - 1] > 0 && !parameter.isLength))
  }

  mutating func visit(_ name: Arithmetic.Name) {
    uses.append(
      VariableUse(name: name.name, range: name.range, isQuoted: true, isCertain: false, isEvaluated: true))
  }

  mutating func walk(_ expression: Arithmetic) {
    expressions[expressions.count - 1] += 1
    walk(partsOf: expression)
    expressions[expressions.count - 1] -= 1
  }

  mutating func assign(_ name: String) { assigned.insert(name) }

  func isAssociative(_ name: String) -> Bool { associative.contains(name) }

  /// Words that become arguments which no program takes for options: behind `set --`, the format of `printf`, and the
  /// text of `sh -c`.
  private static func splitWords(of words: ArraySlice<Word>) -> ArraySlice<Word> {
    switch words.first?.literal {
    case "set" where words.dropFirst().first?.literal == "--": return words.dropFirst(2)
    case "printf" where words.dropFirst().first?.literal?.hasPrefix("-") == false: return words.dropFirst(2)
    default:
      let shell = words.drop { !$0.isShell }
      let text = shell.drop { $0.literal.map { $0.hasPrefix("-") && $0.hasSuffix("c") } != true }.dropFirst()
      return text.first?.literal == nil ? [] : text.dropFirst()
    }
  }

  /// The builtins that set names.
  private static let setters: Set<String> = [
    "eval", "source", ".", "read", "mapfile", "readarray", "declare", "typeset", "local", "export",
    "readonly",
    "getopts", "printf", "wait", "let", "trap",
  ]

  /// Names that a builtin sets because they are its arguments.
  private mutating func read(_ simple: SimpleCommand, in command: ShellCommand) {
    var start = 0
    var name = simple.words.first?.literal
    while name == "builtin" || name == "command" {
      start += 1
      name = start < simple.words.count ? simple.words[start].literal : nil
    }
    guard let name, Self.setters.contains(name) else { return }
    let arguments = Array(simple.words[(start + 1)...])
    switch name {
    case "eval": readText(of: arguments, in: command)
    case "source", ".": lose(command)
    case "read":
      setOption("-a", in: arguments, valued: "-a -d -i -n -N -p -t -u", command)
      setOperands(of: arguments, valued: "-a -d -i -n -N -p -t -u", command)
    case "mapfile", "readarray": setOperands(of: arguments, valued: "-d -n -O -s -u -C -c", command)
    case "declare", "typeset", "local", "export", "readonly":
      let operands = Arguments(arguments, valued: ValueOptions("")).operands
      for word in operands { set(word.text, command) }
      let letters = arguments.compactMap(\.literal).filter { $0.hasPrefix("-") }.joined()
      if letters.contains("A") {
        associative.formUnion(operands.compactMap(\.literal))
        associative.formUnion(simple.declarations.map(\.name.text))
      }
      // Through a reference any name may be set.
      if letters.contains("n"), name != "export" { lose(command) }
    case "getopts": if arguments.count > 1 { set(arguments[1].text, command) }
    case "printf": setOption("-v", in: arguments, valued: "-v", command)
    case "wait": setOption("-p", in: arguments, valued: "-p", command)
    case "let": for word in arguments { readExpression(word) }
    case "trap":
      guard arguments.count > 1, let text = arguments.first?.text, !text.hasHoles, level < Self.levelLimit
      else { return }
      assigned.formUnion(VariableReading(SyntaxTree(text), level: level + 1).assigned)
    default: break
    }
  }

  /// From here on any name may have been set.
  private mutating func lose(_ command: ShellCommand) {
    let place = openings.first ?? command.range.upperBound
    uncertainFrom = min(uncertainFrom ?? place, place)
  }

  private mutating func set(_ text: ShellText, _ command: ShellCommand) {
    let bytes = text.bytes
    let name = bytes.prefix { $0.isNamePart }
    if name.isEmpty || (name.count < bytes.count && bytes[name.count] <= ShellText.runMark) {
      if text.hasHoles { lose(command) }
    } else {
      assigned.insert(String(decoding: name, as: UTF8.self))
    }
  }

  private mutating func setOperands(of arguments: [Word], valued: String, _ command: ShellCommand) {
    for word in Arguments(arguments, valued: ValueOptions(valued)).operands { set(word.text, command) }
  }

  private mutating func setOption(
    _ name: String, in arguments: [Word], valued: String, _ command: ShellCommand
  ) {
    for word in Arguments(arguments, valued: ValueOptions(valued)).values(of: name) {
      set(word.text, command)
    }
  }

  /// `eval`: its text is read where it is known; single quotes are not looked into for uses.
  private mutating func readText(of arguments: [Word], in command: ShellCommand) {
    guard level < Self.levelLimit else { return lose(command) }
    var text = ShellTextBuilder()
    for word in arguments {
      if !text.isEmpty { text.append(.space, at: word.range.lowerBound) }
      text.append(word.text)
    }
    let whole = text.take(at: command.range.lowerBound)
    let inner = VariableReading(SyntaxTree(whole), level: level + 1)
    assigned.formUnion(inner.assigned)
    if whole.hasHoles || !inner.isCertain { lose(command) }
  }

  private mutating func readExpression(_ word: Word) {
    var parser = ShellParser(word.text)
    for name in parser.parseArithmetic(closedBy: "\u{1}", opener: "((", from: 0).names {
      if name.isAssigned { assigned.insert(name.name) }
      visit(name)
    }
  }
}
