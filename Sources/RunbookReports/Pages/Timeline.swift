import RunbookModel

/// What happened when, in one line each: what the verdicts were, what was decided, asked, changed, found.
struct Timeline {
  struct Entry {
    enum Kind: String, Encodable {
      case started, cluster, need, step, path, decision, call, answer, change, outcome, cleanup, warning,
        note, ended
    }

    let time: Moment
    /// The run that it belongs to.
    let run: String
    let kind: Kind
    let text: StyledText
    /// In milliseconds, up to `time`; nil for what takes no time.
    var took: Int?
    /// Of a step.
    var verdict: Verdict?
  }

  let entries: [Entry]

  /// Of several runs, by the clock.
  init(_ members: [Report.Member]) {
    let entries = members.flatMap { member in
      var steps: [StepKey: String] = [:]
      let notes = member.summary.notes.map { note in
        let subject = note.step.map { " on \($0)" } ?? ""
        let text = StyledText("\(note.author ?? "somebody") notes\(subject): ", .place)
        return Entry(
          time: note.time, run: member.summary.id, kind: .note,
          text: text + StyledText(note.text.inOneLine.clipped(to: 300)))
      }
      return notes
        + member.events.flatMap { event -> [Entry] in
          if case .stepStarted(let fact) = event.fact { steps[fact.step] = fact.title }
          return Self.entries(of: event, in: member.run, steps)
        }
    }
    self.entries = entries.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }

  private static func entries(
    of event: RunEvent, in run: Run, _ titles: [StepKey: String]
  ) -> [Entry] {
    func entry(_ kind: Entry.Kind, _ text: StyledText, took: Int? = nil, verdict: Verdict? = nil) -> [Entry] {
      [Entry(time: event.time, run: event.run, kind: kind, text: text, took: took, verdict: verdict)]
    }
    switch event.fact {
    case .runStarted(let fact): return entry(.started, started(fact))
    case .clusterIdentified(let fact):
      let parts = [fact.context.map { "context \($0)" }, fact.server, fact.version].compactMap(\.self)
      return parts.isEmpty ? [] : entry(.cluster, StyledText(parts.joined(separator: " · "), .faint))
    case .needJudged(let fact):
      if fact.verdict == .passed { return [] }
      return entry(.need, signed(fact.verdict) + "needs \(fact.need)" + because(fact.reason))
    case .pathEntered(let fact):
      return entry(.path, StyledText("→ \(fact.path)", .place) + StyledText("  \(fact.title)"))
    case .called(let fact):
      return entry(
        .call, StyledText(fact.name, .strong) + StyledText(" calls \(fact.runbook), run \(fact.child)"))
    case .stepEnded(let fact):
      // Its items are told in the step itself.
      guard fact.step.items.isEmpty, fact.verdict != .skipped else { return [] }
      let title = titles[fact.step].map { $0 == fact.step.name ? "" : "  " + $0 } ?? ""
      let said =
        ItemAnswers(of: fact.step, in: run)?.sentence ?? (fact.verdict == .passed ? nil : fact.reason)
      return entry(
        .step, signed(fact.verdict) + StyledText(fact.step.name, .strong) + StyledText(title) + because(said),
        took: fact.duration, verdict: fact.verdict)
    case .decisionTaken(let fact):
      if fact.origin != .table { return [] }
      return entry(
        .decision, StyledText(fact.because.clipped(to: 300) + " ", .faint) + StyledText(fact.target, .place))
    case .answered(let fact): return entry(.answer, answered(fact))
    case .changed(let fact): return entry(.change, changed(fact))
    case .outcomeFound(let fact):
      return entry(
        .outcome,
        StyledText("→ \(fact.outcome)", VerdictWord.style(fact.severity)) + StyledText("  \(fact.title)"))
    case .attemptJudged(let fact):
      switch fact.attempt.purpose {
      case .undo where fact.verdict == .passed:
        return entry(.change, StyledText("taken back: ", .strong) + StyledText(fact.attempt.name))
      case .undo, .cleanup, .finally:
        if fact.verdict == .passed { return [] }
        let what = "\(fact.attempt.purpose.rawValue) \(fact.attempt.name)"
        return entry(.cleanup, signed(fact.verdict) + StyledText(what) + because(fact.reason))
      case .step, .need, .identity, .reach, .ready: return []
      }
    case .finallyStarted(let fact):
      return fact.count == 0 ? [] : entry(.cleanup, StyledText("cleaning up", .faint))
    case .warned(let fact):
      return entry(.warning, StyledText("warning: ", .doubt) + StyledText(fact.message))
    case .interrupted(let fact): return entry(.warning, StyledText("interrupted by \(fact.signal)", .doubt))
    case .runEnded(let fact):
      let verdict = StyledText(fact.verdict.rawValue, VerdictWord.style(fact.verdict))
      return entry(.ended, verdict + StyledText(": \(fact.reason.clipped(to: 300))"))
    case .stepStarted, .attemptStarted, .outputArrived, .attemptEnded, .expectationJudged, .captured:
      return []
    }
  }

  private static func signed(_ verdict: Verdict) -> StyledText {
    StyledText(VerdictWord.sign(verdict) + " ", VerdictWord.style(verdict))
  }

  private static func because(_ reason: String?) -> StyledText {
    reason.map { StyledText(": " + $0.inOneLine.clipped(to: 200)) } ?? ""
  }

  private static func started(_ fact: RunStarted) -> StyledText {
    let who = fact.user.map { user in user + (fact.host.map { " on \($0)" } ?? "") }
    let part = fact.only.map { ", only \($0)" } ?? fact.from.map { ", from \($0)" } ?? ""
    let what =
      fact.undoes.map { "takes back run \($0)" } ?? fact.resumes.map {
        "goes on from run \($0) with \(fact.runbook)"
      }
      ?? "starts \(fact.runbook)"
    return StyledText((who ?? "somebody") + " ") + StyledText(what, .strong) + StyledText(part)
  }

  private static func answered(_ fact: Answered) -> StyledText {
    let answer = fact.answer.map { StyledText($0, .strong) } ?? StyledText("nobody answered", .doubt)
    let remark = fact.remark.map { " " + $0 } ?? ""
    return StyledText("\(fact.question)  ") + answer + StyledText(remark)
      + StyledText("  (\(fact.source.said))", .faint)
  }

  private static func changed(_ fact: Changed) -> StyledText {
    let name = StyledText(([fact.fix.name] + fact.fix.items).joined(separator: " · "), .strong)
    switch fact.state {
    case .started: return "begins to change: " + name + StyledText("  \(fact.title)")
    case .changed: return "changed: " + name
    case .unchanged: return "nothing to change: " + name
    }
  }
}

extension Answered.Source {
  /// Who gave an answer, in words.
  var said: String {
    switch self {
    case .person: "a person"
    case .option: "the command line"
    case .standard: "the default"
    case .nobody: "nobody was there"
    }
  }
}
