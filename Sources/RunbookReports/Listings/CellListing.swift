package import RunbookModel

/// The answer to people's own SQL, as it comes.
package enum CellListing {
  /// Values in columns under their names; line ends in a value are shown as `⏎`.
  package static func table(_ columns: [String], _ rows: [[Cell]]) -> [StyledText] {
    var table = Table(columns)
    for row in rows { table.add(row.map { StyledText(String(written($0).map { $0.isNewline ? "⏎" : $0 })) }) }
    return table.lines
  }

  /// One line of CSV as RFC 4180 has it, without its line end.
  package static func csv(_ values: [String]) -> String {
    values.map { value in
      value.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
    }.joined(separator: ",")
  }

  package static func csv(_ row: [Cell]) -> String { csv(row.map(written)) }

  /// One object, its members in the order of the columns.
  package static func json(_ columns: [String], _ row: [Cell]) -> String {
    let members = zip(columns, row).map { "\(JSONText.pretty($0)):\(json($1))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func json(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .real(let number): number.isFinite ? "\(number)" : "null"
    case .text, .blob: JSONText.pretty(written(cell))
    }
  }

  /// NULL is nothing; bytes that are no text are hexadecimal.
  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .null: return ""
    case .integer(let number): return "\(number)"
    case .real(let number): return "\(number)"
    case .text(let text): return text
    case .blob(let bytes):
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      let digits = Array("0123456789abcdef".utf8)
      return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
  }
}
