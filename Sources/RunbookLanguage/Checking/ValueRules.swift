import RunbookCommands
import RunbookModel

/// What commands do with the values that they get: a value is data as long as no shell splits it, and nothing reads it
/// as code.
///
/// A number, an address and the like cannot be split and are no code; nor is what the runbook itself lists.
struct ValueRules {
  let names: Names
  var findings: Findings
  /// Where a value becomes code, and that was said.
  private(set) var told: Set<SourceRange> = []

  init(names: Names, findings: Findings) {
    self.names = names
    self.findings = findings
  }

  mutating func check(_ sequence: StationSequence) {
    for command in sequence.stations.flatMap(\.commands) where command.reading.problems.isEmpty {
      for value in command.reading.inserted { check(value, in: command) }
      for use in command.reading.uses { check(use, in: command) }
    }
  }

  /// What the text sets itself, or what is replaced in it by `xargs`, comes from outside as well.
  private mutating func check(_ value: InsertedValue, in command: ShellText) {
    let use = command.reading.uses.first { $0.range.contains(value.place) }
    let place = command.text.sourceRange(of: use?.range ?? value.place..<value.place + 2)
    let what: String
    if let use, let variable = variable(of: use, in: command) {
      if variable.isHarmless { return }
      what = "\(variable.kind.word) `$\(use.name)`"
    } else if value.reader == .shell, use?.isFromOutside ?? command.isReplaced(at: value.place) {
      what = use.map { "`$\($0.name)`" } ?? "what is filled in here"
    } else {
      return
    }
    guard told.insert(place).inserted else { return }
    findings.report(.valueAsCode(what, use?.name, by: value.reader), at: place)
  }

  private mutating func check(_ use: VariableUse, in command: ShellText) {
    guard let variable = variable(of: use, in: command), !variable.isHarmless else { return }
    let place = command.text.sourceRange(of: use.range)
    if told.contains(place) { return }
    if use.isEvaluated {
      findings.report(.evaluatedValue(use.name, variable.kind), at: place)
    } else if !use.isQuoted, !use.isMeantToSplit, !variable.isList {
      findings.report(.unquotedVariable(use.name, variable.kind), at: place)
    }
  }

  /// The runbook's own variable; nil where the text sets one of that name.
  private func variable(of use: VariableUse, in command: ShellText) -> Names.VariableName? {
    command.reading.assigned.contains(use.name) ? nil : names.variables[use.name]
  }
}

extension VariableUse {
  /// Its value need not be the author's own: a name of small letters, or an argument.
  fileprivate var isFromOutside: Bool {
    name.utf8.allSatisfy { $0 &- 48 < 10 } || name.utf8.contains { $0 &- 97 < 26 } || name == "@"
      || name == "*"
  }
}

extension ShellText {
  /// What another command prints stands there, or what `xargs` and `find` put in place of `{}`.
  fileprivate func isReplaced(at place: Int) -> Bool {
    let rest = text.text.utf8.dropFirst(place)
    return rest.starts(with: "{".utf8) || rest.starts(with: "`".utf8)
      || (rest.starts(with: "$(".utf8) && !rest.starts(with: "$((".utf8))
  }
}

extension ValueType {
  /// Whether no text that is read so can be split by a shell, or be code.
  var isHarmless: Bool {
    switch self {
    case .number, .percent, .duration, .quantity, .ip, .cidr: true
    // Behind the numbers of a version stands any text.
    case .text, .list, .version: false
    }
  }
}
