import RunbookModel

/// The evidence of two runs, paired by step and item; what only one of them has is no evidence of a change,
/// but of another way.
struct EvidencePairs {
  let pairs: [(before: Evidence, after: Evidence)]

  init(_ before: [Evidence], _ after: [Evidence], renames: Renames) {
    func key(_ attempt: AttemptKey, _ item: (String) -> String) -> AttemptKey {
      AttemptKey(attempt.purpose, name: attempt.name, items: attempt.items.map(item))
    }
    var left: [AttemptKey: Evidence] = [:]
    for evidence in before { left[key(evidence.attempt, renames.translated)] = evidence }
    var pairs: [(Evidence, Evidence)?] = after.map { evidence in
      left.removeValue(forKey: evidence.attempt).map { ($0, evidence) }
    }
    // Items that have another name now: the same but for what Kubernetes made up and for addresses.
    func shape(_ text: String) -> String {
      String(decoding: TextLine(Array(text.utf8)[...]).shape, as: UTF8.self)
    }
    var alike = Dictionary(grouping: before.filter { left[key($0.attempt, renames.translated)] != nil }) {
      key($0.attempt, shape)
    }
    for index in after.indices where pairs[index] == nil && !after[index].attempt.items.isEmpty {
      let shape = key(after[index].attempt, shape)
      if let first = alike[shape]?.first {
        alike[shape]!.removeFirst()
        pairs[index] = (first, after[index])
      }
    }
    self.pairs = pairs.compactMap(\.self)
  }

  /// Finds out what was renamed.
  func elected(_ renames: Renames) -> [Rename] {
    var comparison = TextComparison(renames: renames, votes: RenameVotes())
    for (place, pair) in pairs.enumerated() {
      comparison.place = place
      for (before, after) in zip(pair.before.answers, pair.after.answers) {
        for stream in Stream.allCases { comparison.compare(before.bytes(stream), after.bytes(stream)) }
      }
    }
    return comparison.votes!.elected
  }

  /// What really changed, in the order of the later run.
  func changes(_ renames: Renames) -> [EvidenceChange] {
    var changes: [EvidenceChange] = []
    for (before, after) in pairs {
      for change in Self.changes(before, after, renames) {
        let isAlike = { (other: EvidenceChange) in
          other.attempt.name == change.attempt.name && other.attempt.purpose == change.attempt.purpose
            && other.stream == change.stream && other.differences == change.differences
            && (other.share == nil) == (change.share == nil) && !change.items.isEmpty
        }
        if let index = changes.firstIndex(where: isAlike) {
          changes[index].take(change)
        } else {
          changes.append(change)
        }
      }
    }
    return changes
  }

  /// An answer that was given before is none that changed, however often it was given; each other one is
  /// shown beside one that is no longer given, else beside the most frequent.
  private static func changes(_ before: Evidence, _ after: Evidence, _ renames: Renames) -> [EvidenceChange] {
    var old = before.answers
    var new: [(answer: Answer, beside: [(Stream?, [Difference])])] = []
    for answer in after.answers {
      var first: [(Stream?, [Difference])]?
      let index = old.firstIndex { other in
        let found = differences(other, answer, renames)
        if first == nil { first = found }
        return found.isEmpty
      }
      if let index { old.remove(at: index) } else { new.append((answer, first ?? [])) }
    }
    let isOne = before.answers.count == 1 && after.answers.count == 1
    var changes: [EvidenceChange] = []
    for (answer, beside) in new {
      let reference = old.isEmpty ? before.answers.first : old.removeFirst()
      let found = isOne ? beside : reference.map { differences($0, answer, renames) } ?? []
      changes += found.map { change(after, answer.count, of: after.attempts.count, $0, $1) }
    }
    for answer in old {
      let found = after.answers.first.map { differences(answer, $0, renames) } ?? []
      changes += found.map { change(after, answer.count, of: before.attempts.count, $0, $1) }
    }
    return changes
  }

  private static func change(
    _ evidence: Evidence, _ count: Int, of all: Int, _ stream: Stream?, _ differences: [Difference]
  ) -> EvidenceChange {
    EvidenceChange(
      attempt: evidence.attempt, items: evidence.attempt.items.isEmpty ? [] : [evidence.attempt.items],
      stream: stream, share: count == all ? nil : EvidenceChange.Share(attempts: count, of: all),
      differences: differences)
  }

  private static func differences(
    _ before: Answer, _ after: Answer, _ renames: Renames
  ) -> [(Stream?, [Difference])] {
    var found: [(Stream?, [Difference])] = []
    if before.ending.whole != after.ending.whole {
      found.append((nil, [Difference(.ending, Marked(before.ending.said), Marked(after.ending.said))]))
    }
    for stream in Stream.allCases where before.bytes(stream) != after.bytes(stream) {
      var comparison = TextComparison(renames: renames)
      comparison.compare(before.bytes(stream), after.bytes(stream))
      if !comparison.differences.isEmpty { found.append((stream, comparison.differences)) }
    }
    return found
  }
}

extension Ending {
  /// The same but for 141, which says that a reader such as `head` had enough: that counts as 0.
  var whole: Ending { self == .exited(status: 141) ? .exited(status: 0) : self }

  /// As people say it: `exit 1`.
  package var said: String {
    switch self {
    case .exited(let status): "exit \(status)"
    case .signalled(let signal): "ended by signal \(signal)"
    case .timedOut: "timed out"
    case .stopped: "stopped as it was to be"
    case .interrupted: "interrupted"
    case .notStarted(let reason): "not started: \(reason)"
    case .notRun(let reason): "not run: \(reason)"
    case .notRecorded: "not recorded"
    }
  }
}
