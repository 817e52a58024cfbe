import GRDB
package import RunbookModel

extension History {
  /// What pruning to these limits would delete.
  ///
  /// A family goes or stays as a whole: it is as old as its newest run. It stays, whatever the limits, while one of its runs is
  /// labelled, has a note, was run for an incident, or still runs.
  package func pruning(to limits: PruneLimits) throws(HistoryProblem) -> Pruning {
    let runs = try self.runs()
    let families = try self.families()
    var pruning = Pruning()
    pruning.total = runs.count
    let byID = Dictionary(uniqueKeysWithValues: runs.map { ($0.id, $0) })
    var seen: Set<String> = []
    // The newest first, as their newest runs come.
    let ordered = runs.compactMap { run -> [RunSummary]? in
      guard !seen.contains(run.id) else { return nil }
      let family = families.family(of: run.id).compactMap { byID[$0] }
      seen.formUnion(family.map(\.id))
      return family
    }
    let newest = Set(runs.prefix(limits.keep ?? .max).map(\.id))
    pruning.size = try used()
    let used = pruning.size
    var weights = try read { try Weights(in: $0, used: used) }
    let reasons = ordered.map(Self.reason(toKeep:))
    var weight = weights.empty
    for (family, reason) in zip(ordered, reasons) where reason != nil {
      weight += weights.weight(of: family.map(\.id))
      weights.count(family.map(\.id))
    }
    var gone: Set<String> = []
    for (family, reason) in zip(ordered, reasons) {
      let isBeyond =
        limits.before.map { family.map(\.started).max()! < $0 } == true
        || !family.contains { newest.contains($0.id) }
      if let reason {
        if isBeyond || weight > limits.size ?? .max { pruning.kept[reason, default: 0] += family.count }
        continue
      }
      let added = weights.weight(of: family.map(\.id))
      if isBeyond || weight + added > limits.size ?? .max {
        gone.formUnion(family.map(\.id))
      } else {
        weight += added
        weights.count(family.map(\.id))
      }
    }
    pruning.runs = runs.filter { gone.contains($0.id) }
    pruning.freed = max(0, pruning.size - weight)
    return pruning
  }

  private static func reason(toKeep family: [RunSummary]) -> Pruning.Reason? {
    if family.contains(where: { $0.state == .running }) { return .running }
    if family.contains(where: { !$0.labels.isEmpty }) { return .labelled }
    if family.contains(where: { !$0.notes.isEmpty }) { return .noted }
    return family.contains { $0.incident != nil } ? .incident : nil
  }

  /// Deletes runs with all that only they have: a family at a time, so that nobody who records waits long.
  package func prune(_ runs: [RunSummary]) throws(HistoryProblem) {
    let families = try self.families()
    let wanted = Set(runs.map(\.id))
    var done: Set<String> = []
    for run in runs where !done.contains(run.id) {
      let family = families.family(of: run.id)
      done.formUnion(family)
      try write { database in
        // Somebody may have gone on with one of them, or taken it up, since they were looked at.
        let found = try Self.summaries(of: family, in: database)
        guard wanted.isSuperset(of: found.map(\.id)), Self.reason(toKeep: found) == nil else { return }
        for run in found { try Self.delete(run.id, in: database) }
      }
    }
  }

  private static func summaries(of runs: [String], in database: Database) throws -> [RunSummary] {
    try runs.compactMap { run in
      try database.first("SELECT \(summaryColumns) FROM run r WHERE r.id = ?", .text(run)) {
        try summary($0, in: database)
      }
    }
  }

  private static func delete(_ run: String, in database: Database) throws {
    try forget(run: run, in: database)
    var digests: Set<String> = []
    for (column, table) in [("digest", "evidence"), ("stdin", "attempt"), ("digest", "run_source")] {
      try database.each(
        "SELECT \(column) FROM \(table) WHERE run = ? AND \(column) IS NOT NULL", [.text(run)]
      ) {
        digests.insert($0.text(0)!)
      }
    }
    for table in Projection.tables + ["chunk", "recorder", "event", "label", "note"] {
      try database.run("DELETE FROM \(table) WHERE run = ?", .text(run))
    }
    try database.run("DELETE FROM run WHERE id = ?", .text(run))
    for digest in digests {
      try database.run(
        "DELETE FROM runbook_version WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM run_source WHERE digest = ?1)",
        .text(digest))
      try database.forget(digest)
    }
    try database.run(
      "INSERT INTO pruned (run, time) VALUES (?, ?) ON CONFLICT (run) DO NOTHING", .text(run),
      .of(Moment.now.milliseconds))
  }
}
