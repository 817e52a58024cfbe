import GRDB
import GRDBSQLite
import RunbookMatching

/// Statements are GRDB's, prepared once for each connection; binding and reading are done here.
///
/// GRDB binds text up to its first NUL and would lose the rest of what a hostile command printed,
/// and it keeps bytes alive as `Data`. Here lengths are given, and large bytes are lent to SQLite
/// only while the statement runs, so that evidence of 16 MiB is never copied on our side.
extension Database {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: SQLValue...) throws {
    try bound(sql, values) { pointer in
      let code = sqlite3_step(pointer)
      guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code, sql) }
    }
  }

  /// Calls the closure with each row, in order; a row is valid only until the closure returns, and the
  /// closure must not run the same statement.
  func each(_ sql: String, _ values: [SQLValue] = [], _ take: (SQLRow) throws -> Void) throws {
    try walk(sql, values) { row in
      try take(row)
      return true
    }
  }

  /// Calls the closure with each row, in order, until it returns false.
  func walk(_ sql: String, _ values: [SQLValue] = [], _ take: (SQLRow) throws -> Bool) throws {
    try bound(sql, values) { pointer in
      while true {
        let code = sqlite3_step(pointer)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else { throw failure(code, sql) }
        guard try take(SQLRow(pointer: pointer)) else { return }
      }
    }
  }

  /// What the closure makes of the first row; nil where there is none.
  func first<T>(_ sql: String, _ values: SQLValue..., make: (SQLRow) throws -> T) throws -> T? {
    try bound(sql, values) { pointer in
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return nil }
      guard code == SQLITE_ROW else { throw failure(code, sql) }
      return try make(SQLRow(pointer: pointer))
    }
  }

  private func bound<T>(_ sql: String, _ values: [SQLValue], _ body: (OpaquePointer) throws -> T) throws -> T
  {
    let pointer = try cachedStatement(sql: sql).sqliteStatement
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    return try bind(values[...], to: pointer, sql, body)
  }

  /// Binds the values, and calls the closure while the lent ones are alive.
  private func bind<T>(
    _ values: ArraySlice<SQLValue>, to pointer: OpaquePointer, _ sql: String,
    _ body: (OpaquePointer) throws -> T
  ) throws -> T {
    for (index, value) in zip(values.indices, values) {
      let place = Int32(index + 1)
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(pointer, place)
      case .integer(let number): code = sqlite3_bind_int64(pointer, place, number)
      case .real(let number): code = sqlite3_bind_double(pointer, place, number)
      case .text(var text):
        code = text.withUTF8 {
          $0.withMemoryRebound(to: CChar.self) {
            // An empty text may have no address, and no address would be NULL.
            sqlite3_bind_text(pointer, place, $0.baseAddress ?? Self.noText, Int32($0.count), Self.copied)
          }
        }
      case .utf8(let bytes):
        return try bytes.withUnsafeBytes {
          let text = $0.bindMemory(to: CChar.self)
          let code = sqlite3_bind_text(
            pointer, place, text.baseAddress ?? Self.noText, Int32(text.count), nil)
          guard code == SQLITE_OK else { throw failure(code, sql) }
          return try bind(values[(index + 1)...], to: pointer, sql, body)
        }
      case .blob(let bytes) where !bytes.isEmpty:
        return try bytes.withUnsafeBytes {
          let code = sqlite3_bind_blob64(pointer, place, $0.baseAddress, UInt64($0.count), nil)
          guard code == SQLITE_OK else { throw failure(code, sql) }
          return try bind(values[(index + 1)...], to: pointer, sql, body)
        }
      case .blob: code = sqlite3_bind_zeroblob(pointer, place, 0)
      }
      guard code == SQLITE_OK else { throw failure(code, sql) }
    }
    return try body(pointer)
  }

  private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqliteConnection)),
      sql: sql)
  }

  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
  private static var noText: UnsafePointer<CChar> {
    UnsafeRawPointer(("" as StaticString).utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

/// One row of a result; columns count from 0.
struct SQLRow {
  fileprivate let pointer: OpaquePointer

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int? { isNull(column) ? nil : Int(sqlite3_column_int64(pointer, column)) }

  func real(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(pointer, column) }

  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(pointer, column) else { return nil }
    let count = Int(sqlite3_column_bytes(pointer, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Whether a text is just this one; NULL is nil.
  func holds(_ column: Int32, _ text: String?) -> Bool {
    guard var text else { return isNull(column) }
    return withBytes(column) { bytes in text.withUTF8 { Find.isEqual($0, bytes.bindMemory(to: UInt8.self)) } }
  }

  /// The bytes of a text or blob, valid only inside the closure; no bytes where it is NULL.
  func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let start = sqlite3_column_blob(pointer, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))))
  }
}
