import GRDB

extension History {
  /// The key of this history's pseudonyms, which is made when it is first asked for.
  package func redactionKey() throws(HistoryProblem) -> [UInt8] {
    if let key = try read({ try Self.redactionKey(in: $0) }) { return key }
    if isReadOnly { return Self.newKey() }
    return try write { database in
      try database.run("INSERT OR IGNORE INTO redaction (id, key) VALUES (1, ?)", .blob(Self.newKey()))
      return try Self.redactionKey(in: database)!
    }
  }

  static func redactionKey(in database: Database) throws -> [UInt8]? {
    try database.first("SELECT key FROM redaction") { row in row.withBytes(0) { [UInt8]($0) } }
  }

  /// For what is recorded nowhere.
  package static func newKey() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
  }
}
