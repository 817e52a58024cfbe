import RunbookModel

/// What another version of a runbook makes of many recorded runs.
package struct Backtest: Sendable {
  /// A run that says nothing about another version.
  package struct Unjudged: Sendable, Hashable, Codable {
    package let run: String
    package let reason: String

    package init(run: String, reason: String) {
      self.run = run
      self.reason = reason
    }
  }

  /// Runs that changed for the same reason, or lack the same evidence.
  package struct Group: Sendable {
    package let runs: [Rejudgement]
    package var first: Rejudgement { runs[0] }
  }

  /// As it is written on the command line.
  package let file: String
  /// In the order in which the runs are listed.
  package let judged: [Rejudgement]
  package let unjudged: [Unjudged]

  package init(file: String, judged: [Rejudgement], unjudged: [Unjudged]) {
    self.file = file
    self.judged = judged
    self.unjudged = unjudged
  }

  package func runs(_ result: Rejudgement.Result) -> [Rejudgement] { judged.filter { $0.result == result } }

  /// The runs with a result, by why they have it; the largest group first.
  package func groups(_ result: Rejudgement.Result) -> [Group] {
    var order: [Reason] = []
    var members: [Reason: [Rejudgement]] = [:]
    for run in runs(result) {
      let reason = Reason(run)
      if members[reason] == nil { order.append(reason) }
      members[reason, default: []].append(run)
    }
    let groups = order.map { Group(runs: members[$0] ?? []) }
    return groups.enumerated().sorted {
      ($1.element.runs.count, $0.offset) < ($0.element.runs.count, $1.offset)
    }
    .map(\.element)
  }

  /// What runs have in common that changed alike: the items of an `each` and what was found are their own.
  private struct Reason: Hashable {
    let step: String?
    let before: [String?]
    let after: [String?]

    init(_ run: Rejudgement) {
      if run.result == .missing {
        (step, before, after) = (run.missing?.step, [], [run.missing?.command])
        return
      }
      let point = run.turningPoint
      step = point?.step?.name ?? point?.outcome
      func side(_ side: TurningPoint.Side?) -> [String?] {
        [side?.verdict?.rawValue, side?.expectation, side?.verdict == nil ? side?.reason : nil]
      }
      (before, after) = (side(point?.before), side(point?.after))
    }
  }
}
