package import RunbookComparison
import RunbookModel

/// Lines of output that differ, as they stand.
package struct RawView {
  private let changes: [EvidenceChange]

  package init(_ changes: [EvidenceChange]) { self.changes = changes }

  package var lines: [StyledText] {
    let lines = EvidenceLines.lines(changes, limit: .max)
    return lines.isEmpty ? [StyledText("no line of output differs", .good)] : Array(lines.dropFirst())
  }
}
