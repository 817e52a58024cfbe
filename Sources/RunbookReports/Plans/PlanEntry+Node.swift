import RunbookModel

extension PlanEntry {
  init(_ node: FlowNode, in plan: Plan) {
    switch node {
    case .step(let step): self.init(step)
    case .parallel(let parallel):
      self.init(
        word: "parallel", name: nil, title: "", goesOn: "", steps: parallel.steps.map { PlanEntry($0) })
    case .each(let block):
      self.init(
        word: "each", name: nil, title: block.clause.written, goesOn: "",
        steps: block.steps.map { PlanEntry($0) })
    case .decide(let decide):
      self.init(word: "decide", name: nil, title: "")
      arrows = decide.rows.map { PlanArrow(label: $0.text, arrow: $0.arrow) }
      if decide.rows.allSatisfy({ $0.condition != nil }) { goesOn = "no row holds" }
    case .arrow(let arrow):
      self.init(word: "→", name: nil, title: "", arrows: [PlanArrow(label: "", arrow: arrow)])
    case .call(let call):
      self.init(call.step, word: "call")
      clauses.append(PlanClause("runs", TargetText.file(call.file)))
      if let limit = call.limit { clauses.append(PlanClause("limits", limit.written + " in all")) }
    case .start(let start):
      self.init(start.step, word: "start")
      if let ready = start.ready { clauses.append(PlanClause("ready", "when " + ready.written)) }
    case .fix(let fix): self.init(fix)
    case .manual(let manual):
      self.init(manual.step, word: "manual")
      if !manual.prose.isEmpty { clauses.append(PlanClause("prose", manual.prose)) }
    case .ask(let ask): self.init(ask)
    case .confirm(let confirm):
      self.init(word: "confirm", name: confirm.name, title: confirm.question.written)
      if confirm.yes == nil { goesOn = "yes" }
      let no = confirm.no ?? Arrow(.stop, place: confirm.place)
      arrows =
        (confirm.yes.map { [PlanArrow(label: "yes", arrow: $0)] } ?? []) + [PlanArrow(label: "no", arrow: no)]
    }
  }

  /// One that is declined counts as skipped.
  private init(_ fix: Fix) {
    self.init(fix.step, word: "fix")
    switch fix.undo {
    case .command(let command): commands.append(PlanCommand(word: "undo", command: command, declared: nil))
    case .none(let why): clauses.append(PlanClause("undo", "none: " + why))
    }
    if let verification = fix.verification { clauses.append(PlanClause("verify", verification.step.name)) }
    if fix.step.condition == nil { goesOn = goesOn.map { $0 + ", skipped" } ?? "skipped" }
  }

  private init(_ ask: Ask) {
    self.init(word: "ask", name: ask.name, title: ask.question.written, goesOn: "")
    if let condition = ask.condition { clauses.append(PlanClause("when", condition.text)) }
    if let type = ask.type { clauses.append(PlanClause("as", type.rawValue)) }
    if let standard = ask.standard { clauses.append(PlanClause("default", standard.written)) }
    if let choices = ask.choices {
      clauses.append(PlanClause("one of", choices.map(\.written).joined(separator: ", ")))
    }
  }

  init(_ step: Step, word: String = "step") {
    self.init(word: word, name: step.name, title: step.title == step.name ? "" : step.title)
    if let command = step.command {
      commands.append(PlanCommand(word: "run", command: command, declared: step.effect))
    }
    if let cleanup = step.cleanup {
      commands.append(PlanCommand(word: "cleanup", command: cleanup, declared: nil))
    }
    clauses = Self.clauses(of: step)
    arrows = step.branches.written.map { PlanArrow(label: $0.word, arrow: $0.arrow) }
    let passes = step.branches.passes == nil && step.branches.otherwise == nil ? ["passes"] : []
    let ways = passes + (step.condition == nil ? [] : ["skipped"])
    goesOn = ways.isEmpty ? nil : ways.joined(separator: ", ")
  }

  private static func clauses(of step: Step) -> [PlanClause] {
    var clauses: [PlanClause] = []
    if let condition = step.condition { clauses.append(PlanClause("when", condition.text)) }
    if let each = step.each { clauses.append(PlanClause("each", each.written)) }
    if let context = step.context { clauses.append(PlanClause("on", context.written)) }
    if step.command != nil { clauses.append(PlanClause("limits", limits(of: step))) }
    if let stdin = step.stdin { clauses.append(PlanClause("stdin", stdin.written)) }
    for expectation in step.expectations { clauses.append(PlanClause("expect", expectation.text)) }
    for capture in step.captures {
      let type = capture.type.map { " as " + $0.rawValue } ?? ""
      clauses.append(PlanClause("capture", "\(capture.name) from \(capture.selector.text)\(type)"))
    }
    if let hint = step.hint { clauses.append(PlanClause("hint", hint.written)) }
    if step.isJudgedByTable { clauses.append(PlanClause("verdict", "left to the table below")) }
    return clauses
  }

  private static func limits(of step: Step) -> String {
    var parts = [step.timeout.written + " an attempt"]
    if let stop = step.stopAfter { parts.append("stopped after " + stop.written) }
    parts += step.repetition.written
    return (parts + [Written.bytes(step.keep) + " kept"]).joined(separator: ", ")
  }
}

extension Branches {
  /// The arrows that the file gives, by their words.
  fileprivate var written: [(word: String, arrow: Arrow)] {
    let all = [
      ("passes", passes), ("fails", fails), ("flaky", flaky), ("unknown", unknown), ("otherwise", otherwise),
    ]
    return all.compactMap { word, arrow in arrow.map { (word, $0) } }
  }
}

extension Start.Ready {
  fileprivate var written: String {
    switch self {
    case .expectation(let expectation): expectation.text
    case .port(let number): "port \(number) answers"
    }
  }
}

extension EachClause {
  fileprivate var written: String {
    "\(variable) in \(list.written), " + (atOnce == 1 ? "one after the other" : "\(atOnce) at once")
  }
}

extension Repetition {
  fileprivate var written: [String] {
    switch self {
    case .once: []
    case .retry(let times, let every): ["at most \(times) attempts", Written.interval(every)]
    case .retryUpTo(let limit, let every): ["attempts for \(limit.written)", Written.interval(every)]
    case .sample(let times, let every, let need):
      ["\(times) attempts", Written.interval(every), "\(Written.percent(need)) must hold"]
    case .sampleUpTo(let times, let every, let need):
      [
        "at most \(times) attempts, until it is sure", Written.interval(every),
        "\(Written.percent(need)) must hold",
      ]
    }
  }
}

extension Value {
  /// As the file writes it.
  var written: String {
    switch self {
    case .text(let template): "\"\(template.written)\""
    case .variable(let reference): reference.written
    case .literal(let text): text
    case .share(let percent, let whole):
      "\(Written.percent(percent).filter { $0 != " " }) of \(whole.written)"
    }
  }
}

extension Written {
  fileprivate static func interval(_ every: Duration) -> String {
    every == .zero ? "one after the other" : "one every \(every.written)"
  }
}
