package import RunbookComparison
import RunbookMatching
package import RunbookModel

/// Runs that are like another one: how much, why, what differs, and what people found out about them.
package struct SimilarListing {
  private let runs: [SimilarRun]
  private let now: Moment

  package init(_ runs: [SimilarRun], now: Moment) {
    self.runs = runs
    self.now = now
  }

  package var lines: [StyledText] {
    var lines: [StyledText] = []
    for similar in runs {
      if !lines.isEmpty { lines.append("") }
      lines.append(head(similar))
      func add(_ word: String, _ phrases: [String]) {
        for (index, phrase) in phrases.enumerated() {
          lines.append(margin(index == 0 ? word : "") + StyledText(phrase))
        }
      }
      add("same", TraitPhrases(similar.shared).phrases(3))
      if similar.percent < 100 {
        add("only here", TraitPhrases(similar.missing).differences(2))
        add("only there", TraitPhrases(similar.added).differences(2))
      }
      lines += findings(of: similar.run)
    }
    return lines
  }

  /// `87 %  zgc8te6vkn  3 weeks ago  network-triage  problem  routes-missing  east`
  private func head(_ similar: SimilarRun) -> StyledText {
    let run = similar.run
    var head = StyledText("\(similar.percent) %", .strong)
    head = StyledText(String(repeating: " ", count: max(0, 5 - head.width))) + head
    head.append("  ")
    head.append(run.id, .place)
    head.append("  " + Written.ago(run.started, now: now), .faint)
    head.append("  \(run.runbook)  ")
    head.append(
      run.verdict?.rawValue ?? run.state.rawValue, run.verdict.map(VerdictWord.style) ?? .doubt)
    if let outcome = run.outcome { head.append("  \(outcome)", .strong) }
    if let context = run.context { head.append("  \(context)", .faint) }
    return head
  }

  /// What it was in the end: labels, and the first line of each note.
  private func findings(of run: RunSummary) -> [StyledText] {
    let labels = run.labels.map(\.written).joined(separator: ", ")
    var lines: [StyledText] = []
    if !labels.isEmpty { lines.append(margin("then") + StyledText(labels, .strong)) }
    for note in run.notes {
      let first = note.text.split(separator: "\n").first.map(String.init) ?? ""
      let who = (note.author.map { "by \($0), " } ?? "") + Written.ago(note.time, now: now)
      lines.append(
        margin("then") + StyledText(first, .strong) + StyledText(" (note \(who))", .faint)
      )
    }
    return lines
  }

  private func margin(_ word: String) -> StyledText {
    StyledText("      " + word, .faint).padded(to: 6 + "only there".count + 2)
  }

  /// At the end of a run: `similar: 87 % like zgc8te (3 weeks ago, conntrack-full): runbook similar hntm55`.
  package static func line(
    _ percent: Int, like other: RunSummary, of run: String, now: Moment
  ) -> StyledText {
    let came = other.truth ?? other.outcome ?? other.verdict?.rawValue
    let rest = [Written.ago(other.started, now: now), came].compactMap(\.self).joined(separator: ", ")
    return StyledText("  similar: \(percent) % like ", .faint)
      + StyledText(String(other.id.prefix(6)), .place)
      + StyledText(" (\(rest)): ", .faint) + StyledText("runbook similar \(run.prefix(6))", .place)
  }
}
