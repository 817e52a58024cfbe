package import RunbookModel

/// A step with all its evidence: each attempt's command, what it printed, what was expected of it.
package struct StepView {
  private let run: Run
  private let judgements: JudgementRenderer
  private let content: (Digest) -> [UInt8]?

  /// - Parameter content: the bytes that are stored under a digest.
  package init(run: Run, content: @escaping (Digest) -> [UInt8]?) {
    self.run = run
    self.content = content
    judgements = JudgementRenderer(
      sources: (run.started?.sources ?? []).compactMap { source in
        content(source.text.digest).map { SourceText(name: source.name, bytes: $0) }
      })
  }

  /// The names that can be shown: steps, cleanups, questions of the engine.
  package var names: [String] {
    var seen: Set<String> = []
    let names = run.steps.map(\.key.name) + run.attempts.map(\.start.attempt.name) + run.answers.map(\.name)
    return names.filter { seen.insert($0).inserted }
  }

  package func lines(for name: String) -> [StyledText] {
    var lines: [StyledText] = []
    for record in run.steps where record.key.name == name {
      lines.append(heading(record))
      if let called = record.called {
        lines.append(StyledText("  its run: ", .faint) + StyledText("runbook show \(called)", .place))
      }
      if let run = record.ended?.takenFrom {
        lines.append(
          StyledText("  its evidence: ", .faint) + StyledText("runbook show \(run) \(name)", .place))
      }
      if record.each != nil, let answers = ItemAnswers(of: record.key, in: run), let said = answers.sentence {
        lines.append(StyledText("  \(said)", .doubt))
        lines += answers.differences.map { "    " + $0 }
      }
      if let hint = record.ended?.hint { lines.append(StyledText("  hint: ", .place) + StyledText(hint)) }
    }
    for answer in run.answers where answer.name == name { lines.append(self.line(for: answer)) }
    for attempt in run.attempts where attempt.start.attempt.name == name { lines += self.lines(for: attempt) }
    for change in run.changes where change.changed.fix.name == name { lines += self.lines(for: change) }
    return lines
  }

  private func line(for answer: Answered) -> StyledText {
    StyledText("  \(answer.question)  ") + StyledText(answer.answer ?? "nobody answered", .strong)
      + StyledText(answer.remark.map { " " + $0 } ?? "") + StyledText("  (\(answer.source.rawValue))", .faint)
  }

  /// What was changed, and what takes it back.
  private func lines(for change: Run.ChangeRecord) -> [StyledText] {
    let changed = change.changed
    var head = StyledText("change", .strong)
    if !changed.fix.items.isEmpty { head.append(" · " + changed.fix.items.joined(separator: " · "), .strong) }
    switch changed.state {
    case .started: head.append("  it began, and its end is not recorded", .doubt)
    case .changed: head.append(change.isUndone ? "  taken back" : "  \(changed.effect.rawValue)", .faint)
    case .unchanged: head.append("  it found nothing to change", .faint)
    }
    var lines = ["", head]
    guard let undo = changed.undo else {
      return lines + [StyledText("  nothing takes it back: \(changed.noUndo ?? "")", .doubt)]
    }
    lines += undo.command.split(separator: "\n", omittingEmptySubsequences: false).map {
      StyledText("  undo $ ", .faint) + StyledText(String($0))
    }
    for (name, value) in undo.variables.sorted(by: { $0.key < $1.key }) {
      lines.append(StyledText("    \(name)=", .faint) + StyledText(oneLine(value)))
    }
    return lines
  }

  private func heading(_ record: Run.StepRecord) -> StyledText {
    let label = ([record.key.name] + record.key.items).joined(separator: " · ")
    var line =
      StyledText(label, .strong) + StyledText(record.title == record.key.name ? "" : "  " + record.title)
    guard let ended = record.ended else { return line + StyledText("  did not end", .doubt) }
    line.append("  " + VerdictWord.word(ended.verdict), VerdictWord.style(ended.verdict))
    if let reason = ended.reason { line.append(": \(reason)") }
    if let tally = ended.tally { line.append("  " + TallyText.long(tally), .faint) }
    return line + StyledText("  " + Written.duration(ended.duration), .faint)
  }

  private func lines(for attempt: Run.AttemptRecord) -> [StyledText] {
    var lines: [StyledText] = [
      "", StyledText(AttemptText.label(attempt.start.attempt), .strong) + ending(attempt) + effect(attempt),
    ]
    lines += attempt.start.command.split(separator: "\n", omittingEmptySubsequences: false)
      .map { StyledText("  $ ", .faint) + StyledText(String($0)) }
    for (name, value) in attempt.start.variables.sorted(by: { $0.key < $1.key }) {
      lines.append(StyledText("    \(name)=", .faint) + StyledText(oneLine(value)))
    }
    lines += evidence(attempt)
    for judgement in attempt.judgements where judgement.verdict == .passed {
      lines.append(
        StyledText("  ✓ ", .good) + StyledText(judgement.expectation)
          + StyledText("  \(judgement.found)", .faint))
    }
    for judgement in attempt.judgements where judgement.verdict != .passed {
      lines += judgements.lines(for: judgement).map { "  " + $0 }
    }
    for capture in attempt.captures {
      lines.append(StyledText("  \(capture.name) = ", .faint) + StyledText(oneLine(capture.value.written)))
    }
    return lines
  }

  private func ending(_ attempt: Run.AttemptRecord) -> StyledText {
    guard let end = attempt.end else { return StyledText("  did not end", .doubt) }
    var text =
      "  " + AttemptText.ending(end.ending) + StyledText("  " + Written.duration(end.duration), .faint)
    if let verdict = attempt.verdict {
      text.append("  " + VerdictWord.word(verdict.verdict), VerdictWord.style(verdict.verdict))
      if let reason = verdict.reason { text.append(": \(reason)") }
    }
    return text
  }

  private func effect(_ attempt: Run.AttemptRecord) -> StyledText {
    AttemptText.effect(attempt).map { StyledText("  " + $0, .faint) } ?? ""
  }

  private func evidence(_ attempt: Run.AttemptRecord) -> [StyledText] {
    guard let end = attempt.end else {
      return attempt.arrived.flatMap { arrived in
        block(content(arrived.content.digest) ?? [], cut: nil, stream: arrived.stream)
      }
    }
    return block(
      content(end.output.content.digest), cut: end.output.cut, stream: .output, size: end.output.content.size)
      + block(
        content(end.stderr.content.digest), cut: end.stderr.cut, stream: .stderr,
        size: end.stderr.content.size)
  }

  private func block(_ bytes: [UInt8]?, cut: Evidence.Cut?, stream: Stream, size: Int = 0) -> [StyledText] {
    guard let bytes else {
      return size == 0
        ? [] : [StyledText("  \(stream.rawValue): \(Written.bytes(size)) that are no longer stored", .doubt)]
    }
    let bar = StyledText(stream == .output ? "  │ " : "  ┆ ", stream == .output ? .faint : .doubt)
    guard let cut else { return Self.split(bytes[...]).map { bar + StyledText($0) } }
    let head = bytes[..<min(cut.head, bytes.count)]
    let mark = StyledText("  … \(Written.bytes(cut.lost)) (\(cut.lost) bytes) were cut here …", .doubt)
    return Self.split(head).map { bar + StyledText($0) } + [mark]
      + Self.split(bytes[head.endIndex...]).map { bar + StyledText($0) }
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in Visible.text(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) }
  }

  private func oneLine(_ text: String) -> String {
    let line = text.replacing("\n", with: " ⏎ ")
    return line.count > 160 ? String(line.prefix(159)) + "…" : line
  }
}
