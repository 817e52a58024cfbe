/// One line of a file as it is to be written.
struct LaidLine {
  enum Kind {
    case statement(Placement.Statement)
    case comment
    /// Of a text block or of prose.
    case text
  }

  let kind: Kind
  let depth: Int
  /// What is aligned with the lines around it stands in cells of its own; most lines are one cell.
  var cells: [String]
  /// The comment beside a statement.
  var comment: String?
  var blankLinesAbove: Int

  var statement: Placement.Statement? {
    if case .statement(let statement) = kind { statement } else { nil }
  }

  var isEntry: Bool { statement?.role == .entry }

  var isText: Bool { if case .text = kind { true } else { false } }
  var isComment: Bool { if case .comment = kind { true } else { false } }

  /// With the blank lines above and the line's end. Behind a carriage return stands another one, or it would
  /// be taken for a part of the end.
  var written: String {
    let line =
      String(repeating: "\n", count: blankLinesAbove) + String(repeating: "  ", count: depth)
      + cells.joined(separator: " ") + (comment ?? "")
    return line + (line.utf8.last == Bytes.carriageReturn ? "\r\n" : "\n")
  }
}
