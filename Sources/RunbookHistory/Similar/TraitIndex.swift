import GRDB
import RunbookMatching
import RunbookModel

/// The traits of runs in the index: which run has which, and how many have one.
///
/// Part of `RunIndex`, and of its transaction. Counts go up and down with the runs; a trait that no run has any more is gone.
struct TraitIndex {
  let database: Database

  func add(_ run: String, _ number: Int) throws {
    let traits = try Self.traits(of: run, in: database).map(\.id)
    try database.run(
      "INSERT INTO similar_run (run, traits) VALUES (?, ?)", .of(number), .blob(Self.bytes(traits)))
    for trait in traits where !trait.isPassed {
      try database.run(
        "INSERT INTO similar_trait (trait, runs) VALUES (?, 1) ON CONFLICT DO UPDATE SET runs = runs + 1",
        .of(trait.number))
      try database.run(
        "INSERT INTO similar_place (trait, run) VALUES (?, ?)", .of(trait.number), .of(number))
    }
  }

  func forget(_ number: Int) throws {
    guard let traits = try traits(of: number) else { return }
    for trait in traits where !trait.isPassed {
      try database.run(
        "DELETE FROM similar_place WHERE trait = ? AND run = ?", .of(trait.number), .of(number))
      try database.run("UPDATE similar_trait SET runs = runs - 1 WHERE trait = ?", .of(trait.number))
      try database.run("DELETE FROM similar_trait WHERE trait = ? AND runs <= 0", .of(trait.number))
    }
    try database.run("DELETE FROM similar_run WHERE run = ?", .of(number))
  }

  /// Nil where the run is not in the index.
  func traits(of number: Int) throws -> [Trait.ID]? {
    try database.first("SELECT traits FROM similar_run WHERE run = ?", .of(number)) { row in
      row.withBytes(0) { bytes in
        stride(from: 0, to: bytes.count - bytes.count % Self.size, by: Self.size).map { start in
          Trait.ID(number: bytes[start..<start + Self.size].reduce(0) { $0 << 8 | Int($1) })
        }
      }
    }
  }

  /// Of each number of a trait, in bytes.
  private static let size = 6

  private static func bytes(_ traits: [Trait.ID]) -> [UInt8] {
    traits.flatMap { trait in
      (0..<size).map { UInt8(truncatingIfNeeded: trait.number >> (8 * (size - 1 - $0))) }
    }
  }

  /// What a run is like, whether it is in the index or not.
  static func traits(of run: String, in database: Database) throws -> [Trait] {
    var events: [RunEvent] = []
    try database.each(
      "SELECT number, time, name, body FROM event WHERE run = ? AND name IN (\(wanted)) ORDER BY number",
      [.text(run)]
    ) { events.append(try History.event($0, of: run)) }
    return RunTraits(of: Run(id: run, events: events)) { try? content($0, in: database) }.traits
  }

  private static let wanted = [
    Fact.Name.runStarted, .needJudged, .stepStarted, .attemptStarted, .attemptEnded, .expectationJudged,
    .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound, .finallyStarted, .runEnded,
  ].map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// Of what is long, the beginning and the end.
  private static func content(_ digest: Digest, in database: Database) throws -> [UInt8]? {
    let half = 32 << 10
    return try database.first(
      """
      SELECT CASE WHEN size <= \(2 * half) THEN content
        ELSE CAST(substr(content, 1, \(half)) || x'0A' || substr(content, -\(half)) AS BLOB) END
      FROM blob WHERE digest = ?
      """, .text(digest.description)
    ) { $0.withBytes(0) { [UInt8]($0) } }
  }
}
