import GRDB
import RunbookModel

/// Which runs belong together: a run, what it led to, called or took back, and what went on from it.
///
/// None of them tells its whole story without the others, so they are exported and pruned together.
struct Families {
  /// Each run that is bound to another one, with the one that stands for the family (union-find).
  private var roots: [String: String] = [:]
  private var members: [String: [String]] = [:]

  /// The family of a run, itself included.
  func family(of run: String) -> [String] { members[roots[run] ?? run] ?? [run] }

  /// The runs with all that belong to their families.
  func closure(of runs: [String]) -> Set<String> {
    runs.reduce(into: []) { closure, run in
      if closure.insert(run).inserted { closure.formUnion(family(of: run)) }
    }
  }

  mutating func bind(_ a: String, _ b: String) {
    let (one, other) = (roots[a] ?? a, roots[b] ?? b)
    if one == other { return }
    let (small, large) =
      (members[one]?.count ?? 1) < (members[other]?.count ?? 1) ? (one, other) : (other, one)
    let moved = members.removeValue(forKey: small) ?? [small]
    for run in moved { roots[run] = large }
    roots[large] = large
    members[large, default: [large]] += moved
  }
}

extension History {
  func families() throws(HistoryProblem) -> Families {
    try read { database in
      var families = Families()
      try database.each(
        "SELECT id, parent, resumes FROM run WHERE parent IS NOT NULL OR resumes IS NOT NULL", []
      ) { row in
        for other in [row.text(1), row.text(2)] { if let other { families.bind(row.text(0)!, other) } }
      }
      return families
    }
  }
}
