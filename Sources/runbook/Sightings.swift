import RunbookDrafting
import RunbookHistory
import RunbookModel
import RunbookReports

/// What is proposed for one step, and from how much.
struct Suggestion: Encodable {
  struct Proposed: Encodable {
    let expectation: String
    /// In so many healthy runs it held: in all of them.
    let held: Int
    /// In so many of the other runs it does not hold.
    let apart: Int
    let problems: Int
    /// What these came to, and how many of them.
    let outcomes: [String: Int]

    /// Stands above it in the file.
    var comment: String {
      let always = held == 1 ? "held in the one healthy run" : "held in all \(held) healthy runs"
      if apart == 0 { return always }
      let named = outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
        outcomes.count == 1 ? name : "\(name) \(count)"
      }
      return "\(always), not in \(apart) of \(problems) with a problem"
        + (named.isEmpty ? "" : ": " + named.joined(separator: ", "))
    }
  }

  let step: String
  let proposals: [Proposed]
  /// Healthy runs in which it had another command.
  let differing: Int
  /// Healthy attempts whose evidence is not whole.
  let partial: Int

  var remarks: [String] {
    var remarks: [String] = []
    if differing > 0 {
      remarks.append("left out: \(Written.count(differing, "run")) in which its command was another")
    }
    if partial > 0 {
      remarks.append("left out: \(Written.count(partial, "attempt")) whose evidence is cut or pruned")
    }
    if proposals.isEmpty { remarks.append("nothing to propose") }
    return remarks
  }
}

/// The attempts of many runs, by step.
struct Sightings {
  private struct Attempt {
    let run: String
    let isHealthy: Bool
    let start: AttemptStarted
    var end: AttemptEnded?
    var verdict: Verdict?
  }

  let healthy: Int
  private var attempts: [String: [Attempt]] = [:]
  private let outcomes: [String: String]
  private let contents: Contents

  /// Of each kind, for one step: enough to see what may always hold.
  private static let most = 300

  init(runs: [RunSummary], history: History) throws(HistoryProblem) {
    contents = Contents(history)
    let judged = runs.filter { $0.verdict == .healthy || $0.verdict == .problem }
    healthy = judged.count { $0.verdict == .healthy }
    outcomes = Dictionary(uniqueKeysWithValues: judged.compactMap { run in run.outcome.map { (run.id, $0) } })
    let events = try history.events(
      of: judged.map(\.id), named: [.attemptStarted, .attemptEnded, .attemptJudged])
    for run in judged {
      var own: [AttemptKey: Attempt] = [:]
      var order: [AttemptKey] = []
      for event in events[run.id] ?? [] {
        switch event.fact {
        case .attemptStarted(let fact) where fact.attempt.purpose == .step:
          own[fact.attempt] = Attempt(run: run.id, isHealthy: run.verdict == .healthy, start: fact)
          order.append(fact.attempt)
        case .attemptEnded(let fact): own[fact.attempt]?.end = fact
        case .attemptJudged(let fact): own[fact.attempt]?.verdict = fact.verdict
        default: break
        }
      }
      for key in order { attempts[key.name, default: []].append(own[key]!) }
    }
  }

  func suggestion(for step: Step) -> Suggestion {
    let all = attempts[step.name] ?? []
    let same = all.filter { $0.start.command == step.command?.text }
    let differing = Set(all.filter { $0.isHealthy && $0.start.command != step.command?.text }.map(\.run))
    let passed = same.filter { $0.isHealthy && $0.verdict == .passed }
    let seen = sightings(of: passed)
    let good = seen.filter(\.sighting.isWhole)
    let cut = seen.filter { !$0.sighting.isWhole }
    let bad = sightings(of: same.filter { !$0.isHealthy && $0.verdict != .unknown }.prefix(Self.most))
      .filter(\.sighting.isWhole)
    let proposing = Proposing(
      good: good.prefix(Self.most).map(\.sighting),
      and: (good.dropFirst(Self.most) + cut).map(\.sighting), bad: bad, besides: step.expectations)
    let (held, problems) = (Set(good.map(\.run)).count, Set(bad.map(\.run)).count)
    return Suggestion(
      step: step.name,
      proposals: proposing.proposals.map { proposal in
        let found = proposal.apart.compactMap { outcomes[$0] }.map { ($0, 1) }
        return .init(
          expectation: proposal.expectation, held: held, apart: proposal.apart.count, problems: problems,
          outcomes: Dictionary(found, uniquingKeysWith: +))
      },
      differing: differing.count, partial: passed.count - good.count)
  }

  private func sightings(of attempts: some Sequence<Attempt>) -> [(run: String, sighting: Sighting)] {
    attempts.compactMap { attempt in
      guard let end = attempt.end, let output = contents[end.output.content.digest],
        let stderr = contents[end.stderr.content.digest],
        let sighting = Sighting(
          ending: end.ending, output: output, cut: end.output.cut, stderr: stderr, stderrCut: end.stderr.cut,
          duration: end.duration)
      else { return nil }
      return (attempt.run, sighting)
    }
  }
}
