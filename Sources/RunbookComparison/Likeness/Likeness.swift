package import RunbookMatching

/// How alike two runs are, from 0 to 1.
///
/// A run is a set of traits (`RunTraits`), and two runs are as alike as the share of what both have in what either
/// has, each trait with its weight: the Jaccard index, weighted. So a run is wholly like itself, it does not matter
/// from which of the two one looks, and what only one of them shows tells against it as much as the same thing in both
/// tells for it.
///
/// What a trait weighs is what people would say of it (an outcome 2, a failed step 1, a step that passed next to nothing:
/// `Trait.Kind.weight`) times how rare it is among all runs: log₂(1 + runs / runs that have it). That a runbook
/// is the same says little where all runs are of that runbook; that a step found `conntrack: table full` says much where
/// three of a thousand did. Rarity also grows with the history, so the same two runs may be a little more or less
/// alike in a year.
///
/// Not all runs are compared. Whoever is alike shares something rare, so the rarest traits of a run are looked up,
/// each in its newest runs, and the few hundred runs that share most of their weight are compared exactly
/// (`History.candidates`). Left out is a run that shares common traits only, or that is older than hundreds of runs that share
/// just as much.
///
/// Tried and dropped: the cosine, under which one very rare trait in common made runs alike that had nothing else;
/// text as such (the words of all evidence), under which each run was most like its neighbour in time; a
/// trait for each item of a fan-out, under which large clusters were like nobody.
package struct Likeness: Sendable, Hashable {
  package let run: String
  /// From 0 to 1.
  package let share: Double

  /// Whole percents, rounded down: only what is wholly alike is 100.
  package var percent: Int { Int(share * 100 + 1e-9) }

  /// From so much on, two runs are told to be alike unasked.
  package static let sound = 60

  /// Below so much, two runs have in common what all have.
  package static let least = 10

  /// Of all that may be alike those that are, the most alike first, then the newest.
  package static func ranked(_ candidates: TraitCandidates) -> [Likeness] {
    let own = Set(candidates.traits.map(\.id))
    let frequencies = candidates.frequencies
    let likenesses = candidates.records.map { record in
      (record.number, Likeness(run: record.run, share: share(own, Set(record.traits), frequencies)))
    }
    return likenesses.filter { $0.1.percent >= least }.sorted { a, b in
      (a.1.percent, a.0) > (b.1.percent, b.0)
    }.map(\.1)
  }

  /// The weight of what both have in the weight of what either has.
  package static func share(
    _ ones: Set<Trait.ID>, _ others: Set<Trait.ID>, _ frequencies: Trait.Frequencies
  ) -> Double {
    // Summed in one order, whoever is asked first.
    func weight(_ ids: Set<Trait.ID>) -> Double { ids.sorted().reduce(0) { $0 + frequencies.weight($1) } }
    let all = weight(ones.union(others))
    return all == 0 ? 0 : weight(ones.intersection(others)) / all
  }
}
