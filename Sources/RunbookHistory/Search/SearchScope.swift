import GRDB
import RunbookModel

/// The runs in which something is looked for, by their numbers in the index.
struct SearchScope {
  private let runs: Runs
  /// The documents that stand in them; nil: too many runs to find that out before it is needed.
  private let documents: Set<Int>?

  /// Up to so many runs, all their documents are found at once.
  private static let few = 2000

  init(_ filter: HistoryFilter, in database: Database) throws {
    runs = try Runs(filter, in: database)
    switch runs {
    case .only(let numbers) where numbers.count <= Self.few:
      documents = try Self.documents(of: numbers, in: database)
    case .only, .between: documents = nil
    }
  }

  /// Where a document stands in these runs.
  struct Places {
    /// The newest.
    let run: String
    let part: RunTexts.Part
    let position: Int
    let count: Int
    let areMore: Bool
  }

  /// False: it stands in none of these runs. True: nobody knows yet.
  func mayHold(_ document: Int) -> Bool { documents?.contains(document) ?? true }

  /// Nil: in none.
  func newest(of document: Int, in database: Database) throws -> Int? {
    if !mayHold(document) { return nil }
    var newest: Int?
    try eachRun(of: document, in: database) {
      newest = $0
      return false
    }
    return newest
  }

  func places(of document: Int, in database: Database) throws -> Places? {
    let most = 1000
    guard let newest = try newest(of: document, in: database) else { return nil }
    var count = 0
    try eachRun(of: document, in: database) { _ in
      count += 1
      return count <= most
    }
    return try database.first(
      """
      SELECT s.run, p.part, p.position FROM search_place p CROSS JOIN search_run s ON s.number = p.run
      WHERE p.document = ? AND p.run = ? ORDER BY p.part, p.position
      """, .of(document), .of(newest)
    ) {
      Places(
        run: $0.text(0)!, part: RunTexts.Part(rawValue: $0.integer(1)!) ?? .run, position: $0.integer(2)!,
        count: min(count, most), areMore: count > most)
    }
  }

  /// The newest first, each once, until the closure returns false.
  private func eachRun(of document: Int, in database: Database, _ take: (Int) throws -> Bool) throws {
    let (low, high, only): (Int, Int, Set<Int>?) =
      switch runs {
      case .between(let low, let high): (low, high, nil)
      case .only(let numbers): (numbers.min() ?? 1, numbers.max() ?? 0, numbers)
      }
    var last: Int?
    try database.walk(
      "SELECT run FROM search_place WHERE document = ? AND run BETWEEN ? AND ? ORDER BY run DESC",
      [.of(document), .of(low), .of(high)]
    ) { row in
      let run = row.integer(0)!
      if run == last || only?.contains(run) == false { return true }
      last = run
      return try take(run)
    }
  }

  private static func documents(of runs: Set<Int>, in database: Database) throws -> Set<Int> {
    var documents: Set<Int> = []
    for run in runs {
      try database.each("SELECT document FROM search_place WHERE run = ?", [.of(run)]) {
        documents.insert($0.integer(0)!)
      }
    }
    return documents
  }
}

extension SearchScope {
  /// The runs that a filter wants, by their numbers in the index.
  enum Runs {
    case between(Int, Int)
    case only(Set<Int>)

    init(_ filter: HistoryFilter, in database: Database) throws {
      var timeless = filter
      (timeless.since, timeless.until, timeless.limit) = (nil, nil, nil)
      if timeless == HistoryFilter() {
        let end = filter.until.map { Int($0.milliseconds) - 1 } ?? .max
        self = .between(Int(filter.since?.milliseconds ?? 0), end)
        return
      }
      var wanted = filter
      wanted.limit = nil
      let (sql, values) = History.listing(wanted, columns: "r.id AS id, r.ended")
      var numbers: Set<Int> = []
      // Whether an unfinished run still runs is not in its row.
      let undecided = [.running, .died].contains(filter.state)
      let ids = undecided ? try Set(History.runs(wanted, in: database).map(\.id)) : []
      try database.each(
        "SELECT s.number, s.run FROM (\(sql)) f CROSS JOIN search_run s ON s.run = f.id", values
      ) {
        if undecided, !ids.contains($0.text(1)!) { return }
        numbers.insert($0.integer(0)!)
      }
      self = .only(numbers)
    }

    func contains(_ number: Int) -> Bool {
      switch self {
      case .between(let low, let high): low <= number && number <= high
      case .only(let numbers): numbers.contains(number)
      }
    }
  }
}
