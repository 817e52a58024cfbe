package import RunbookModel

/// What people added to a run: its labels in a line, then its notes with who wrote them and when.
package struct AnnotationView {
  private let labels: [Label]
  private let notes: [Note]
  private let secondsEast: (Moment) -> Int

  /// - Parameter secondsEast: of UTC, where the reader is, at a moment.
  package init(labels: [Label], notes: [Note], secondsEast: @escaping (Moment) -> Int) {
    self.labels = labels
    self.notes = notes
    self.secondsEast = secondsEast
  }

  package var isEmpty: Bool { labels.isEmpty && notes.isEmpty }

  package var lines: [StyledText] {
    let line = StyledText("  labels: ", .faint) + StyledText(labels.map(\.written).joined(separator: ", "))
    return (labels.isEmpty ? [] : [line]) + notes.flatMap(lines)
  }

  private func lines(of note: Note) -> [StyledText] {
    var head = StyledText("  note \(note.id)", .place)
    if let step = note.step { head.append("  on \(step)") }
    head.append("  " + written(note.author, note.host, note.time), .faint)
    let text = note.text.split(separator: "\n", omittingEmptySubsequences: false)
    return [head] + text.map { StyledText("    │ ", .faint) + StyledText(String($0)) }
  }

  /// Each label with who gave it and when.
  package var table: [StyledText] {
    labels.map { StyledText($0.written) + StyledText("  " + written($0.author, $0.host, $0.time), .faint) }
  }

  private func written(_ author: String?, _ host: String?, _ time: Moment) -> String {
    let who = [author, host.map { "on \($0)" }].compactMap(\.self).joined(separator: " ")
    return (who.isEmpty ? "" : who + ", ") + Written.moment(time, secondsEast: secondsEast(time))
  }
}

extension Label {
  /// `truth=dns`; of a step `probe: kind=slow`.
  package var written: String { (step.map { "\($0): " } ?? "") + "\(key)=\(value)" }
}
