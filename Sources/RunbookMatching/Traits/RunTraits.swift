package import RunbookModel

/// The traits of a run.
///
/// A set, so in whatever order steps ran side by side it is the same; made from what people would tell of the run: its
/// runbook, verdict and outcomes, where its steps led, and of each step that did not pass how it ended, which
/// expectation did not hold and what was found instead, or why it could not look, and the lines of its evidence that speak
/// of trouble. Texts are made equal where they say the same (`TraitText`), so a recreated pod, another node or
/// another cluster changes nothing. Of a fan-out each trait counts once, however many items have it.
package struct RunTraits {
  /// In the order of their kinds, then of their texts.
  package let traits: [Trait]

  /// So many at most, and so many of a kind.
  package static let most = 64
  private static let ofKind = 12

  /// - Parameter content: of evidence; of what is long the beginning and the end are enough.
  package init(of run: Run, content: @escaping (Digest) -> [UInt8]?) {
    var reading = Reading(run: run, content: content)
    reading.read()
    var seen: Set<Trait.ID> = []
    // Of two that say the same at two steps, the step that comes first in the alphabet is told.
    let ordered = reading.traits.sorted { ($0.text, $0.step ?? "") < ($1.text, $1.step ?? "") }
    let kinds = Dictionary(grouping: ordered.filter { seen.insert($0.id).inserted }, by: \.kind)
    traits = Array(
      Trait.Kind.allCases.flatMap { kinds[$0, default: []].prefix(Self.ofKind) }.prefix(Self.most))
  }
}

private struct Reading {
  let run: Run
  let content: (Digest) -> [UInt8]?
  var traits: [Trait] = []

  /// Of each kind at each step.
  private static let most = 4

  mutating func read() {
    guard let started = run.started else { return }
    traits.append(Trait(.runbook, started.runbook))
    traits.append(Trait(.ending, run.end?.verdict.rawValue ?? "died"))
    for outcome in run.outcomes { traits.append(Trait(.outcome, outcome.outcome)) }
    for need in run.needs where need.verdict == .unknown {
      traits.append(Trait(.refusal, step: need.need, normal(need.reason ?? need.need)))
    }
    for case .decision(let decision) in run.way { add(decision) }
    let leaves = Dictionary(grouping: run.steps.filter { !$0.key.items.isEmpty }, by: \.key.name)
    let attempts = Dictionary(grouping: run.attempts) {
      StepKey($0.start.attempt.name, items: $0.start.attempt.items)
    }
    for step in run.steps where step.key.items.isEmpty {
      guard let ended = step.ended else { continue }
      switch ended.verdict {
      case .skipped: break
      case .passed: traits.append(Trait(.passed, step: step.key.name, ""))
      case .failed, .flaky, .unknown: add(step, ended, leaves[step.key.name] ?? [], attempts)
      }
    }
  }

  /// Going on to the next step is no decision.
  private mutating func add(_ decision: DecisionTaken) {
    switch decision.origin {
    case .end: break
    case .step where decision.target == "→ next": break
    case .step, .flow: traits.append(Trait(.decision, step: decision.step, decision.target))
    case .table: traits.append(Trait(.decision, "\(normal(decision.because)) \(decision.target)"))
    }
  }

  private mutating func add(
    _ step: Run.StepRecord, _ ended: StepEnded, _ items: [Run.StepRecord],
    _ attempts: [StepKey: [Run.AttemptRecord]]
  ) {
    let name = step.key.name
    traits.append(Trait(.step, step: name, ended.verdict.rawValue))
    // Only the innermost items ran a command.
    let inner = items.filter { attempts[$0.key] != nil || step.each != nil && $0.ended != nil }
    let failing = inner.filter { $0.ended.map { $0.verdict != .passed && $0.verdict != .skipped } ?? false }
      .sorted { $0.key.items.lexicographicallyPrecedes($1.key.items) }
    if !inner.isEmpty {
      traits.append(Trait(.share, step: name, failing.count == inner.count ? "all" : "some"))
    }
    var told = Told()
    for leaf in inner.isEmpty ? [step] : Array(failing.prefix(2 * Self.most)) {
      let names = TraitText.names(of: leaf.key.items)
      let tries = (attempts[leaf.key] ?? []).filter {
        $0.start.attempt.purpose == .step && $0.verdict?.verdict != .passed
      }
      if tries.isEmpty, let reason = leaf.ended?.reason {
        told.reasons.append((leaf.ended?.verdict == .unknown, normal(reason, names)))
      }
      for attempt in tries.prefix(Self.most) + tries.dropFirst(Self.most).suffix(1) {
        tell(attempt, names, &told)
      }
    }
    add(told, at: name)
  }

  /// What the attempts of a step tell, in their order.
  private struct Told {
    var expectations: [String] = []
    var found: [String] = []
    var reasons: [(isRefusal: Bool, text: String)] = []
    var lines: [String] = []
  }

  private func tell(_ attempt: Run.AttemptRecord, _ names: [[UInt8]], _ told: inout Told) {
    let isUnknown = attempt.verdict?.verdict == .unknown
    let judgements = attempt.judgements.filter { $0.verdict != .passed }
    for judgement in judgements where !isUnknown {
      told.expectations.append(judgement.expectation)
      // "2 of 3 rows do not" is better told by the rows.
      told.found +=
        (judgement.deciding.isEmpty
        ? [judgement.found] : judgement.deciding.prefix(Self.most - 1).map(\.self))
        .map { normal($0, names) }
    }
    if judgements.isEmpty || isUnknown, let reason = attempt.verdict?.reason {
      told.reasons.append((isUnknown, normal(reason, names)))
    }
    for evidence in [attempt.end?.stderr, attempt.end?.output].compactMap(\.self)
    where evidence.content.size > 0 {
      for line in TraitText.troubles(in: content(evidence.content.digest) ?? []) {
        told.lines.append(TraitText.normal(line, about: names + own))
      }
    }
  }

  private mutating func add(_ told: Told, at step: String) {
    // In an order that does not depend on what items are called.
    func first(_ texts: [String]) -> ArraySlice<String> { Set(texts).sorted().prefix(Self.most) }
    traits += first(told.expectations).map { Trait(.expectation, step: step, $0) }
    // What is but a number or a name says nothing any more.
    traits += first(told.found.filter { $0.utf8.contains { $0 < 0x80 && isAlphanumeric($0) } }).map {
      Trait(.found, step: step, $0)
    }
    traits += first(told.reasons.filter(\.isRefusal).map(\.text)).map { Trait(.refusal, step: step, $0) }
    traits += first(told.reasons.filter { !$0.isRefusal }.map(\.text)).map { Trait(.reason, step: step, $0) }
    traits += first(told.lines).map { Trait(.evidence, step: step, $0) }
  }

  /// What this run calls things that it made.
  private var own: [[UInt8]] { [run.id, run.started?.mark ?? run.id].map { Array($0.utf8) } }

  private func normal(_ text: String, _ names: [[UInt8]] = []) -> String {
    TraitText.normal(text.utf8, about: names + own)
  }
}
