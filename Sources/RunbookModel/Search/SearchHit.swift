/// One content that a search found, and the newest run in which it stands.
package struct SearchHit: Sendable, Hashable, Codable {
  /// Which of a run's texts it is.
  package enum Part: String, Sendable, Codable, CaseIterable {
    /// Its title, parameters, questions and answers, paths, outcomes, warnings and reason.
    case run
    /// The title, the command and the expectations of a step.
    case step
    /// What came of a step where it did not pass: reasons, hints, what was found.
    case result
    case output
    case stderr
    /// What a person wrote to it.
    case note
  }

  /// A line that holds something of what was looked for.
  package struct Line: Sendable, Hashable, Codable {
    package struct Piece: Sendable, Hashable, Codable {
      package let text: String
      package let isMatch: Bool

      package init(_ text: String, isMatch: Bool = false) {
        self.text = text
        self.isMatch = isMatch
      }
    }

    /// From 1, in the content.
    package let number: Int
    /// A very long line is cut around its first match, `…` where something is missing.
    package let pieces: [Piece]

    package init(number: Int, pieces: [Piece]) {
      self.number = number
      self.pieces = pieces
    }
  }

  package let part: Part
  package let run: RunSummary
  /// Nil where it belongs to the run as a whole.
  package let step: StepKey?
  /// In how many runs the same content stands.
  package let runs: Int
  /// There are more than `runs`; nobody counted them.
  package let isInMore: Bool
  /// The first lines that match; empty where only the content as a whole does.
  package let lines: [Line]
  /// How many more lines match.
  package let moreLines: Int

  package init(
    part: Part, run: RunSummary, step: StepKey?, runs: Int, isInMore: Bool = false, lines: [Line],
    moreLines: Int = 0
  ) {
    self.part = part
    self.run = run
    self.step = step
    self.runs = runs
    self.isInMore = isInMore
    self.lines = lines
    self.moreLines = moreLines
  }
}

/// What came of a search, and what nobody looked at.
package struct SearchAnswer: Sendable, Hashable, Codable {
  /// The best first; of equals, the newest.
  package var hits: [SearchHit] = []
  /// There are more hits than were asked for.
  package var isCut = false
  /// So many contents hold the words that only the newest were ranked.
  package var isRankedInPart = false
  /// Contents that a pattern was not tried on, for time was up.
  package var unread = 0
  /// Contents so large that only their beginning and end are searched, of the whole history.
  package var partial = 0
  /// Runs that are not searched, for they are not in the index yet.
  package var waiting = 0

  package init() {}
}
