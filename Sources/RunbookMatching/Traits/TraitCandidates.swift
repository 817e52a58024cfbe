/// A run, and the runs that it may be like.
package struct TraitCandidates: Sendable {
  package struct Record: Sendable {
    package let run: String
    /// Grows with the time at which runs started.
    package let number: Int
    package let traits: [Trait.ID]

    package init(run: String, number: Int, traits: [Trait.ID]) {
      self.run = run
      self.number = number
      self.traits = traits
    }
  }

  /// Of the run that is looked at.
  package let traits: [Trait]
  package let records: [Record]
  package let frequencies: Trait.Frequencies

  package init(traits: [Trait], records: [Record] = [], frequencies: Trait.Frequencies) {
    self.traits = traits
    self.records = records
    self.frequencies = frequencies
  }
}
