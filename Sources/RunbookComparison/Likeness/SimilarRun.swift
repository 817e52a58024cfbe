package import RunbookMatching
package import RunbookModel

/// A past run that is like another one, and why.
package struct SimilarRun: Sendable, Codable {
  /// A trait and what it counts between these two.
  package struct Reason: Sendable, Hashable, Codable {
    package let kind: Trait.Kind
    /// Where it was seen in the run that is looked at; of what only the other has, there.
    package let step: String?
    package let text: String
    /// The part of all that was compared, in percent, rounded down.
    package let percent: Int
  }

  package let run: RunSummary
  package let percent: Int
  /// What both have, the weightiest first.
  package let shared: [Reason]
  /// What the run that is looked at has and this one has not.
  package let missing: [Reason]
  /// What only this one has.
  package let added: [Reason]

  /// - Parameters:
  ///   - own: the traits of the run that is looked at.
  ///   - other: those of this one.
  package init(
    _ run: RunSummary, _ own: [Trait], _ other: [Trait], _ frequencies: Trait.Frequencies
  ) {
    let (ones, others) = (Set(own.map(\.id)), Set(other.map(\.id)))
    let all = ones.union(others).sorted().reduce(0) { $0 + frequencies.weight($1) }
    func reasons(_ traits: [Trait]) -> [Reason] {
      let weighed = traits.map { ($0, frequencies.weight($0.id)) }
      return weighed.sorted { ($0.1, $1.0.id) > ($1.1, $0.0.id) }.map { trait, weight in
        Reason(
          kind: trait.kind, step: trait.step, text: trait.text,
          percent: all == 0 ? 0 : Int(weight * 100 / all))
      }
    }
    self.run = run
    percent = Likeness(run: run.id, share: Likeness.share(ones, others, frequencies)).percent
    shared = reasons(own.filter { others.contains($0.id) })
    missing = reasons(own.filter { !others.contains($0.id) })
    added = reasons(other.filter { !ones.contains($0.id) })
  }
}
