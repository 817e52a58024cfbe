package import RunbookModel

/// Runs as a table, the newest first; of each id the part that is enough to name it stands out.
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
    var table = Table("RUN", "STARTED", "RUNBOOK", "VERDICT", "OUTCOME", "TOOK", "CLUSTER")
    for run in runs {
      table.add([
        id(run), StyledText(Written.moment(run.started, secondsEast: secondsEast(run.started))),
        runbook(run), verdict(run), StyledText(run.outcome ?? "-"),
        StyledText(run.duration.map(Written.duration) ?? "-"), StyledText(run.context ?? "-"),
      ])
    }
    return table.lines
  }

  private func id(_ run: RunSummary) -> StyledText {
    let length = shortest[run.id] ?? run.id.count
    return StyledText(String(run.id.prefix(length)), .place)
      + StyledText(String(run.id.dropFirst(length)), .faint)
  }

  /// A run of a part of it says so.
  private func runbook(_ run: RunSummary) -> StyledText {
    let part = run.only.map { " · only \($0)" } ?? run.from.map { " · from \($0)" } ?? ""
    return StyledText(run.runbook) + StyledText(part, .faint)
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
