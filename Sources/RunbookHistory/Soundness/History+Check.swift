import GRDB
import RunbookMatching
import RunbookModel

/// What is amiss with a history, each in a sentence; none: it is sound.
package struct Soundness: Sendable, Hashable {
  package var problems: [String] = []
  package var runs = 0
  package var events = 0
  package var contents = 0
}

/// Looks at all that must hold of a history: the file, the log, what follows from the log, the bytes.
///
/// Each look is by itself: what SQLite cannot read any more ends one of them with a sentence, not all of them.
extension History {
  /// - Parameter progress: told now and then how many runs were looked at, and of how many.
  package func check(progress: (Int, Int) -> Void = { _, _ in }) throws(HistoryProblem) -> Soundness {
    var soundness = Soundness()
    func look(_ what: String, _ body: (Database, inout Soundness) throws -> Void) {
      do { try pool.read { try body($0, &soundness) } } catch {
        soundness.problems.append("\(what) cannot be read: \(HistoryProblem(error, at: path).message)")
      }
    }
    look("the file", Self.checkFile)
    look("the log", Self.checkLog)
    look("the contents", Self.checkContents)
    look("the index", Self.checkIndex)
    look("the tables") { database, soundness in
      try Self.checkProjections(in: database, &soundness, progress: progress)
    }
    if !isReadOnly {
      do {
        try pool.writeWithoutTransaction {
          try $0.execute(sql: "INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        }
      } catch { soundness.problems.append("the index of words is damaged") }
    }
    return soundness
  }

  private static func checkFile(_ database: Database, _ soundness: inout Soundness) throws {
    try database.each("PRAGMA integrity_check(20)") {
      if let said = $0.text(0), said != "ok" { soundness.problems.append("the file is damaged: \(said)") }
    }
    var missing: [String: Int] = [:]
    try database.each("PRAGMA foreign_key_check") {
      missing["\($0.text(0) ?? "?") names a row of \($0.text(2) ?? "?") that is not there", default: 0] += 1
    }
    soundness.problems += counted(missing)
  }

  private static func checkLog(_ database: Database, _ soundness: inout Soundness) throws {
    var gaps: [String] = []
    try database.each("SELECT run, min(number), max(number), count(*) FROM event GROUP BY run") { row in
      soundness.events += row.integer(3) ?? 0
      if row.integer(1) != 1 || row.integer(2) != row.integer(3) {
        gaps.append(row.text(0) ?? "?")
      }
    }
    soundness.problems += named(gaps, "events are missing of")
    var silent: [String] = []
    try database.each("SELECT id FROM run WHERE id NOT IN (SELECT run FROM event WHERE number = 1)") {
      silent.append($0.text(0) ?? "?")
    }
    soundness.problems += named(silent, "no event tells of")
  }

  private static func checkContents(_ database: Database, _ soundness: inout Soundness) throws {
    var wrong: [String] = []
    try database.each("SELECT digest, size, content FROM blob") { row in
      soundness.contents += 1
      let digest = row.withBytes(2) { bytes in
        bytes.count == row.integer(1) ? Digest(of: bytes).description : nil
      }
      if digest != row.text(0) { wrong.append(String((row.text(0) ?? "?").prefix(12))) }
    }
    soundness.problems += named(wrong, "not what their digest says are the contents")
  }

  private static func checkIndex(_ database: Database, _ soundness: inout Soundness) throws {
    let counts = [
      (
        "texts of the index that stand in no run",
        "search_document d WHERE NOT EXISTS (SELECT 1 FROM search_place p WHERE p.document = d.id)"
      ),
      (
        "texts that the index knows no words of",
        "search_document WHERE id NOT IN (SELECT id FROM search_index_docsize)"
      ),
      (
        "words of texts that are gone",
        "search_index_docsize WHERE id NOT IN (SELECT id FROM search_document)"
      ),
      (
        "traits that are counted wrong",
        "similar_trait t WHERE runs <> (SELECT count(*) FROM similar_place p WHERE p.trait = t.trait)"
      ),
    ]
    for (what, condition) in counts {
      let count = try database.first("SELECT count(*) FROM \(condition)") { $0.integer(0)! } ?? 0
      if count > 0 { soundness.problems.append("\(count) \(what)") }
    }
  }

  private static func checkProjections(
    in database: Database, _ soundness: inout Soundness, progress: (Int, Int) -> Void
  ) throws {
    var ids: [String] = []
    try database.each("SELECT id FROM run ORDER BY started") {
      if let id = $0.text(0) { ids.append(id) }
    }
    soundness.runs = ids.count
    let other = try ProjectionCheck()
    var differing: [String: [String]] = [:]
    for (index, id) in ids.enumerated() {
      if index % 200 == 199 { progress(index + 1, ids.count) }
      do {
        for table in try other.differences(of: id, in: database) { differing[table, default: []].append(id) }
      } catch let problem as HistoryProblem { soundness.problems.append(problem.message) }
    }
    for (table, runs) in differing.sorted(by: { $0.key < $1.key }) {
      soundness.problems += named(runs, "table \(table) does not say what the log says of")
    }
  }

  /// `WHAT k1, k2 and 3 more`.
  private static func named(_ names: [String], _ what: String) -> [String] {
    if names.isEmpty { return [] }
    let shown = names.prefix(5).joined(separator: ", ")
    return ["\(what) \(shown)" + (names.count > 5 ? " and \(names.count - 5) more" : "")]
  }

  private static func counted(_ sentences: [String: Int]) -> [String] {
    sentences.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.key) (\($0.value) times)" }
  }
}

/// Projects runs once more, in memory, and compares.
private struct ProjectionCheck {
  private let memory: DatabaseQueue

  init() throws {
    var configuration = Configuration()
    // Contents and other runs are not there.
    configuration.foreignKeysEnabled = false
    memory = try DatabaseQueue(configuration: configuration)
    try Schema.migrator.migrate(memory)
  }

  /// The tables that do not say of a run what its events say.
  func differences(of run: String, in database: Database) throws -> [String] {
    let events = try History.events(of: run, in: database)
    return try memory.writeWithoutTransaction { memory in
      var differing: [String] = []
      try memory.inTransaction {
        var projection = Projection(run: run)
        for event in events { try projection.apply(event, to: memory) }
        for table in Projection.tables + ["run"] {
          if try rows(of: table, run, in: memory) != rows(of: table, run, in: database) {
            differing.append(table)
          }
        }
        return .rollback
      }
      return differing
    }
  }

  /// All values of a run's rows, each with its kind.
  private func rows(of table: String, _ run: String, in database: Database) throws -> [[UInt8]] {
    let key = table == "run" ? "id" : "run"
    // People may say later what a run was for.
    let count = try database.columns(in: table).count
    let incident = table == "run" ? try database.columns(in: table).firstIndex { $0.name == "incident" } : nil
    var rows: [[UInt8]] = []
    try database.each("SELECT * FROM \(table) WHERE \(key) = ?", [.text(run)]) { row in
      var bytes: [UInt8] = []
      for column in 0..<count where column != incident {
        bytes.append(row.isNull(Int32(column)) ? 0 : 1)
        row.withBytes(Int32(column)) { bytes.append(contentsOf: $0) }
        bytes.append(0xFF)
      }
      rows.append(bytes)
    }
    return rows.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
