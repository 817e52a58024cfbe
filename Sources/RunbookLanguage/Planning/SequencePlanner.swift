import RunbookModel

/// Plans the sequences and outcomes of one file.
struct SequencePlanner {
  let file: FileAnalysis
  let followed: FollowedFiles
  let steps: StepPlanner
  /// All files whose paths take part: what `verify` reaches.
  let parts: [FileAnalysis]

  init(_ file: FileAnalysis, _ followed: FollowedFiles, _ parts: [FileAnalysis]) {
    self.file = file
    self.followed = followed
    self.parts = parts
    steps = StepPlanner(file, ArrowPlanner(file, followed), followed)
  }

  func nodes(of sequence: StationSequence) -> [FlowNode] {
    let judged = sequence.judgedSteps
    var nodes: [FlowNode] = []
    var index = 0
    while index < sequence.stations.count {
      let station = sequence.stations[index]
      guard let block = station.block.map({ sequence.blocks[$0] }) else {
        nodes += node(of: station, at: index, in: sequence, judged)
        index += 1
        continue
      }
      let inside = sequence.stations[block.stations].compactMap { steps.step($0, in: sequence, judged) }
      let place = file.place(block.line.range)
      switch block.kind {
      case .parallel: nodes.append(.parallel(Parallel(steps: inside, place: place)))
      case .each:
        if let clause = station.outerEach(in: sequence).flatMap(EachClause.init) {
          nodes.append(.each(EachBlock(clause: clause, steps: inside, place: place)))
        }
      }
      index = block.stations.upperBound
    }
    return nodes
  }

  /// The lines and steps of `finally`.
  func entries(of sequence: StationSequence) -> [FinallyEntry] {
    sequence.stations.compactMap { station in
      if station.kind == .step { return steps.step(station, in: sequence, []).map(FinallyEntry.step) }
      return station.commands.first.map { .run(steps.command($0)) }
    }
  }

  func outcome(_ outcome: OutcomeSyntax) -> Outcome? {
    guard let name = outcome.name else { return nil }
    var severity: Outcome.Severity?
    var follow: FileTarget?
    for clause in outcome.clauses {
      switch clause.kind {
      case .severity(let written): severity = severity ?? written?.value
      case .follow(let arrow):
        guard case .file(let path, let arguments)? = arrow?.target else { continue }
        follow = follow ?? followed.target(path, arguments, from: file.source)
      default: break
      }
    }
    guard let severity else { return nil }
    return Outcome(
      name: name.text, title: outcome.title?.text ?? name.text, severity: severity,
      prose: outcome.prose?.text ?? "",
      follow: follow, place: file.place(outcome.line.range))
  }

  func node(of station: Station, at index: Int, in sequence: StationSequence, _ judged: Set<String>)
    -> [FlowNode]
  {
    switch station.kind {
    case .step: return steps.step(station, in: sequence, judged).map { [.step($0)] } ?? []
    case .start: return steps.start(station, in: sequence, judged).map { [.start($0)] } ?? []
    case .arrow:
      return station.exits.first.flatMap { steps.arrows.arrow($0, in: sequence) }.map { [.arrow($0)] } ?? []
    case .decide: return [.decide(decide(station, at: index, in: sequence))]
    case .call: return steps.call(station, in: sequence, judged).map { [.call($0)] } ?? []
    case .fix:
      return steps.step(station, in: sequence, judged).map { [.fix(fix(station, step: $0))] } ?? []
    case .manual, .confirm, .ask: return asking(station, in: sequence, judged).map { [$0] } ?? []
    case .line: return []
    }
  }

  private func decide(_ station: Station, at index: Int, in sequence: StationSequence) -> Decide {
    let rows = station.rows.enumerated().compactMap { number, row -> Decide.Row? in
      guard let exit = station.exits.first(where: { $0.occasion == .row(number) }),
        let arrow = steps.arrows.arrow(exit, in: sequence)
      else { return nil }
      return Decide.Row(
        condition: row.condition.map { Condition($0, place: file.place($0.range)) }, arrow: arrow,
        text: row.condition?.text ?? "otherwise", place: file.place(row.line.range))
    }
    let before = sequence.stations[..<index].filter(\.hasVerdict).compactMap(\.name?.text)
    return Decide(rows: rows, steps: before, place: file.place(station.line.range))
  }
}

/// Plans the arrows of one file.
struct ArrowPlanner {
  private let file: FileAnalysis
  private let followed: FollowedFiles

  init(_ file: FileAnalysis, _ followed: FollowedFiles) {
    self.file = file
    self.followed = followed
  }

  /// Nil where it leads nowhere; then the file has an error, and no plan.
  func arrow(_ exit: Exit, in sequence: StationSequence) -> Arrow? {
    guard let destination = exit.destination else { return nil }
    let target: Target
    switch destination {
    case .next: target = .next
    case .stop: target = .stop
    case .path(let name): target = .path(name)
    case .outcome(let name): target = .outcome(name)
    case .station(let index): target = .step(sequence.stations[index].name?.text ?? "")
    case .file(let path, let arguments): target = .file(followed.target(path, arguments, from: file.source))
    }
    return Arrow(target, goesOn: exit.arrow.goesOn != nil, place: file.place(exit.arrow.range))
  }

  func branches(of station: Station, in sequence: StationSequence) -> Branches {
    func arrow(_ word: BranchWord) -> Arrow? {
      station.exits.first { $0.occasion == .branch(word) }.flatMap { self.arrow($0, in: sequence) }
    }
    return Branches(
      passes: arrow(.passes), fails: arrow(.fails), flaky: arrow(.flaky), unknown: arrow(.unknown),
      otherwise: arrow(.otherwise))
  }
}

extension Condition {
  init(_ condition: ConditionSyntax, place: SourcePlace) {
    self.init(
      checks: condition.checks.map {
        switch $0 {
        case .variable(let reference, let operation): .variable(reference.reference, operation.operation)
        case .verdict(let step, let verdict): .verdict(step: step?.text, is: verdict.value)
        }
      }, text: condition.text, place: place)
  }
}

extension EachClause {
  init?(_ each: EachSyntax) {
    guard let variable = each.variable, let list = each.list else { return nil }
    self.init(variable: variable.text, list: list.value, atOnce: each.atOnce?.value ?? 1)
  }
}
