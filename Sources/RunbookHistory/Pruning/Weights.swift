import GRDB

/// About how many bytes of the file runs take: contents are counted once, everything else by the number of events.
///
/// Reading what each run really takes would cost as much as reading the file.
struct Weights {
  private var events: [String: Int] = [:]
  private var contents: [String: [String]] = [:]
  private var sizes: [String: Int] = [:]
  /// Bytes that go with each event.
  private var perEvent = 0.0
  /// What the file takes with nothing in it: a page for each table and index.
  private(set) var empty = 0
  /// Contents that were counted.
  private var counted: Set<String> = []

  init(in database: Database, used: Int) throws {
    try database.each("SELECT id, (SELECT max(number) FROM event WHERE run = id) FROM run") {
      events[$0.text(0)!] = $0.integer(1) ?? 0
    }
    try database.each("SELECT digest, size FROM blob") { sizes[$0.text(0)!] = $0.integer(1)! }
    for table in ["evidence", "run_source"] {
      try database.each("SELECT run, digest FROM \(table)") {
        contents[$0.text(0)!, default: []].append($0.text(1)!)
      }
    }
    try database.each("SELECT run, stdin FROM attempt WHERE stdin IS NOT NULL") {
      contents[$0.text(0)!, default: []].append($0.text(1)!)
    }
    let page = try History.pragma("page_size", database)
    // What is larger than a page has its own pages.
    sizes = sizes.mapValues { $0 < page ? $0 : ($0 + page - 1) / page * page }
    try database.each("SELECT count(*) FROM sqlite_master WHERE rootpage > 0") {
      empty = $0.integer(0)! * page
    }
    let count = events.values.reduce(0, +)
    let rest = max(0, used - empty - sizes.values.reduce(0, +))
    perEvent = count == 0 ? 0 : Double(rest) / Double(count)
  }

  /// What these runs add to those that were counted.
  func weight(of runs: [String]) -> Int {
    let own = Set(runs.flatMap { contents[$0] ?? [] }).subtracting(counted)
    let count = runs.reduce(0) { sum, run in sum + (events[run] ?? 0) }
    return own.reduce(Int(Double(count) * perEvent)) { sum, digest in sum + (sizes[digest] ?? 0) }
  }

  mutating func count(_ runs: [String]) { for run in runs { counted.formUnion(contents[run] ?? []) } }
}
