package import RunbookModel

/// The end of a run in less than a screen: the diagnosis, what to do, the way taken.
package struct EndView: Sendable {
  private let run: Run
  private let end: RunEnded
  private let isInner: Bool

  /// - Parameter isInner: it stands among the lines of the run that called it, whose steps were all shown.
  package init(run: Run, end: RunEnded, isInner: Bool = false) {
    self.run = run
    self.end = end
    self.isInner = isInner
  }

  package var lines: [StyledText] {
    if let contexts = end.contexts { return ContextsEnd(end: end, contexts: contexts).lines }
    let style = VerdictWord.style(end.verdict)
    let found = run.outcomes.last { $0.outcome == end.outcome }
    var head = StyledText(end.verdict.rawValue.uppercased(), style)
    if end.verdict == .healthy, end.fixed != nil { head.append(" after a fix", style) }
    if let found { head.append(StyledText("  \(found.outcome)", .strong) + StyledText("  \(found.title)")) }
    head.append("  " + Written.duration(end.duration), .faint)
    var lines = isInner ? ["  " + head] : ["", head]
    if found == nil { lines.append("  " + StyledText(end.reason)) }
    lines += prose(found)
    lines += besides.before.map { "  " + $0 }
    let way = WayText.line(run)
    if !isInner, !way.plain.isEmpty { lines.append(StyledText("  way: ", .faint) + way) }
    return lines + besides.after.map { "  " + $0 }
  }

  /// What the verdict alone does not tell: what else was found and changed, and what nobody saw; then what is left to do.
  var besides: (before: [StyledText], after: [StyledText]) {
    let others = end.outcomes.filter { $0 != end.outcome }
    var before: [StyledText] = []
    if !others.isEmpty {
      before.append(StyledText("also found: ", .strong) + StyledText(others.joined(separator: ", ")))
    }
    let left = end.left.map { StyledText("not cleaned up: ", .bad) + StyledText($0) }
    let follow = end.follow.map { StyledText("next: ", .place) + StyledText($0) }
    return (before + fixes + fanned + blind, left + [follow].compactMap(\.self))
  }

  private func prose(_ found: OutcomeFound?) -> [StyledText] {
    guard let found, !found.prose.isEmpty else { return [] }
    let lines = found.prose.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix(14).map { "  " + StyledText(String($0)) } + (lines.count > 14 ? ["  …"] : [])
  }

  /// Where the items of a fan-out do not agree: who does not.
  private var fanned: [StyledText] {
    let steps = run.steps.filter { record in
      // The reason of the run may have told it all.
      let isTold = end.reason.hasPrefix("\(record.key.name) ") && !end.reason.hasSuffix(" more")
      return record.each != nil && record.key.items.isEmpty && record.ended?.verdict != .passed
        && (end.outcome != nil || !isTold)
    }
    return steps.prefix(4).compactMap { record in
      ItemAnswers(of: record.key, in: run)?.sentence.map {
        StyledText("\(record.key.name): ", .strong) + StyledText($0)
      }
    }
  }

  /// What was changed and how it is taken back, and what could be.
  private var fixes: [StyledText] {
    let changes = run.changes.filter { $0.changed.state != .unchanged }
    var lines = changes.map { change in
      let items = change.changed.fix.items.map { " · " + $0 }.joined()
      return StyledText("changed: ", .strong)
        + StyledText("\(change.changed.fix.name)\(items)  \(change.changed.title)")
        + StyledText(change.isUndone ? "  taken back" : "", .faint)
    }
    if changes.contains(where: { !$0.isUndone && $0.changed.undo != nil }) {
      lines.append(StyledText("to undo: ", .faint) + StyledText("runbook undo \(run.id)", .place))
    }
    for fix in end.proposed ?? [] {
      let asked = run.answers.last { $0.purpose == .fix && $0.name == fix }?.question ?? ""
      lines.append(
        StyledText("proposed: ", .strong) + StyledText("\(fix)  \(asked)")
          + StyledText("  --allow-fix \(fix)", .place))
    }
    return lines
  }

  /// What could not be looked at, so that nobody takes silence for health.
  private var blind: [StyledText] {
    let unseen = run.steps.filter { $0.ended?.verdict == .unknown && $0.key.items.isEmpty }
    return unseen.prefix(4).map { record in
      StyledText("could not look: ", .doubt)
        + StyledText(record.key.name + (record.ended?.reason.map { ": \($0)" } ?? ""))
    }
  }
}
