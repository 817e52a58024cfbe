package import RunbookModel

/// Several contexts side by side: a line for each step, a column for each context.
///
/// All contexts walk through the same runbook, each at its own pace and perhaps along another path. A step gets
/// its line when the first of them comes to it, behind the step which that one took before; so the
/// lines of one path stay together. Where the columns do not fit there is one line a context instead.
package struct ContextTable: Sendable {
  private var members: ContextMembers
  /// By the id of the run.
  private var runs: [String: Run] = [:]
  /// The runs of each context, in the order in which they started.
  private var ids: [String: [String]] = [:]
  private var rows: [Row] = []
  /// The row at which each context stands.
  private var positions: [String: Row] = [:]

  private struct Row: Hashable {
    let runbook: String
    let step: String
    let title: String

    static func == (a: Row, b: Row) -> Bool { a.runbook == b.runbook && a.step == b.step }
    func hash(into hasher: inout Hasher) { hasher.combine(step) }
  }

  private static let nameWidth = 18
  private static let widest = 22
  private static let narrowest = 12

  package init(run id: String, contexts: [String]) {
    members = ContextMembers(parent: id, contexts: contexts)
  }

  /// Takes the next event of any of the runs, and returns the lines that it leaves behind.
  package mutating func apply(_ event: RunEvent) -> [StyledText] {
    guard event.run != members.parent, let context = members.context(of: event) else { return [] }
    if runs[event.run] == nil { ids[context, default: []].append(event.run) }
    runs[event.run, default: Run(id: event.run)].apply(event)
    switch event.fact {
    case .stepStarted(let fact): enter(fact.step, fact.title, of: event.run, in: context)
    case .stepEnded(let fact): enter(fact.step, fact.step.name, of: event.run, in: context)
    case .warned(let fact):
      return [members.prefix(context) + StyledText("warning: ", .doubt) + StyledText(fact.message)]
    default: break
    }
    return []
  }

  private mutating func enter(_ step: StepKey, _ title: String, of run: String, in context: String) {
    guard step.items.isEmpty, let run = runs[run], !run.finallyStarted else { return }
    let row = Row(runbook: run.started?.runbook ?? "", step: step.name, title: title)
    if !rows.contains(row) {
      let before = positions[context].flatMap { rows.firstIndex(of: $0) }
      rows.insert(row, at: before.map { $0 + 1 } ?? rows.count)
    }
    positions[context] = row
  }

  /// All of it, at most so wide and so high.
  package func lines(columns: Int, rows most: Int, now: Moment? = nil, frame: Int = 0) -> [StyledText] {
    let width = min(
      max(Self.narrowest, (members.contexts.map { DisplayWidth.of($0) }.max() ?? 0)), Self.widest)
    let needed = 2 + Self.nameWidth + (width + 2) * members.contexts.count
    guard needed <= columns else {
      return members.contexts.map { stacked($0, now: now, frame: frame).clipped(to: columns) }
    }
    let head = min(columns - needed + Self.nameWidth, headWidth)
    let shown = window(most - 1)
    let header = members.contexts.reduce(StyledText("  ").padded(to: head + 2)) { line, context in
      line + StyledText("  ") + StyledText(context, .strong).clipped(to: width).padded(to: width)
    }
    return [header]
      + shown.map { row in
        members.contexts.reduce(StyledText("  ") + self.head(of: row, head).padded(to: head)) {
          line, context in
          line + StyledText("  ")
            + cell(row, of: context, now: now, frame: frame).clipped(to: width).padded(to: width)
        }
      }
  }

  /// The same for a page: every row, nothing clipped.
  var grid: [(head: StyledText, cells: [StyledText])] {
    rows.map { row in
      let head = StyledText(row.step, .strong) + StyledText(row.title == row.step ? "" : "  " + row.title)
      return (head, members.contexts.map { cell(row, of: $0, now: nil, frame: 0) })
    }
  }

  private var headWidth: Int {
    rows.map { max(Self.nameWidth, DisplayWidth.of($0.step)) + 2 + DisplayWidth.of($0.title) }.max()
      ?? Self.nameWidth
  }

  private func head(of row: Row, _ width: Int) -> StyledText {
    let title = row.title == row.step ? "" : "  " + row.title
    return (StyledText(row.step, .strong).padded(to: Self.nameWidth) + StyledText(title)).clipped(to: width)
  }

  /// Where there is not room for all: those around the last at which somebody stands.
  private func window(_ room: Int) -> [Row] {
    guard rows.count > room else { return rows }
    let last = positions.values.compactMap { rows.firstIndex(of: $0) }.max() ?? rows.count - 1
    return Array(rows[..<(last + 1)].suffix(max(1, room)))
  }

  private func cell(_ row: Row, of context: String, now: Moment?, frame: Int) -> StyledText {
    let run = (ids[context] ?? []).compactMap { runs[$0] }.last { $0.started?.runbook == row.runbook }
    guard let record = run?.record(of: StepKey(row.step)) else { return StyledText() }
    guard let ended = record.ended else { return running(record, in: run, now: now, frame: frame) }
    let sign = StyledText(VerdictWord.sign(ended.verdict) + " ", VerdictWord.style(ended.verdict))
    if ended.verdict == .skipped { return sign }
    let tally = ended.tally.map { $0.made > 1 ? TallyText.short($0) + " " : "" } ?? ""
    return sign + StyledText(tally + Written.duration(ended.duration), .faint)
  }

  private func running(_ record: Run.StepRecord, in run: Run?, now: Moment?, frame: Int) -> StyledText {
    guard let now, let run, run.end == nil else { return StyledText("… did not end", .doubt) }
    let progress = Progress.text(record, in: run)
    let elapsed = Written.duration(now.since(record.started ?? now))
    return StyledText(LiveView.spinner(frame) + " ", .place)
      + StyledText((progress.isEmpty ? "" : progress + " ") + elapsed, .faint)
  }

  /// A context in one line: what it does now, or what came of it.
  private func stacked(_ context: String, now: Moment?, frame: Int) -> StyledText {
    let line = StyledText("  ") + members.prefix(context)
    guard let run = (ids[context] ?? []).last.flatMap({ runs[$0] }) else { return line }
    if let end = run.end {
      return line + StyledText(end.verdict.rawValue, VerdictWord.style(end.verdict))
        + StyledText(end.outcome.map { "  \($0)" } ?? "")
        + StyledText("  " + Written.duration(end.duration), .faint)
    }
    guard let record = run.steps.last(where: { $0.started != nil && $0.ended == nil && $0.key.items.isEmpty })
    else { return line }
    return line + StyledText(record.key.name + " ", .strong)
      + running(record, in: run, now: now, frame: frame)
  }
}
