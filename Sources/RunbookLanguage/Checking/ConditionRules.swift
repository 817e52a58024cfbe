import RunbookModel

/// The steps that tables, `when` and `verify` name: they exist, have a verdict, and can have run by then.
struct ConditionRules {
  let names: Names
  var findings: Findings

  mutating func check(_ sequence: StationSequence) {
    for (index, station) in sequence.stations.enumerated() {
      for row in station.rows { check(row.condition, at: index, in: sequence, isTable: true) }
      for clause in station.clauses {
        switch clause.kind {
        case .when(let condition): check(condition, at: index, in: sequence, isTable: false)
        case .verify(let name): if let name { check(verify: name) }
        default: break
        }
      }
    }
  }

  private mutating func check(
    _ condition: ConditionSyntax?, at index: Int, in sequence: StationSequence, isTable: Bool
  ) {
    for check in condition?.checks ?? [] {
      guard case .verdict(let step, _) = check else { continue }
      guard let step else {
        let hasBefore = sequence.stations[..<index].contains { $0.hasVerdict }
        if !hasBefore, let condition { findings.report(.anyOfNothing, at: condition.range) }
        continue
      }
      guard let known = names.steps[step.text] else {
        reportUndefined(step, among: candidates(before: index, in: sequence, isTable: isTable))
        continue
      }
      let definition = [Diagnostic.Mark(known.origin.place, "defined here")]
      guard known.kind.hasVerdict else {
        findings.report(.withoutVerdict(step.text, known.kind), at: step.range, others: definition)
        continue
      }
      let isOwn =
        known.role == sequence.role && known.path == sequence.name && known.origin.source == sequence.source
      if isOwn ? known.index >= index : isTable {
        findings.report(
          .stepNotBefore(step.text, isTable: isTable, isOwn: isOwn), at: step.range, others: definition)
      }
    }
  }

  /// `verify` reaches across paths.
  private mutating func check(verify name: Spelled) {
    guard let known = names.steps[name.text] else {
      reportUndefined(name, among: names.steps.filter { $0.value.kind == .step }.keys.sorted())
      return
    }
    if known.kind != .step {
      findings.report(
        .verifiedByNoStep(name.text, known.kind), at: name.range,
        others: [Diagnostic.Mark(known.origin.place, "defined here")])
    }
  }

  private mutating func reportUndefined(_ name: Spelled, among candidates: [String]) {
    guard !names.hasUnreadableStep else { return }
    findings.report(
      .undefinedStep(name.text, nearest: Spelling.nearest(to: name.text, in: candidates)), at: name.range)
  }

  private func candidates(before index: Int, in sequence: StationSequence, isTable: Bool) -> [String] {
    let own = sequence.stations[..<index].filter(\.hasVerdict).compactMap(\.name?.text)
    return isTable ? own : own + names.steps.filter { $0.value.kind.hasVerdict }.keys.sorted()
  }
}

extension Station.Kind {
  /// Whether tables and conditions can name it.
  var hasVerdict: Bool {
    switch self {
    case .step, .fix, .start, .call, .manual: true
    case .confirm, .ask, .decide, .arrow, .line: false
    }
  }

  /// As it is called in messages, with its article.
  var described: String {
    switch self {
    case .step: "a step"
    case .fix: "a fix"
    case .start: "a background command"
    case .call: "a call"
    case .manual: "a manual step"
    case .confirm: "a confirmation"
    case .ask: "a question"
    case .decide: "a table"
    case .arrow: "an arrow"
    case .line: "a line"
    }
  }
}
