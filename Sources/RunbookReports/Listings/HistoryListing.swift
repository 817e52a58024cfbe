package import RunbookModel

/// Runs as a table, the newest first, those that a run led to or called below it; of each id the part that is enough to name it stands out.
package struct HistoryListing {
  private let runs: [RunSummary]
  private let shortest: [String: Int]
  private let secondsEast: (Moment) -> Int

  /// - Parameters:
  ///   - shortest: how many characters of each id are enough.
  ///   - secondsEast: of UTC, where the reader is, at a moment.
  package init(runs: [RunSummary], shortest: [String: Int], secondsEast: @escaping (Moment) -> Int) {
    self.runs = runs
    self.shortest = shortest
    self.secondsEast = secondsEast
  }

  package var lines: [StyledText] {
    let isAnnotated = runs.contains { $0.incident != nil || !$0.labels.isEmpty || !$0.notes.isEmpty }
    var table = Table(
      ["RUN", "STARTED", "RUNBOOK", "VERDICT", "OUTCOME", "TOOK", "CLUSTER"] + (isAnnotated ? ["LABELS"] : [])
    )
    for (run, depth) in nested {
      let mark = depth == 0 ? "" : String(repeating: "  ", count: depth - 1) + "└ "
      table.add(
        [
          id(run), StyledText(Written.moment(run.started, secondsEast: secondsEast(run.started))),
          StyledText(mark, .faint) + runbook(run), verdict(run), StyledText(run.outcome ?? "-"),
          StyledText(run.duration.map(Written.duration) ?? "-"), StyledText(run.context ?? "-"),
        ] + (isAnnotated ? [annotations(of: run)] : []))
    }
    return table.lines
  }

  /// Each run with how deep it stands below those that led to it.
  private var nested: [(run: RunSummary, depth: Int)] {
    let listed = Set(runs.map(\.id))
    let children = Dictionary(grouping: runs.reversed()) {
      $0.parent.flatMap { listed.contains($0) ? $0 : nil }
    }
    func below(_ run: RunSummary, _ depth: Int) -> [(run: RunSummary, depth: Int)] {
      [(run, depth)] + (children[run.id] ?? []).flatMap { below($0, depth + 1) }
    }
    return (children[nil] ?? []).reversed().flatMap { below($0, 0) }
  }

  private func id(_ run: RunSummary) -> StyledText {
    let length = shortest[run.id] ?? run.id.count
    return StyledText(String(run.id.prefix(length)), .place)
      + StyledText(String(run.id.dropFirst(length)), .faint)
  }

  /// A run of a part of it says so.
  private func runbook(_ run: RunSummary) -> StyledText {
    let part = run.only.map { " · only \($0)" } ?? run.from.map { " · from \($0)" } ?? ""
    return StyledText(run.runbook) + StyledText(part + (run.resumes == nil ? "" : " (resumed)"), .faint)
  }

  /// Its incident, its labels, how many notes it has.
  private func annotations(of run: RunSummary) -> StyledText {
    let incident = run.incident.map { ["\(Label.incident)=\($0)"] } ?? []
    let labels = run.labels.filter { $0.key != Label.incident }.map(\.written)
    let notes = run.notes.isEmpty ? [] : [Written.count(run.notes.count, "note")]
    let texts = incident + labels + notes
    return StyledText(texts.isEmpty ? "-" : texts.joined(separator: ", "))
  }

  private func verdict(_ run: RunSummary) -> StyledText {
    switch run.state {
    case .running: StyledText("running", .place)
    case .died: StyledText("died", .doubt)
    case .ended:
      run.verdict.map { StyledText($0.rawValue, VerdictWord.style($0)) } ?? StyledText("died", .doubt)
    }
  }
}
