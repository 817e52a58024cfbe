package import RunbookModel

/// What a search found: each hit under its run and step, the lines that match with their numbers.
package struct SearchListing {
  private let answer: SearchAnswer
  private let secondsEast: (Moment) -> Int

  /// - Parameter secondsEast: of UTC, where the reader is, at a moment.
  package init(_ answer: SearchAnswer, secondsEast: @escaping (Moment) -> Int) {
    self.answer = answer
    self.secondsEast = secondsEast
  }

  package var lines: [StyledText] {
    var lines: [StyledText] = []
    for hit in answer.hits {
      if !lines.isEmpty { lines.append("") }
      lines.append(head(hit))
      let width = hit.lines.map { "\($0.number)".count }.max() ?? 0
      for line in hit.lines {
        let number = "\(line.number)"
        let margin = String(repeating: " ", count: width - number.count) + number
        lines.append(
          line.pieces.reduce(StyledText("  \(margin) │ ", .faint)) {
            $0 + StyledText($1.text, $1.isMatch ? .strong : .plain)
          })
      }
      if hit.moreLines > 0 {
        lines.append(StyledText("  … \(Written.count(hit.moreLines, "more line"))", .faint))
      }
    }
    return lines
  }

  /// What was not looked at, or not shown.
  package var remarks: [String] {
    var remarks: [String] = []
    if answer.hits.isEmpty { remarks.append("nothing like that was found") }
    if answer.isCut { remarks.append("there is more; --limit shows more of it") }
    if answer.isRankedInPart { remarks.append("so much holds these words that only the newest was ranked") }
    if answer.unread > 0 {
      remarks.append(
        "time was up: the pattern was not tried on the \(Written.count(answer.unread, "oldest content")); words beside it, or filters, make it less"
      )
    }
    if answer.partial > 0 {
      remarks.append(
        "of \(Written.count(answer.partial, "very large output")) only the first and the last MiB are searched"
      )
    }
    if answer.waiting > 0 {
      remarks.append(
        "\(Written.count(answer.waiting, "run")) that still \(answer.waiting == 1 ? "runs" : "run"), or cannot be indexed, \(answer.waiting == 1 ? "is" : "are") not searched"
      )
    }
    return remarks
  }

  /// `k3f9d2  2026-11-22 21:04  dns-broken  problem  dns · output  · in 12 runs`
  private func head(_ hit: SearchHit) -> StyledText {
    let place = hit.step.map { step in
      (["\(step.name)"] + (step.items.isEmpty ? [] : ["(\(step.items.joined(separator: ", ")))"]))
        .joined(separator: " ")
    }
    let runs = hit.isInMore ? "in more than \(hit.runs) runs" : hit.runs > 1 ? "in \(hit.runs) runs" : ""
    var head = StyledText(hit.run.id, .place)
    head.append("  " + Written.moment(hit.run.started, secondsEast: secondsEast(hit.run.started)), .faint)
    head.append("  \(hit.run.runbook)  ")
    head.append(
      hit.run.verdict?.rawValue ?? hit.run.state.rawValue, hit.run.verdict.map(VerdictWord.style) ?? .doubt)
    head.append("  ")
    if let place { head.append("\(place) · ", .strong) }
    head.append(hit.part.rawValue)
    if !runs.isEmpty { head.append("  \(runs)", .faint) }
    return head
  }
}
