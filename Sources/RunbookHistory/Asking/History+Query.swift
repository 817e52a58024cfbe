import GRDB
import GRDBSQLite
package import RunbookModel

/// Answers people's own SQL, and changes nothing for sure.
///
/// Three locks, each enough by itself: the connection is opened for reading, `query_only` is set on it, and while the
/// statement is prepared SQLite asks `QueryPermit` about everything it would do, which says no to whatever is not
/// plain reading. That last one knows what was refused, and can say so.
extension History {
  /// - Parameters:
  ///   - begin: told the names of the columns, once.
  ///   - take: told each row; false ends the query.
  package func query(
    _ sql: String, begin: ([String]) -> Void, take: ([Cell]) -> Bool
  ) throws(HistoryProblem) {
    try read { database in
      try database.execute(sql: "PRAGMA query_only = ON")
      defer { try? database.execute(sql: "PRAGMA query_only = OFF") }
      let query = try Query(sql, on: database.sqliteConnection!)
      defer { query.end() }
      begin(query.columns)
      while let row = try query.next() { if !take(row) { return } }
    }
  }

  /// Ends a query that runs, from another thread.
  package func interruptQuery() { pool.interrupt() }

  /// The tables, indexes and views of every history of this version, as SQL with its comments.
  package static func schema() throws(HistoryProblem) -> String {
    do { return try Schema.text() } catch { throw HistoryProblem(error, at: "a new history") }
  }
}

/// One statement that only reads.
private struct Query {
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  let columns: [String]

  init(_ sql: String, on connection: OpaquePointer) throws(HistoryProblem) {
    self.connection = connection
    let permit = QueryPermit()
    permit.ask(on: connection)
    defer { withExtendedLifetime(permit) { _ = sqlite3_set_authorizer(connection, nil, nil) } }
    var prepared: [OpaquePointer] = []
    var problem: HistoryProblem?
    var sql = sql
    sql.withUTF8 { text in
      var rest = UnsafeRawBufferPointer(text)
      while !rest.isEmpty, prepared.count < 2, problem == nil {
        var statement: OpaquePointer?
        var end: UnsafePointer<CChar>?
        let start = rest.bindMemory(to: CChar.self).baseAddress!
        let code = sqlite3_prepare_v2(connection, start, Int32(rest.count), &statement, &end)
        if code != SQLITE_OK {
          let said = String(cString: sqlite3_errmsg(connection))
          problem = permit.refused.map(HistoryProblem.refused) ?? .noSQL(said)
          if !prepared.isEmpty { problem = .severalStatements() }
        }
        if let statement { prepared.append(statement) }
        let used = end.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? rest.count
        rest = UnsafeRawBufferPointer(rebasing: rest[max(used, 1)...])
      }
    }
    if problem == nil {
      if prepared.isEmpty { problem = .noStatement() }
      if prepared.count > 1 { problem = .severalStatements() }
      if let first = prepared.first, sqlite3_stmt_readonly(first) == 0 { problem = .refused("a change") }
    }
    if let problem {
      for statement in prepared { sqlite3_finalize(statement) }
      throw problem
    }
    let statement = prepared[0]
    self.statement = statement
    columns = (0..<sqlite3_column_count(statement)).map {
      sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? ""
    }
  }

  func end() { sqlite3_finalize(statement) }

  /// Nil at the end.
  func next() throws(HistoryProblem) -> [Cell]? {
    switch sqlite3_step(statement) {
    case SQLITE_DONE: return nil
    case SQLITE_ROW: return (0..<sqlite3_column_count(statement)).map(cell)
    case SQLITE_INTERRUPT: throw .interrupted()
    default: throw .noSQL(String(cString: sqlite3_errmsg(connection)))
    }
  }

  private func cell(_ column: Int32) -> Cell {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return .null }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      return .blob(
        [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
    default: return .null
    }
  }
}

/// What a query may do while SQLite prepares it, and what it was refused.
private final class QueryPermit {
  private(set) var refused: String?

  /// The permit must live until the authorizer is taken away.
  func ask(on connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { permit, action, first, second, _, _ in
        let permit = Unmanaged<QueryPermit>.fromOpaque(permit!).takeUnretainedValue()
        return permit.answer(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func answer(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
    guard let refusal = Self.refusal(action, first, second) else { return SQLITE_OK }
    refused = refused ?? refusal
    return SQLITE_DENY
  }

  /// Pragmas that tell something and take no value that would set anything.
  private static let telling: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "database_list", "function_list", "compile_options", "collation_list", "pragma_list", "module_list",
  ]
  private static let tellingWithoutValue: Set<String> = [
    "user_version", "application_id", "page_count", "page_size", "freelist_count", "schema_version",
    "encoding",
    "journal_mode",
  ]

  private static func refusal(_ action: Int32, _ first: String?, _ second: String?) -> String? {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return nil
    case SQLITE_FUNCTION: return second == "load_extension" ? "load_extension" : nil
    case SQLITE_PRAGMA:
      let name = (first ?? "").lowercased()
      if telling.contains(name) || second == nil && tellingWithoutValue.contains(name) { return nil }
      return "PRAGMA \(name)"
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: return "a change of \(first ?? "a table")"
    case SQLITE_ATTACH: return "ATTACH"
    case SQLITE_DETACH: return "DETACH"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return "a transaction"
    default: return "a change"
    }
  }
}

extension HistoryProblem {
  static func refused(_ what: String) -> Self { Self("only questions are answered, and \(what) is none") }
  static func noSQL(_ said: String) -> Self { Self("the query cannot be answered: \(said)") }
  static func noStatement() -> Self { Self("there is no statement in the query") }
  static func severalStatements() -> Self { Self("one statement at a time is answered") }
  static func interrupted() -> Self { Self("the query was interrupted") }
  /// A person wanted no more of it.
  package var isInterruption: Bool { self == .interrupted() }
}
