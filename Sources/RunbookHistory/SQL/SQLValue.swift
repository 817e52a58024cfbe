/// What is bound to one `?` of a statement.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Text that already lies in memory as UTF-8; it is not copied.
  case utf8([UInt8])
  /// Bytes; they are not copied.
  case blob([UInt8])

  static func of(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
  static func of(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
  static func of(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }
  static func of(_ number: Double?) -> SQLValue { number.map(SQLValue.real) ?? .null }
}
