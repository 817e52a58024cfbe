import GRDB
package import RunbookMatching
import RunbookModel

/// The runs that a run may be like.
///
/// Only what is in the index is looked at, and the work is bounded whatever the history holds: a few of the rarest traits,
/// of each the newest runs, of these the ones that share most. The run itself need not be in the index; runs of its own
/// chain (what it led to, called, resumes or undoes, and the other way round) are never among them.
extension History {
  /// What bounds the looking up.
  package struct SimilarLimits: Sendable {
    /// Traits that are looked up, the weightiest.
    package let traits: Int
    /// Runs of each, the newest that are wanted, and entries that are read to find them.
    package let runs: Int
    package let entries: Int
    /// Runs that are compared.
    package let compared: Int

    /// When somebody asks.
    package static let asked = SimilarLimits(traits: 16, runs: 400, entries: 20_000, compared: 300)
    /// At the end of a run, when nobody has.
    package static let unasked = SimilarLimits(traits: 10, runs: 100, entries: 100, compared: 60)
  }

  package func traits(of id: String) throws(HistoryProblem) -> [Trait] {
    try read { try TraitIndex.traits(of: id, in: $0) }
  }

  /// - Parameter id: a whole id.
  package func candidates(
    for id: String, in filter: HistoryFilter = HistoryFilter(), _ limits: SimilarLimits = .asked
  ) throws(HistoryProblem) -> TraitCandidates {
    try read { database in
      let traits = try TraitIndex.traits(of: id, in: database)
      var counting = Counting(database: database)
      let rare = try counting.rarest(of: traits.map(\.id), limits.traits)
      let scope = filter == HistoryFilter() ? nil : try SearchScope.Runs(filter, in: database)
      let numbers = try Self.sharing(
        rare, counting, scope, try Self.chain(of: id, in: database), limits, database)
      var records: [TraitCandidates.Record] = []
      for number in numbers {
        guard let ids = try TraitIndex(database: database).traits(of: number),
          let run = try database.first(
            "SELECT run FROM search_run WHERE number = ?", .of(number), make: { $0.text(0)! })
        else { continue }
        try counting.count(ids)
        records.append(.init(run: run, number: number, traits: ids))
      }
      return TraitCandidates(traits: traits, records: records, frequencies: counting.frequencies)
    }
  }

  /// The runs that share most of these traits by weight, then the newest.
  private static func sharing(
    _ rare: [Trait.ID], _ counting: Counting, _ scope: SearchScope.Runs?, _ chain: Set<Int>,
    _ limits: SimilarLimits, _ database: Database
  ) throws -> ArraySlice<Int> {
    var shared: [Int: Double] = [:]
    for trait in rare {
      let weight = counting.frequencies.weight(trait)
      var (left, unread) = (limits.runs, limits.entries)
      try database.walk(
        "SELECT run FROM similar_place WHERE trait = ? ORDER BY run DESC", [.of(trait.number)]
      ) {
        let run = $0.integer(0)!
        if !chain.contains(run), scope?.contains(run) ?? true {
          shared[run, default: 0] += weight
          left -= 1
        }
        unread -= 1
        return left > 0 && unread > 0
      }
    }
    return shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key).prefix(limits.compared)
  }

  /// All runs that led here or came of it, by their numbers in the index.
  private static func chain(of id: String, in database: Database) throws -> Set<Int> {
    var numbers: Set<Int> = []
    try database.each(
      """
      WITH RECURSIVE chain (id) AS (
        SELECT ?1
        UNION SELECT r.parent FROM chain c CROSS JOIN run r ON r.id = c.id WHERE r.parent IS NOT NULL
        UNION SELECT r.resumes FROM chain c CROSS JOIN run r ON r.id = c.id WHERE r.resumes IS NOT NULL
        UNION SELECT r.id FROM chain c CROSS JOIN run r ON r.parent = c.id
        UNION SELECT r.id FROM chain c CROSS JOIN run r ON r.resumes = c.id
      )
      SELECT s.number FROM chain c CROSS JOIN search_run s ON s.run = c.id
      """, [.text(id)]
    ) { numbers.insert($0.integer(0)!) }
    return numbers
  }
}

/// How many runs have the traits that occur, each asked for once.
private struct Counting {
  let database: Database
  private var counts: [Trait.ID: Int] = [:]
  private let runs: Int

  init(database: Database) {
    self.database = database
    let runs = try? database.first("SELECT count(*) FROM search_run", make: { $0.integer(0)! })
    self.runs = runs ?? 0
  }

  var frequencies: Trait.Frequencies { Trait.Frequencies(runs: runs, counts: counts) }

  mutating func count(_ ids: [Trait.ID]) throws {
    for id in ids where !id.isPassed && counts[id] == nil {
      counts[id] =
        try database.first("SELECT runs FROM similar_trait WHERE trait = ?", .of(id.number)) {
          $0.integer(0)!
        }
        ?? 0
    }
  }

  /// The weightiest, those that other runs may have.
  mutating func rarest(of ids: [Trait.ID], _ limit: Int) throws -> [Trait.ID] {
    try count(ids)
    let known = ids.filter { !$0.isPassed && counts[$0] ?? 0 > 0 }
    return Array(
      known.sorted { (frequencies.weight($0), $1) > (frequencies.weight($1), $0) }.prefix(limit))
  }
}
