import RunbookLanguage
import RunbookMatching
package import RunbookModel

/// An expectation that always held, ready to be written behind `expect`.
package struct Proposal: Sendable, Hashable {
  package let expectation: String
  /// The bad runs in which it does not hold.
  package let apart: Set<String>
}

/// Finds expectations that held in every good attempt of a command.
///
/// Candidates are read off what was printed; each is then judged on every attempt, by the judge that the engine has, and
/// stays only where it held in all of them. Ages, addresses, hashes and the like are never proposed. First come those
/// that do not hold in the bad attempts, for they tell one from the other.
package struct Proposing {
  package let proposals: [Proposal]

  /// At most so many for one command: what a person would read.
  private static let most = 5

  /// In fewer attempts what says little by itself is the same by chance.
  private static let enough = 3

  /// - Parameters:
  ///   - known: the expectations that the step has; nothing is proposed about what they select.
  ///   - others: what was seen beside it when all was well, cut or too much to read; it must hold there too.
  ///   - bad: what was seen in other runs, with the name of each.
  package init(
    good: [Sighting], and others: [Sighting] = [], bad: [(run: String, sighting: Sighting)] = [],
    besides known: [Expectation] = []
  ) {
    var seen: Set<String> = []
    let candidates = Candidates.all(for: good).filter { seen.insert($0.text).inserted }
    var proposals: [(proposal: Proposal, isTelling: Bool)] = []
    for (candidate, expectation) in Self.parsed(candidates) {
      guard
        !known.contains(where: {
          $0.selector.text == expectation.selector.text && $0.quantifier == expectation.quantifier
        }),
        !proposals.contains(where: { Self.isImplied(candidate.text, by: $0.proposal.expectation) }),
        (good + others).allSatisfy({ Self.verdict(expectation, $0) == .passed })
      else { continue }
      let apart = Set(bad.filter { Self.verdict(expectation, $0.sighting) == .failed }.map(\.run))
      guard candidate.isTelling || (!apart.isEmpty && good.count >= Self.enough) else { continue }
      proposals.append((Proposal(expectation: candidate.text, apart: apart), candidate.isTelling))
    }
    let ranked = proposals.enumerated().sorted {
      ($0.element.proposal.apart.count, $1.offset) > ($1.element.proposal.apart.count, $0.offset)
    }
    self.proposals = ranked.prefix(Self.most).map(\.element.proposal)
  }

  /// Of a command that was seen once: what tells whether all is well, else the first that a glance gives and that holds.
  static func once(_ seen: Sighting, isClock: Bool) -> [String] {
    let proposals = Proposing(good: [seen]).proposals.map(\.expectation)
    if !proposals.isEmpty || seen.exit != 0 { return proposals }
    let glanced = parsed(Glance(seen, isClock: isClock).candidates.map { Candidate($0) })
    return glanced.first { verdict($0.1, seen) == .passed }.map { [$0.0.text] } ?? []
  }

  private static func verdict(_ expectation: Expectation, _ sighting: Sighting) -> Verdict {
    judge(expectation, on: sighting.observation, variables: [:], line: 0).verdict
  }

  /// Of several bounds on one count the first, which is the tightest, is enough.
  private static func isImplied(_ text: String, by other: String) -> Bool {
    guard let place = text.firstRange(of: " >= "), let same = other.firstRange(of: " >= ") else {
      return false
    }
    return text[..<place.lowerBound] == other[..<same.lowerBound]
  }

  /// The candidates as the language reads them; what it does not read is left out.
  private static func parsed(_ candidates: [Candidate]) -> [(Candidate, Expectation)] {
    let head = ["runbook \"P\"", "step s", "  run true"]
    let source = SourceText(
      name: "", text: (head + candidates.map { "  expect \($0.text)" }).joined(separator: "\n") + "\n")
    let checked = check(source) { _, _ throws(LoadProblem) in throw LoadProblem(reason: "") }
    guard let step = checked.plan?.steps.first else {
      let bad = Set(
        checked.errors.map { source.position(of: $0.mark.place.range.start).line - head.count - 1 })
      let rest = candidates.enumerated().filter { !bad.contains($0.offset) }.map(\.element)
      return rest.count < candidates.count ? parsed(rest) : []
    }
    return step.expectations.compactMap { expectation in
      let line = source.position(of: expectation.place.range.start).line - head.count - 1
      return candidates.indices.contains(line) ? (candidates[line], expectation) : nil
    }
  }
}
