import RunbookComparison
import RunbookHistory
import RunbookLanguage
import RunbookModel
import RunbookReports

/// Takes together what a report tells of, out of the history.
struct ReportReading {
  let history: History

  /// A run with all that it called and led to.
  func report(of id: String) throws(HistoryProblem) -> Report {
    report(of: try members(from: id), incident: nil)
  }

  /// All runs of an incident, the oldest first, each with those that it led to.
  func report(ofIncident incident: String) throws(HistoryProblem) -> Report? {
    let runs = try history.runs(HistoryFilter(incident: incident))
    let ids = Set(runs.map(\.id))
    var members: [Report.Member] = []
    for run in runs.reversed() where !(run.parent.map(ids.contains) ?? false) {
      members += try self.members(from: run.id)
    }
    return members.isEmpty ? nil : report(of: members, incident: incident)
  }

  private func report(of members: [Report.Member], incident: String?) -> Report {
    let history = history
    return Report(
      members: members, incident: incident, content: { try? history.content($0) },
      secondsEast: Environment.secondsEast)
  }

  /// The run, then those below it, each behind the one that led to it.
  private func members(from id: String) throws(HistoryProblem) -> [Report.Member] {
    let (summary, events) = (try history.summary(of: id), try history.events(of: id))
    var members = [
      Report.Member(
        summary: summary, events: events, arrows: arrows(of: events),
        comparison: try comparison(of: summary, events))
    ]
    for child in try history.children(of: id) { members += try self.members(from: child) }
    return members
  }

  /// With the last healthy run; of a run that has steps of its own, and is not a part of another one.
  private func comparison(of summary: RunSummary, _ events: [RunEvent]) throws(HistoryProblem) -> Comparison?
  {
    let run = Run(id: summary.id, events: events)
    guard summary.call == nil, summary.state != .running, run.started?.contexts == nil, !run.steps.isEmpty,
      let good = try history.lastHealthy(besides: summary.id)
    else { return nil }
    let history = history
    return Comparison(before: try history.run(good), after: run) { try? history.content($0) }
  }

  /// What the recorded text draws; nothing where it is not stored any more.
  private func arrows(of events: [RunEvent]) -> WrittenArrows {
    guard case .runStarted(let started)? = events.first?.fact else { return WrittenArrows() }
    var arrows = WrittenArrows()
    for source in started.sources {
      guard let bytes = try? history.content(source.text.digest) else { continue }
      arrows.add(parse(SourceText(name: source.name, bytes: bytes)).tree)
    }
    return arrows
  }
}

extension WrittenArrows {
  fileprivate mutating func add(_ file: FileSyntax) {
    add(file.flow, in: file.source)
    for declaration in file.declarations {
      if case .path(let path) = declaration { add(path.flow, in: file.source) }
    }
  }

  private mutating func add(_ flow: [FlowSyntax], in source: SourceText) {
    for entry in flow {
      switch entry {
      case .step(let step), .fix(let step), .start(let step): add(step.name, step.clauses, in: source)
      case .parallel(let parallel): for step in parallel.steps { add(step.name, step.clauses, in: source) }
      case .each(let each): for step in each.steps { add(step.name, step.clauses, in: source) }
      case .call(let call): add(call.name, call.clauses, in: source)
      case .manual(let manual): add(manual.name, manual.clauses, in: source)
      case .decide(let decide):
        tables.append(
          decide.rows.compactMap { row in
            row.arrow.map { Arrow(row.condition?.text ?? "otherwise", $0, in: source) }
          })
      case .arrow, .confirm, .ask: break
      }
    }
  }

  private mutating func add(_ name: Spelled?, _ clauses: [ClauseSyntax], in source: SourceText) {
    guard let name else { return }
    for clause in clauses {
      if case .branch(let word, let arrow?) = clause.kind {
        steps[name.text, default: []].append(Arrow(word.rawValue, arrow, in: source))
      }
    }
  }
}

extension WrittenArrows.Arrow {
  fileprivate init(_ label: String, _ arrow: ArrowSyntax, in source: SourceText) {
    self.init(
      label: label, target: "→ " + source.text(in: arrow.targetRange) + (arrow.goesOn == nil ? "" : ", next"),
      line: source.position(of: arrow.range.start).line)
  }
}
