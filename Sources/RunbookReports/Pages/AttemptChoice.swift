import RunbookModel

/// Which of many attempts a report shows: first those that did not pass, and a few that did.
struct AttemptChoice {
  let shown: [Run.AttemptRecord]
  /// Nil: all are shown.
  let rest: String?

  init(_ all: [Run.AttemptRecord], most: Int) {
    guard all.count > most else {
      shown = all
      rest = nil
      return
    }
    let isBad = all.map { $0.verdict?.verdict != .passed }
    let bad = Self.ends(all.indices.filter { isBad[$0] }, most: most * 2 / 3)
    let good = Self.ends(all.indices.filter { !isBad[$0] }, most: most - bad.count)
    let chosen = Set(bad + good)
    shown = all.indices.filter(chosen.contains).map { all[$0] }
    let left = all.indices.filter { !chosen.contains($0) }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = left.count { all[$0].verdict?.verdict == verdict }
      return count == 0 ? nil : "\(count) \(VerdictWord.word(verdict))"
    }
    rest = "\(Written.count(left.count, "more attempt")) not shown here: " + counts.joined(separator: ", ")
  }

  private static func ends(_ indices: [Int], most: Int) -> [Int] {
    if indices.count <= most { return indices }
    return indices.prefix((most + 1) / 2) + indices.suffix(most / 2)
  }
}
