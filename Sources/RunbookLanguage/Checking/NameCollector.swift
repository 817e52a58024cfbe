import RunbookModel

/// First pass: enters every definition of a file into its namespaces, and says which stand twice.
struct NameCollector {
  var names = Names()
  var findings: Findings

  init(_ findings: Findings) { self.findings = findings }

  /// What a `use` brings comes first, so that the file's own definition is the second.
  mutating func bring(_ brought: Names, by use: SourceRange) {
    for (name, step) in brought.steps.sorted(by: { $0.key < $1.key }) {
      if let first = names.steps[name] {
        collision(.duplicateStep(name), use, first.origin, step.origin)
      } else {
        names.steps[name] = step
      }
    }
    for (name, place) in brought.places.sorted(by: { $0.key < $1.key }) {
      if let first = names.places[name] {
        collision(.duplicatePlace(name), use, first.origin, place.origin)
      } else {
        names.places[name] = place
      }
    }
    for (name, variable) in brought.variables.sorted(by: { $0.key < $1.key }) where variable.kind != .builtIn
    {
      if let first = names.variables[name], let origin = first.origin {
        if !first.kind.mayRepeat(as: variable.kind) {
          collision(.duplicateVariable(name, variable.kind, first.kind), use, origin, variable.origin)
        }
      } else {
        names.variables[name] = variable
      }
    }
  }

  mutating func collect(_ tree: FileSyntax, _ outline: Outline) {
    for head in tree.head { collect(head) }
    for declaration in tree.declarations {
      switch declaration {
      case .path(let path): enterPlace(path.name, isPath: true)
      case .outcome(let outcome): enterPlace(outcome.name, isPath: false)
      }
    }
    for sequence in outline.all { collect(sequence) }
  }

  private mutating func collect(_ head: HeadSyntax) {
    switch head.kind {
    case .let(let name, let value): enterVariable(name, .let, isHarmless: value?.references.isEmpty ?? true)
    case .secret(let name, _): enterVariable(name, .secret)
    case .param(let param):
      enterVariable(param.name, .param, param.type?.value, isHarmless: param.limit?.value.isHarmless ?? false)
    case .language, .about, .tags, .owner, .use, .needs, .defaults: break
    }
  }

  private mutating func collect(_ sequence: StationSequence) {
    for block in sequence.blocks where block.kind == .each {
      guard let first = block.stations.first else { continue }
      let each = sequence.stations[first].eaches.last
      enterVariable(each?.variable, .each, isHarmless: isHarmless(each))
    }
    for (index, station) in sequence.stations.enumerated() {
      if let name = station.name {
        enterStep(name, station, sequence, index)
      } else if station.kind.isNamed {
        names.hasUnreadableStep = true
      }
      if let own = station.clauses.each {
        enterVariable(own.variable, .each, isHarmless: isHarmless(own), around: station, sequence)
      }
      collectCaptures(station)
      if station.kind == .ask { enterVariable(station.name, .ask) }
      if station.kind == .call { enterVariable(station.name, .call) }
    }
  }

  private mutating func collectCaptures(_ station: Station) {
    var own: [String: SourceRange] = [:]
    for clause in station.clauses {
      guard case .capture(let capture) = clause.kind else { continue }
      guard let name = capture.name else {
        names.hasUnreadableVariable = true
        continue
      }
      if let first = own[name.text] {
        findings.report(
          .capturedTwice(name.text), at: name.range, others: [findings.mark(first, "first captured here")])
      } else {
        own[name.text] = name.range
        enterVariable(name, .capture, capture.type?.value)
      }
    }
  }

  /// Whether the items of its list are.
  private func isHarmless(_ each: EachSyntax?) -> Bool {
    let lists = each?.list?.references ?? []
    return !lists.isEmpty
      && lists.allSatisfy {
        $0.reference.member == nil && names.variables[$0.reference.name]?.isHarmless ?? false
      }
  }

  private mutating func enterStep(
    _ name: Spelled, _ station: Station, _ sequence: StationSequence, _ index: Int
  ) {
    if let first = names.steps[name.text] {
      findings.report(.duplicateStep(name.text), at: name.range, others: [Self.first(first.origin)])
      return
    }
    names.steps[name.text] = Names.StepName(
      kind: station.kind, origin: Names.Origin(range: name.range, source: sequence.source),
      role: sequence.role,
      path: sequence.name, index: index, isInBlock: station.block != nil, hasItems: !station.eaches.isEmpty)
  }

  private mutating func enterPlace(_ name: Spelled?, isPath: Bool) {
    guard let name else {
      names.hasUnreadablePlace = true
      return
    }
    if let first = names.places[name.text] {
      findings.report(.duplicatePlace(name.text), at: name.range, others: [Self.first(first.origin)])
      return
    }
    names.places[name.text] = Names.PlaceName(
      isPath: isPath, origin: Names.Origin(range: name.range, source: findings.source))
  }

  private mutating func enterVariable(
    _ name: Spelled?, _ kind: Names.VariableName.Kind, _ type: ValueType? = nil, isHarmless: Bool = false,
    around station: Station? = nil, _ sequence: StationSequence? = nil
  ) {
    guard let name else {
      names.hasUnreadableVariable = true
      return
    }
    let isHarmless = isHarmless || type?.isHarmless ?? false
    guard let first = names.variables[name.text] else {
      names.variables[name.text] = Names.VariableName(
        kind: kind, origin: Names.Origin(range: name.range, source: findings.source),
        isHarmless: isHarmless, isList: type == .list)
      return
    }
    // Of several captures of one name, the most doubtful counts.
    names.variables[name.text]?.isHarmless = first.isHarmless && isHarmless
    names.variables[name.text]?.isList = first.isList && type == .list
    guard let origin = first.origin else {
      findings.report(.builtInName(name.text), at: name.range)
      return
    }
    if let station, let sequence, let outer = station.outerEach(in: sequence),
      outer.variable?.text == name.text
    {
      findings.report(
        .duplicateVariable(name.text, kind, .each), at: name.range,
        others: [findings.mark(outer.variable?.range ?? name.range, "first defined here")])
      return
    }
    if !first.kind.mayRepeat(as: kind) {
      findings.report(
        .duplicateVariable(name.text, kind, first.kind), at: name.range, others: [Self.first(origin)])
    }
  }

  private mutating func collision(
    _ problem: Problem, _ use: SourceRange, _ first: Names.Origin, _ second: Names.Origin?
  ) {
    // The same file brought on two ways is one file.
    if let second, second.place == first.place { return }
    var others = [Self.first(first)]
    if let second { others.append(Diagnostic.Mark(second.place, "brought from here")) }
    findings.report(problem, at: use, others: others)
  }

  private static func first(_ origin: Names.Origin) -> Diagnostic.Mark {
    Diagnostic.Mark(origin.place, "first defined here")
  }
}

extension Names.VariableName.Kind {
  /// Two steps may capture the same name, and two may go through their items under the same name.
  fileprivate func mayRepeat(as other: Self) -> Bool {
    (self == .capture && other == .capture) || (self == .each && other == .each)
  }
}

extension Station.Kind {
  /// Whether the grammar gives it a name.
  var isNamed: Bool {
    switch self {
    case .step, .fix, .start, .call, .manual, .confirm, .ask: true
    case .decide, .arrow, .line: false
    }
  }
}

extension Station {
  /// The `each` block around it.
  func outerEach(in sequence: StationSequence) -> EachSyntax? {
    guard let block, sequence.blocks[block].kind == .each else { return nil }
    return eaches.last
  }
}

extension ParamSyntax.Limit {
  /// It lists values without a blank and without what a shell reads.
  fileprivate var isHarmless: Bool {
    guard case .oneOf(let values) = self else { return false }
    return values.allSatisfy { value in
      switch value.value {
      case .literal(let text): isPlain(text)
      case .text(let template):
        template.parts.allSatisfy { if case .text(let text) = $0 { isPlain(text) } else { false } }
      case .variable, .share: false
      }
    }
  }

  private func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0.isNameByte || [UInt8]("-.:/".utf8).contains($0) }
  }
}
