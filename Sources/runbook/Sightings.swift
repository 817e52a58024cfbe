import RunbookDrafting
import RunbookHistory
import RunbookModel

/// What is proposed for one step, and from how much.
struct Suggestion: Encodable {
  struct Proposed: Encodable {
    let expectation: String
    /// In so many healthy runs it held: in all of them.
    let held: Int
    /// In so many of the other runs it does not hold.
    let apart: Int
    let problems: Int

    /// Stands above it in the file.
    var comment: String {
      let always = held == 1 ? "held in the one healthy run" : "held in all \(held) healthy runs"
      return apart == 0 ? always : "\(always), not in \(apart) of \(problems) with a problem"
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
    if differing > 0 { remarks.append("left out: \(differing) runs in which its command was another") }
    if partial > 0 { remarks.append("left out: \(partial) attempts whose evidence is cut or pruned") }
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
  private let contents: Contents

  /// Of each kind, for one step: enough to know what always holds.
  private static let most = 300

  init(runs: [RunSummary], history: History) throws(HistoryProblem) {
    contents = Contents(history)
    let judged = runs.filter { $0.verdict == .healthy || $0.verdict == .problem }
    healthy = judged.count { $0.verdict == .healthy }
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
    let good = passed.prefix(Self.most).compactMap { attempt in sighting(attempt).map { (attempt.run, $0) } }
    let others = same.filter { !$0.isHealthy && $0.verdict != .unknown }
    let bad = others.prefix(Self.most).compactMap { attempt in sighting(attempt).map { (attempt.run, $0) } }
    let (held, problems) = (Set(good.map(\.0)).count, Set(bad.map(\.0)).count)
    let proposing = Proposing(good: good.map(\.1), bad: bad, besides: step.expectations)
    return Suggestion(
      step: step.name,
      proposals: proposing.proposals.map {
        .init(expectation: $0.expectation, held: held, apart: $0.apart.count, problems: problems)
      },
      differing: differing.count, partial: passed.prefix(Self.most).count - good.count)
  }

  private func sighting(_ attempt: Attempt) -> Sighting? {
    guard let end = attempt.end, end.output.cut == nil, end.stderr.cut == nil,
      let output = contents[end.output.content.digest], let stderr = contents[end.stderr.content.digest]
    else { return nil }
    return Sighting(ending: end.ending, output: output, stderr: stderr, duration: end.duration)
  }
}
