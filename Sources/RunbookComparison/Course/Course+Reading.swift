import RunbookModel

extension Course {
  init(_ before: Run, _ after: Run, _ renames: Renames) {
    let (left, right) = (Self.verdicts(before), Self.verdicts(after))
    let reader = CourseReader(before: before, after: after, renames: renames)
    steps = right.compactMap { record in
      before.record(of: record.key).flatMap { $0.ended == nil ? nil : reader.change($0, record) }
    }
    decisions = reader.decisions
    let (found, now) = (before.outcomes.map(\.outcome), after.outcomes.map(\.outcome))
    outcomesBefore = found.filter { !now.contains($0) }
    outcomesAfter = now.filter { !found.contains($0) }
    let (names, others) = (left.map(\.key.name), right.map(\.key.name))
    let (nameSet, otherSet) = (Set(names), Set(others))
    stepsBefore = names.filter { !otherSet.contains($0) }
    stepsAfter = others.filter { !nameSet.contains($0) }
    settings = reader.settings
  }

  /// The steps that came to a verdict, without their items.
  private static func verdicts(_ run: Run) -> [Run.StepRecord] {
    run.steps.filter { $0.key.items.isEmpty && $0.ended != nil }
  }
}

/// Reads what came of two runs.
private struct CourseReader {
  let before: Run
  let after: Run
  let renames: Renames

  func change(_ old: Run.StepRecord, _ new: Run.StepRecord) -> StepChange? {
    let (one, other) = (old.ended!, new.ended!)
    let items = new.each == nil ? [] : changedItems(new.key.name)
    if one.verdict == other.verdict, items.isEmpty { return nil }
    return StepChange(
      step: new.key.name, title: new.title, before: one.verdict, after: other.verdict,
      items: items.map { $0.joined(separator: " · ") }, reason: other.reason,
      deciding: deciding(new.key.name, items))
  }

  /// The items of a step whose verdict changed.
  private func changedItems(_ step: String) -> [[String]] {
    var old: [[String]: Verdict] = [:]
    for record in before.records(named: step) where !record.key.items.isEmpty {
      if let ended = record.ended { old[record.key.items.map(renames.translated)] = ended.verdict }
    }
    return after.records(named: step).compactMap { record in
      guard let verdict = record.ended?.verdict, let other = old[record.key.items],
        verdict != other
      else { return nil }
      return record.key.items
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What did not hold in the later run, beside what was found in the earlier.
  private func deciding(_ step: String, _ items: [[String]]) -> [StepChange.Deciding] {
    (items.isEmpty ? [[]] : items).flatMap { item -> [StepChange.Deciding] in
      let attempts = after.attempts(of: StepKey(step, items: item))
      guard let attempt = attempts.last(where: { $0.verdict?.verdict != .passed }) else { return [] }
      let earlier = before.attempts.last {
        $0.start.attempt.purpose == .step && $0.start.attempt.name == step
          && $0.start.attempt.items.map(renames.translated) == item && $0.verdict?.verdict == .passed
      }
      return attempt.judgements.filter { $0.verdict != .passed }.map { judgement in
        StepChange.Deciding(
          expectation: judgement.expectation, item: item.isEmpty ? nil : item.joined(separator: " · "),
          before: earlier?.judgements.first { $0.expectation == judgement.expectation }?.found,
          after: judgement.found, values: judgement.deciding)
      }
    }
  }

  private struct Fork: Hashable {
    let path: String?
    let step: String?
    /// Among the tables of its path.
    let number: Int
  }

  /// The decisions of steps and tables; an arrow that stands alone goes one way only.
  private func forks(_ run: Run) -> [(fork: Fork, taken: DecisionTaken)] {
    var path: String?
    var numbers: [Fork: Int] = [:]
    var forks: [(Fork, DecisionTaken)] = []
    for point in run.way {
      switch point {
      case .path(let entered): path = entered.path
      case .decision(let taken) where taken.origin != .flow:
        let place = Fork(path: path, step: taken.step, number: 0)
        numbers[place, default: 0] += 1
        forks.append((Fork(path: path, step: taken.step, number: numbers[place]!), taken))
      case .decision, .step, .outcome: break
      }
    }
    return forks
  }

  var decisions: [DecisionChange] {
    let earlier = forks(before)
    return forks(after).compactMap { fork, taken in
      let old = earlier.first { $0.fork == fork }?.taken
      // Where a step's verdict has no arrow, the flow goes on.
      let hadNoArrow = taken.step.map { before.steps.contains(passed: $0) } ?? false
      guard let target = old?.target ?? (hadNoArrow ? "→ next" : nil), target != taken.target else {
        return nil
      }
      let texts = [taken.because, old?.because].compactMap(\.self) + taken.rejected.map(\.reason)
      return DecisionChange(
        path: fork.path, step: fork.step, before: target, after: taken.target, because: taken.because,
        values: values(namedIn: texts))
    }
  }

  private func values(namedIn texts: [String]) -> [Course.Setting] {
    let names = Set(before.variables.keys).union(after.variables.keys).filter { name in
      texts.contains { $0.contains("$" + name) }
    }
    return names.sorted().compactMap {
      setting("$" + $0, before.variables[$0]?.written, after.variables[$0]?.written)
    }
  }

  private func setting(_ name: String, _ old: String?, _ new: String?) -> Course.Setting? {
    old.map(renames.translated) == new ? nil : Course.Setting(name: name, before: old, after: new)
  }

  /// Parameters, what the tools say of themselves, and the cluster.
  var settings: [Course.Setting] {
    let (old, new) = (before.started?.parameters ?? [:], after.started?.parameters ?? [:])
    let parameters = Set(old.keys).union(new.keys).sorted().compactMap {
      setting($0, old[$0]?.written, new[$0]?.written)
    }
    let needs = after.needs.compactMap { need in
      before.needs.first { $0.need == need.need }.flatMap { setting(need.need, $0.found, need.found) }
    }
    let cluster = [
      setting("cluster", before.cluster?.uid, after.cluster?.uid),
      setting("API server", before.cluster?.version, after.cluster?.version),
    ]
    return parameters + needs + cluster.compactMap(\.self)
  }
}

extension [Run.StepRecord] {
  fileprivate func contains(passed step: String) -> Bool {
    contains { $0.key == StepKey(step) && $0.ended?.verdict == .passed }
  }
}
