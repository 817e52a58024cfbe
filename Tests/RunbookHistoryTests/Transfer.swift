import GRDB
import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

extension History {
  /// All that `export` writes of these runs, or of all.
  func exported(_ runs: [String]? = nil) throws -> [UInt8] {
    // A closure that escapes cannot change a local variable of ours.
    let collected = Collected()
    try export(runs ?? exportable(self.runs().map(\.id)).runs) { collected.bytes += $0 }
    return collected.bytes
  }

  /// What came of a file with these bytes, and what was wrong with it.
  func taken(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> (imported: Imported, problem: String?) {
    let path = folder.file("given.jsonl")
    TemporaryFolder.write(bytes, to: path)
    var imported = Imported()
    do throws(HistoryProblem) {
      try importFile(path, into: &imported)
      return (imported, nil)
    } catch { return (imported, error.message) }
  }

  /// All rows of all tables that a run has rows in, with what they name, as text.
  func rows() throws -> [String: [String]] {
    try read { database in
      var rows: [String: [String]] = [:]
      for table in Projection.tables + ["run", "event", "label", "note", "chunk", "blob"] {
        let columns = try Self.columns(of: table, database)
        try database.each("SELECT json_array(\(columns)) FROM \"\(table)\" ORDER BY 1") {
          rows[table, default: []].append($0.text(0)!)
        }
      }
      return rows
    }
  }

  /// Without those that number rows as they came.
  private static func columns(of table: String, _ database: Database) throws -> String {
    var columns: [String] = []
    try database.each("SELECT name, type FROM pragma_table_info('\(table)')") { row in
      let name = row.text(0)!
      if name == "id", ["label", "chunk", "blob"].contains(table) { return }
      columns.append(row.text(1) == "BLOB" ? "hex(\(name))" : "\"\(name)\"")
    }
    return columns.joined(separator: ", ")
  }

  private final class Collected { var bytes: [UInt8] = [] }
}

/// The lines of a file of records, to be changed as somebody might who wants to do harm.
struct Lines {
  var lines: [[UInt8]]

  init(_ bytes: [UInt8]) { lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] } }

  var bytes: [UInt8] { lines.flatMap(\.self) }

  /// Puts the digests right again that a change has made wrong; of a file with one run.
  mutating func sign() {
    guard let end = lines.firstIndex(where: { String(decoding: $0, as: UTF8.self).hasPrefix(#"{"end""#) }),
      case .run(let head)? = try? RecordLine(lines[0])
    else { return }
    let events = lines[..<end].filter { String(decoding: $0, as: UTF8.self).hasPrefix(#"{"event""#) }
    lines[0] =
      RecordText.Head(
        run: head.run, started: head.started, events: events.count, digest: Digest(of: events.flatMap(\.self))
      ).line
    lines[end] = RecordText.end(of: head.run, sum: Digest(of: lines[..<end].flatMap(\.self)))
  }

  mutating func replace(_ old: String, with new: String) {
    lines = lines.map { Array(String(decoding: $0, as: UTF8.self).replacing(old, with: new).utf8) }
  }
}
