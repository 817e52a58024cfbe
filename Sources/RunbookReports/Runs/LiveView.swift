package import RunbookModel

/// A run as it is shown while it happens, and again by `show`: the same events give the same lines.
///
/// `apply` returns the lines that stay; `active` draws what is running now and is drawn again as
/// time goes by. A step is one line; under it, where it did not pass, stands why.
package struct LiveView: Sendable {
  package private(set) var run: Run
  private var judgements: JudgementRenderer
  private var tails: [AttemptKey: AttemptEnded] = [:]
  private let quiet: Bool
  /// It stands among the lines of the run that called it.
  private let isInner: Bool
  /// The run that led to it is shown too.
  private let hasParent: Bool
  private var interruptions = 0
  /// The column where titles begin; names longer than this push theirs to the right.
  static let nameWidth = 18

  /// - Parameters:
  ///   - quiet: only the end of the run is shown.
  ///   - isInner: it is shown among the lines of the run that called it.
  ///   - hasParent: the run that led to it is shown too.
  package init(run id: String, quiet: Bool = false, isInner: Bool = false, hasParent: Bool = false) {
    run = Run(id: id)
    self.isInner = isInner
    self.hasParent = hasParent || isInner
    judgements = JudgementRenderer(sources: [])
    self.quiet = quiet
  }

  /// Takes the next event and returns the lines that it leaves behind.
  package mutating func apply(_ event: RunEvent) -> [StyledText] {
    run.apply(event)
    let lines = lines(of: event.fact)
    if quiet, !Self.isShownQuietly(event.fact) { return [] }
    return lines
  }

  private static func isShownQuietly(_ fact: Fact) -> Bool {
    switch fact {
    case .runEnded, .warned: true
    default: false
    }
  }

  private mutating func lines(of fact: Fact) -> [StyledText] {
    switch fact {
    case .runStarted(let fact):
      judgements = JudgementRenderer(
        sources: fact.sources.compactMap { source in
          source.text.bytes.map { SourceText(name: source.name, bytes: $0) }
        })
      let parts = [
        "\(fact.runbook) · run \(run.id)", fact.contexts.map { "in " + $0.joined(separator: ", ") },
        fact.incident.map { "incident \($0)" }, fact.only.map { "only \($0)" },
        fact.from.map { "from \($0)" },
        fact.resumes.map { "goes on from \($0)" },
        hasParent ? nil : fact.parent.map { (fact.call == nil ? "after " : "called by ") + $0 },
      ].compactMap(\.self)
      return [StyledText(fact.title, .strong) + StyledText("  " + parts.joined(separator: " · "), .faint)]
    case .called(let fact):
      guard let record = run.record(of: StepKey(fact.name)) else { return [] }
      return [
        StyledText("  ▸ ", .place) + name(record)
          + StyledText("  \(fact.runbook) · run \(fact.child)", .faint)
      ]
    case .clusterIdentified(let fact):
      let parts = [fact.context.map { "context \($0)" }, fact.server, fact.version].compactMap(\.self)
      return parts.isEmpty ? [] : [StyledText("  " + parts.joined(separator: " · "), .faint)]
    case .needJudged(let fact):
      guard fact.verdict != .passed else { return [] }
      let text = StyledText("needs \(fact.need)") + StyledText(fact.reason.map { ": \($0)" } ?? "", .plain)
      return [signed(fact.verdict) + text]
    case .attemptEnded(let fact):
      let key = AttemptKey(fact.attempt.purpose, name: fact.attempt.name, items: fact.attempt.items)
      tails[key] = fact
      return []
    case .attemptJudged(let fact):
      guard fact.attempt.purpose == .cleanup || fact.attempt.purpose == .finally, fact.verdict != .passed
      else {
        return []
      }
      let what =
        fact.attempt.purpose == .cleanup ? "cleanup of \(fact.attempt.name)" : "finally \(fact.attempt.name)"
      return [signed(fact.verdict) + StyledText("\(what): \(fact.reason ?? VerdictWord.word(fact.verdict))")]
    case .stepEnded(let fact): return stepLines(fact)
    case .decisionTaken(let fact): return decisionLines(fact)
    case .pathEntered(let fact):
      return [StyledText("  → ", .place) + StyledText(fact.path, .place) + StyledText("  \(fact.title)")]
    case .outcomeFound(let fact):
      return [
        StyledText("  → ", .place) + StyledText(fact.outcome, VerdictWord.style(fact.severity))
          + StyledText("  \(fact.title)")
      ]
    case .answered(let fact): return AnswerText.line(fact).map { [$0] } ?? []
    case .warned(let fact): return [StyledText("  warning: ", .doubt) + StyledText(fact.message)]
    case .interrupted(let fact):
      if isInner { return [] }
      interruptions += 1
      let what = interruptions == 1 ? "ending what runs, then cleaning up" : "ending everything at once"
      return [StyledText("  interrupted (\(fact.signal)): \(what)", .doubt)]
    case .runEnded(let fact): return EndView(run: run, end: fact, isInner: isInner).lines
    case .stepStarted, .attemptStarted, .outputArrived, .expectationJudged, .captured, .changed,
      .finallyStarted:
      return []
    }
  }

  private func signed(_ verdict: Verdict) -> StyledText {
    StyledText("  \(VerdictWord.sign(verdict)) ", VerdictWord.style(verdict))
  }

  private func stepLines(_ fact: StepEnded) -> [StyledText] {
    if !fact.step.items.isEmpty, isItem(fact.step) { return [] }
    guard let record = run.record(of: fact.step) else { return [] }
    var line = signed(fact.verdict) + name(record)
    if fact.verdict == .skipped {
      let gap = title(of: record).isEmpty ? "" : "  "
      return [line + StyledText(gap + "skipped" + (fact.reason.map { ": \($0)" } ?? ""), .faint)]
    }
    line.append(facts(of: fact))
    var lines = [line]
    let answers = ItemAnswers(of: fact.step, in: run)
    let sentence = answers?.sentence
    if fact.verdict == .passed {
      return lines + (sentence.map { [StyledText("      \($0)", .doubt)] } ?? []) + indented(answers)
    }
    let evidence = (answers?.telling ?? [fact.step]).flatMap {
      self.evidence(of: $0, in: fact.step, isTold: sentence != nil)
    }
    if let reason = sentence ?? fact.reason, !tellsItself(evidence, fact) {
      lines.append(
        StyledText("      \(VerdictWord.word(fact.verdict)): ", VerdictWord.style(fact.verdict))
          + StyledText(reason))
    }
    lines += indented(answers) + evidence
    if let hint = fact.hint { lines.append(StyledText("      hint: ", .place) + StyledText(hint)) }
    return lines
  }

  private func indented(_ answers: ItemAnswers?) -> [StyledText] {
    (answers?.differences ?? []).map { "        " + $0 }
  }

  /// True where an expectation is drawn that says all that the reason of a single attempt says.
  private func tellsItself(_ evidence: [StyledText], _ fact: StepEnded) -> Bool {
    evidence.count > 2 && fact.tally == nil && run.attempts(of: fact.step).last?.judgements.isEmpty == false
  }

  /// True for an item of a step that is shown as a whole when all items are done.
  private func isItem(_ key: StepKey) -> Bool {
    run.record(of: StepKey(key.name, items: Array(key.items.dropLast())))?.each != nil
  }

  private func name(_ record: Run.StepRecord) -> StyledText {
    let label = ([record.key.name] + record.key.items).joined(separator: " · ")
    return StyledText(label, .strong).padded(to: Self.nameWidth) + StyledText("  " + title(of: record))
  }

  /// Empty where it has none of its own.
  private func title(of record: Run.StepRecord) -> String {
    record.title == record.key.name ? "" : record.title
  }

  /// Counts and the time it took.
  private func facts(of fact: StepEnded) -> StyledText {
    var parts: [String] = []
    if let tally = fact.tally, tally.made > 1 || tally.planned > 1 { parts.append(TallyText.short(tally)) }
    parts.append(fact.takenFrom.map { "taken over from \($0)" } ?? Written.duration(fact.duration))
    return StyledText("  " + parts.joined(separator: "  "), .faint)
  }

  /// The expectations that did not hold in the attempt that tells most: the last that did not pass.
  private func evidence(of key: StepKey, in whole: StepKey, isTold: Bool) -> [StyledText] {
    let attempts = run.attempts(of: key)
    guard let told = attempts.last(where: { ($0.verdict?.verdict ?? .passed) != .passed }) else { return [] }
    var lines: [StyledText] = []
    if key != whole {
      lines.append(
        StyledText("      \(key.items.joined(separator: " · "))", .strong)
          + StyledText(isTold ? "" : reason(told)))
    }
    let doubtful = told.judgements.filter { $0.verdict != .passed }
    for judgement in doubtful.prefix(2) { lines += judgements.lines(for: judgement).map { "      " + $0 } }
    if doubtful.isEmpty { lines += tail(of: told) }
    return lines
  }

  private func reason(_ attempt: Run.AttemptRecord) -> String {
    attempt.verdict?.reason.map { ": \($0)" } ?? ""
  }

  /// The last lines of what the command printed, where no expectation shows them.
  private func tail(of attempt: Run.AttemptRecord) -> [StyledText] {
    let key = attempt.start.attempt
    guard let end = tails[AttemptKey(key.purpose, name: key.name, items: key.items)] else { return [] }
    let shown = end.stderr.content.size > 0 ? end.stderr : end.output
    guard let bytes = shown.content.bytes else { return [] }
    let lines = bytes.suffix(4096).split(separator: UInt8(ascii: "\n")).suffix(5)
    return lines.map { StyledText("      │ ", .faint) + StyledText(Visible.text($0)).clipped(to: 160) }
  }

  private func decisionLines(_ fact: DecisionTaken) -> [StyledText] {
    guard fact.origin == .table else { return [] }
    return [StyledText("  ", .plain) + StyledText(fact.because, .faint)]
  }

  /// The steps that never ended, of a run that died or still runs.
  package var unfinished: [StyledText] {
    run.steps.filter { $0.started != nil && $0.ended == nil && !isItem($0.key) }.map { record in
      StyledText("  … ", .doubt) + name(record) + StyledText("  did not end", .doubt)
    }
  }

  /// What is running now, one line a step: spinner, name, attempts, elapsed time.
  package func active(now: Moment, frame: Int) -> [StyledText] {
    guard run.end == nil, !quiet else { return [] }
    let spinner = Self.spinner(frame)
    let running = run.steps.filter { $0.started != nil && $0.ended == nil && !isItem($0.key) }
    if running.isEmpty {
      guard let current = run.attempts.last, current.end == nil, current.verdict == nil else { return [] }
      let elapsed = Written.duration(now.since(current.startTime))
      return [
        StyledText("  \(spinner) ", .place) + StyledText(Self.word(current.start.attempt))
          + StyledText("  \(elapsed)", .faint)
      ]
    }
    return running.map { record in
      let progress = Progress.text(record, in: run)
      let elapsed = Written.duration(now.since(record.started ?? now))
      return StyledText("  \(spinner) ", .place) + name(record)
        + StyledText((progress.isEmpty ? "  " : "  \(progress)  ") + elapsed, .faint)
    }
  }

  static func spinner(_ frame: Int) -> String {
    ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"][frame % 10]
  }

  private static func word(_ attempt: AttemptKey) -> String {
    switch attempt.purpose {
    case .step: attempt.name
    case .need: "asking \(attempt.name) for its version"
    case .identity: "asking the cluster who it is"
    case .reach: "asking whether the API server answers"
    case .ready: "waiting for \(attempt.name)"
    case .cleanup: "cleaning up after \(attempt.name)"
    case .finally: "finally"
    case .undo: "taking back \(attempt.name)"
    }
  }
}
