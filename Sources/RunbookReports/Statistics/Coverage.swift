package import RunbookModel

/// What of a runbook no run has ever tried: steps that never ran or never failed, arrows that never were taken, outcomes
/// that never were reached.
package struct Coverage: Sendable, Hashable, Encodable {
  /// An arrow as it stands in the runbook.
  package struct Untaken: Sendable, Hashable, Encodable {
    /// `step dns fails`, `decide row 2`, `path coredns`.
    package let at: String
    /// `→ coredns`.
    package let arrow: String
    package let file: String
    package let line: Int
  }

  package struct Unreached: Sendable, Hashable, Encodable {
    package let outcome: String
    package let file: String
    package let line: Int
  }

  package let steps: Int
  package let arrows: Int
  package let neverRun: [String]
  package let neverTaken: [Untaken]
  /// They ran, and none of their verdicts was failed or flaky.
  package let neverFailed: [String]
  package let outcomes: Int
  package let neverReached: [Unreached]

  package init(of plan: Plan, _ statistics: [RunStatistics.Step], taken: [ArrowTaken: Int]) {
    let verdicts = Dictionary(statistics.map { ($0.step, $0.verdicts) }) { first, _ in first }
    let names = plan.steps.map(\.name)
    let ran = names.filter { name in
      verdicts[name, default: [:]].contains { $0.key != "skipped" && $0.value > 0 }
    }
    steps = names.count
    neverRun = names.filter { !ran.contains($0) }
    neverFailed = ran.filter { name in
      ["failed", "flaky"].allSatisfy { verdicts[name, default: [:]][$0, default: 0] == 0 }
    }
    let all = Self.arrows(of: plan)
    arrows = all.count
    neverTaken = all.filter { arrow in arrow.keys.allSatisfy { taken[$0, default: 0] == 0 } }.map(\.arrow)
    let reached = Set(taken.filter { $0.value > 0 }.keys.map(\.target))
    outcomes = plan.outcomes.count
    neverReached = plan.outcomes.values.filter { outcome in
      [false, true].allSatisfy {
        !reached.contains(Arrow(.outcome(outcome.name), goesOn: $0, place: outcome.place).written)
      }
    }
    .map { Unreached(outcome: $0.name, file: $0.place.file, line: Self.line(of: $0.place, in: plan)) }
    .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  /// Each arrow, and how the history tells that it was taken.
  private static func arrows(of plan: Plan) -> [(arrow: Untaken, keys: [ArrowTaken])] {
    let flows =
      [(at: "the flow", nodes: plan.flow)]
      + plan.paths.sorted { $0.key < $1.key }.map { (at: "path \($0.key)", nodes: $0.value.flow) }
    func written(_ arrow: Arrow, at place: String) -> Untaken {
      Untaken(
        at: place, arrow: arrow.written, file: arrow.place.file, line: line(of: arrow.place, in: plan))
    }
    var found: [(arrow: Untaken, keys: [ArrowTaken])] = []
    for (place, nodes) in flows {
      for node in nodes {
        switch node {
        case .arrow(let arrow):
          found.append(
            (written(arrow, at: place), [ArrowTaken(origin: .flow, target: arrow.written)]))
        case .decide(let table):
          for (row, entry) in table.rows.enumerated() {
            found.append(
              (
                written(entry.arrow, at: entry.text),
                [ArrowTaken(origin: .table, row: row, target: entry.arrow.written)]
              ))
          }
        case .step, .parallel, .each, .fix, .manual, .ask, .confirm, .call, .start: break
        }
      }
    }
    for step in plan.steps {
      for (word, verdicts, arrow) in step.branches.written {
        let keys = verdicts.map {
          ArrowTaken(origin: .step, step: step.name, verdict: $0.rawValue, target: arrow.written)
        }
        found.append((written(arrow, at: "\(step.name) \(word)"), keys))
      }
    }
    return found.sorted { ($0.arrow.file, $0.arrow.line) < ($1.arrow.file, $1.arrow.line) }
  }

  private static func line(of place: SourcePlace, in plan: Plan) -> Int {
    let source = ([plan.source] + plan.used).first { $0.name == place.file }
    return source?.position(of: place.range.start).line ?? 0
  }

  package var lines: [StyledText] {
    func list(_ title: String, _ items: [StyledText], of all: Int) -> [StyledText] {
      [StyledText("\(title): \(items.count) of \(all)", .strong)] + items.map { StyledText("  ") + $0 }
    }
    var arrows = Table("ARROW", "OF", "LINE")
    for arrow in neverTaken {
      arrows.add([
        StyledText(arrow.arrow), StyledText(arrow.at), StyledText("\(arrow.file):\(arrow.line)", .faint),
      ])
    }
    var outcomes = Table("OUTCOME", "LINE")
    for outcome in neverReached {
      outcomes.add([
        StyledText(outcome.outcome), StyledText("\(outcome.file):\(outcome.line)", .faint),
      ])
    }
    func rows(_ table: Table) -> [StyledText] { Array(table.lines.dropFirst()) }
    return list("steps that never ran", neverRun.map { StyledText($0) }, of: steps) + [""]
      + list("arrows never taken", rows(arrows), of: self.arrows)
      + [""]
      + list("steps that never failed", neverFailed.map { StyledText($0) }, of: steps) + [""]
      + list("outcomes never reached", rows(outcomes), of: self.outcomes)
  }
}

extension Branches {
  /// Each arrow with its word and the verdicts that lead along it.
  fileprivate var written: [(word: String, verdicts: [Verdict], arrow: Arrow)] {
    let own: [(String, Verdict, Arrow?)] = [
      ("passes", .passed, passes), ("fails", .failed, fails), ("flaky", .flaky, flaky),
      ("unknown", .unknown, unknown),
    ]
    var written = own.compactMap { word, verdict, arrow in arrow.map { (word, [verdict], $0) } }
    if let otherwise {
      written.append(("otherwise", own.filter { $0.2 == nil }.map(\.1), otherwise))
    }
    return written
  }
}
