package import RunbookComparison
import RunbookModel

/// Lines of output that differ, as they stand.
package struct RawView {
  private let changes: [EvidenceChange]

  package init(_ changes: [EvidenceChange]) { self.changes = changes }

  package var lines: [StyledText] {
    var lines: [StyledText] = []
    for change in changes {
      lines += ["", EvidenceLines.heading(change)] + EvidenceLines.lines(change.differences, limit: .max)
    }
    return lines.isEmpty ? [StyledText("no line of output differs", .good)] : Array(lines.dropFirst())
  }
}
