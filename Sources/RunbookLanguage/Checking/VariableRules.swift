import RunbookCommands
import RunbookModel

/// The variables that a file names: defined, in reach, and with a member only where they have one.
///
/// Whether a capture can have happened by then is the question of `FlowRules`.
struct VariableRules {
  let names: Names
  var findings: Findings
  private let known: [String]
  /// What was already said of this station: the same name in the same command is the same mistake.
  private var told: Set<VariableReference> = []
  /// Names that are used somewhere.
  private(set) var used: Set<String> = []

  /// Where the parser could not read on: a reference that ends there is only the start of one.
  private let unread: Set<Int>

  init(names: Names, findings: Findings, unread: [Int]) {
    self.names = names
    self.unread = Set(unread)
    self.findings = findings
    known = names.sortedVariables
  }

  mutating func check(_ sequence: StationSequence) {
    for station in sequence.stations {
      told = []
      for mention in station.mentions { check(mention, at: station) }
      checkCommands(station)
    }
  }

  /// The arguments of the file that follows an outcome.
  mutating func check(_ arrow: ArrowSyntax) {
    var mentions = MentionList()
    mentions.add(arrow: arrow)
    for mention in mentions.list { check(mention, at: nil) }
  }

  mutating func use(_ references: [ReferenceSyntax]) { used.formUnion(references.map(\.reference.name)) }

  private mutating func check(_ mention: Mention, at station: Station?) {
    let name = mention.reference.name
    used.insert(name)
    guard !told.contains(mention.reference) else { return }
    let before = findings.list.count
    defer { if findings.list.count > before { told.insert(mention.reference) } }
    if case .shell(let isCertain, let hasDefault) = mention.site {
      guard names.variables[name] == nil else { return checkReach(mention, at: station) }
      checkShell(mention, isCertain: isCertain, hasDefault: hasDefault, at: station)
      return
    }
    if let member = mention.reference.member { return check(member: member, of: mention) }
    guard let variable = names.variables[name] else {
      guard !names.hasUnreadableVariable, !unread.contains(mention.range.end) else { return }
      findings.report(
        .undefinedVariable(name, nearest: Spelling.nearest(to: name, in: known)), at: mention.range)
      return
    }
    if variable.kind == .call {
      findings.report(.callWithoutMember(name), at: mention.range)
      return
    }
    checkReach(mention, at: station)
  }

  /// The name of an `each` lives in its step or block.
  private mutating func checkReach(_ mention: Mention, at station: Station?) {
    let name = mention.reference.name
    guard let variable = names.variables[name], variable.kind == .each else { return }
    let around = station?.eaches.first { $0.variable?.text == name }
    let isOwnList = around?.list?.references.contains { $0.range == mention.range } ?? false
    guard around == nil || isOwnList else { return }
    findings.report(
      .variableOutOfReach(name), at: mention.range,
      others: variable.origin.map { [Diagnostic.Mark($0.place, "it lives in this step or block only")] } ?? []
    )
  }

  private mutating func check(member: String, of mention: Mention) {
    let name = mention.reference.name
    if member == "outcome" {
      guard let call = names.steps[name], call.kind == .call else {
        if names.hasUnreadableStep { return }
        let calls = names.steps.filter { $0.value.kind == .call }.keys.sorted()
        findings.report(
          .outcomeOfNoCall(name, nearest: Spelling.nearest(to: name, in: calls)), at: mention.range)
        return
      }
      guard case .condition = mention.site else {
        findings.report(.outcomeOutsideCondition(name), at: mention.range)
        return
      }
      return
    }
    guard Self.itemMembers.contains(member) else {
      let nearest = Spelling.nearest(to: member, in: Self.itemMembers + ["outcome"])
      findings.report(.unknownMember(mention.reference.written, nearest: nearest), at: mention.range)
      return
    }
    guard let step = names.steps[name] else {
      guard !names.hasUnreadableStep else { return }
      let steps = names.steps.filter { $0.value.hasItems }.keys.sorted()
      findings.report(
        .undefinedStep(name, nearest: Spelling.nearest(to: name, in: steps)), at: mention.range)
      return
    }
    if !step.hasItems {
      findings.report(
        .itemsWithoutEach(mention.reference.written, name), at: mention.range,
        others: [Diagnostic.Mark(step.origin.place, "this step has no `each`")])
    }
  }

  private static let itemMembers = ["passed", "failed", "unknown"]

  private mutating func checkShell(
    _ mention: Mention, isCertain: Bool, hasDefault: Bool, at station: Station?
  ) {
    let name = mention.reference.name
    guard !isEnvironmentName(name), !names.hasUnreadableVariable else { return }
    if station?.environmentNames.contains(name) ?? false { return }
    let nearest = Spelling.nearest(to: name, in: known)
    if hasDefault {
      // `${typo:-x}` would hide the typo for ever; any other name with a default is the author's affair.
      guard let nearest else { return }
      findings.report(.doubtfulVariable(name, nearest: nearest, why: "it has a default"), at: mention.range)
    } else if isCertain {
      findings.report(.undefinedShellVariable(name, nearest: nearest), at: mention.range)
    } else {
      findings.report(.doubtfulVariable(name, nearest: nearest, why: "it may be set"), at: mention.range)
    }
  }

  private mutating func checkCommands(_ station: Station) {
    for command in station.commands {
      used.formUnion(command.environment)
      for problem in command.reading.problems {
        findings.report(.brokenShell(problem.message), at: command.text.sourceRange(of: problem.range))
      }
      for name in command.reading.assigned.sorted() {
        guard let variable = names.variables[name] else { continue }
        used.insert(name)
        guard hides(name, variable, station) else { continue }
        findings.report(
          .shadowedVariable(name, variable.kind), at: command.firstRange(of: name),
          others: variable.origin.map { [Diagnostic.Mark($0.place, "the runbook's own")] } ?? [])
      }
    }
  }

  /// What is set while the runbook runs is taken for what a step found. The name of an `each` means
  /// nothing to the commands of other steps.
  private func hides(_ name: String, _ variable: Names.VariableName, _ station: Station) -> Bool {
    switch variable.kind {
    case .capture, .ask: true
    case .each: station.eaches.contains { $0.variable?.text == name }
    case .builtIn, .param, .secret, .let, .call: false
    }
  }
}

extension Station {
  /// Names that an `env` declares for its commands.
  fileprivate var environmentNames: Set<String> { commands.first?.environment ?? [] }
}

extension ShellText {
  /// The first place where a name stands as a word of its own.
  fileprivate func firstRange(of name: String) -> SourceRange {
    let bytes = Array(text.text.utf8)
    let wanted = Array(name.utf8)
    var start = 0
    while start + wanted.count <= bytes.count {
      let end = start + wanted.count
      let isAlone =
        (start == 0 || !bytes[start - 1].isNameByte) && (end == bytes.count || !bytes[end].isNameByte)
      if isAlone, bytes[start] == wanted[0], bytes[start..<end].elementsEqual(wanted) {
        return text.sourceRange(of: start..<end)
      }
      start += 1
    }
    return text.sourceRange(of: 0..<bytes.count)
  }
}

extension UInt8 {
  /// Letters, digits and `_`: what a shell name is made of.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
