import Foundation
import RunbookHistory
import RunbookModel

/// What holds for every file that somebody imports. Each file is taken into an empty history.
final class RecordLaws {
  private let folder: URL
  /// The file of a history without runs: a copy is faster than to make one.
  private let empty: Data
  /// One without runs, open until a run comes into it: to open one takes longer than all else.
  private var untouched: History?

  init() throws {
    let parent = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    folder = URL(filePath: parent).appending(path: "runbook-laws-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "empty.db")
    try History(path: path.path).close()
    empty = try Data(contentsOf: path)
  }

  deinit {
    untouched?.close()
    try? FileManager.default.removeItem(at: folder)
  }

  func broken(by bytes: [UInt8]) throws -> String? {
    let signed = SignedRecords(bytes).bytes
    return try brokenImport(bytes) ?? (signed == bytes ? nil : try brokenImport(signed))
  }

  private func brokenImport(_ bytes: [UInt8]) throws -> String? {
    let history = try untouched ?? opened("one")
    untouched = history
    let (imported, problem) = try take(bytes, into: history)
    let runs = try history.runs().map(\.id)
    guard Set(runs) == Set(imported.runs), runs.count == imported.runs.count else {
      return "the runs that are told are the runs that are there"
    }
    if runs.isEmpty {
      guard try rows(of: history) == 0 else { return "of a file that is not taken nothing is there" }
      return problem == nil && imported.known + imported.strangers + imported.refused.count == 0
        && !bytes.isEmpty ? "what is passed over is told" : nil
    }
    untouched = nil
    defer { remove(history) }
    if let said = try history.check().problems.first { return "what was taken is sound: \(said)" }
    _ = try history.index()
    for id in runs {
      _ = try history.run(id)
      _ = try history.labels(of: id)
      _ = try history.notes(of: id)
      try history.rebuild(run: id)
    }
    let exported = try export(imported.runs, of: history)
    guard try take(exported, into: history).imported.known == runs.count else {
      return "what is exported is known here"
    }
    let copy = try opened("two")
    defer { remove(copy) }
    let (again, trouble) = try take(exported, into: copy)
    if let trouble { return "what is exported can be imported: \(trouble)" }
    guard again.runs == imported.runs, try export(again.runs, of: copy) == exported else {
      return "what is imported is exported the same"
    }
    return nil
  }

  private func opened(_ name: String) throws -> History {
    let path = folder.appending(path: name + ".db")
    try empty.write(to: path)
    return try History(path: path.path)
  }

  private func remove(_ history: History) {
    history.close()
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: history.path + end) }
  }

  private func take(_ bytes: [UInt8], into history: History) throws -> (imported: Imported, problem: String?)
  {
    let file = folder.appending(path: "given.jsonl")
    try Data(bytes).write(to: file)
    var imported = Imported()
    do throws(HistoryProblem) {
      try history.importFile(file.path, into: &imported)
      return (imported, nil)
    } catch { return (imported, error.message) }
  }

  private func export(_ runs: [String], of history: History) throws -> [UInt8] {
    let file = folder.appending(path: "out.jsonl")
    try history.export(runs, toFile: file.path)
    return Array(try Data(contentsOf: file))
  }

  private func rows(of history: History) throws -> Int64 {
    let tables = [
      "run", "event", "blob", "chunk", "evidence", "attempt", "step", "label", "note", "run_source",
      "runbook_version", "expectation", "capture", "pruned",
    ]
    var count: Int64 = 0
    let sums = tables.map { "(SELECT count(*) FROM \"\($0)\")" }.joined(separator: " + ")
    try history.query(
      "SELECT " + sums, begin: { _ in },
      take: { row in
        if case .integer(let number)? = row.first { count = number }
        return true
      })
    return count
  }
}
