import RunbookMatching
import RunbookModel

/// What one command said, and how often: attempts that said the same but for noise and names are one answer.
struct Answer {
  let ending: Ending
  let output: [UInt8]
  let stderr: [UInt8]
  /// How many attempts gave it.
  var count: Int

  func bytes(_ stream: Stream) -> [UInt8] {
    switch stream {
    case .output: output
    case .stderr: stderr
    }
  }
}

/// All that one command of a step, for one item, said in a run.
struct Evidence {
  /// Of the first attempt.
  let attempt: AttemptKey
  /// The most frequent first; at most a dozen, for who says something else each time says nothing by that.
  let answers: [Answer]
  /// Attempts, without those that a `retry` tried in vain.
  let attempts: [(ending: Ending, output: Digest, stderr: Digest)]
}

/// Reads the evidence of a run; content that is stored once is read once.
struct EvidenceReader {
  private let content: (Digest) -> [UInt8]?
  private var read: [Digest: [UInt8]] = [:]
  private var shapes: [Digest: [[UInt8]]] = [:]

  init(content: @escaping (Digest) -> [UInt8]?) { self.content = content }

  mutating func bytes(_ digest: Digest) -> [UInt8] {
    if let bytes = read[digest] { return bytes }
    let bytes = content(digest) ?? []
    read[digest] = bytes
    return bytes
  }

  /// In the order in which the commands ran: those of steps and of `finally`. What the engine asks and what cleans up says
  /// nothing about what was examined.
  mutating func evidence(of run: Run) -> [Evidence] {
    var order: [AttemptKey] = []
    var groups: [AttemptKey: [Run.AttemptRecord]] = [:]
    for attempt in run.attempts where attempt.end != nil {
      let key = attempt.start.attempt
      guard key.purpose == .step || key.purpose == .finally else { continue }
      let first = AttemptKey(key.purpose, name: key.name, items: key.items)
      if groups[first] == nil { order.append(first) }
      groups[first, default: []].append(attempt)
    }
    return order.map { evidence($0, groups[$0]!) }
  }

  private mutating func evidence(_ key: AttemptKey, _ all: [Run.AttemptRecord]) -> Evidence {
    // A retry ends with the first that holds, and that one counts; a sample goes on.
    let isRetry = all.dropLast().allSatisfy { $0.verdict?.verdict != .passed }
    let counted = (isRetry ? all.suffix(1) : all[...]).map(\.end!)
    var answers: [(key: [[UInt8]], answer: Answer)] = []
    for end in counted {
      let (output, stderr) = (end.output.content.digest, end.stderr.content.digest)
      let shape =
        counted.count == 1 ? [] : [Array(end.ending.whole.said.utf8)] + shape(output) + [[]] + shape(stderr)
      if let index = answers.firstIndex(where: { $0.key == shape }) {
        answers[index].answer.count += 1
      } else {
        answers.append(
          (shape, Answer(ending: end.ending, output: bytes(output), stderr: bytes(stderr), count: 1)))
      }
    }
    let sorted = answers.enumerated().sorted {
      ($1.element.answer.count, $0.offset) < ($0.element.answer.count, $1.offset)
    }
    return Evidence(
      attempt: key, answers: sorted.prefix(12).map(\.element.answer),
      attempts: counted.map { ($0.ending, $0.output.content.digest, $0.stderr.content.digest) })
  }

  private mutating func shape(_ digest: Digest) -> [[UInt8]] {
    if let shape = shapes[digest] { return shape }
    let shape = TextLine.all(in: bytes(digest)[...]).map(\.shape).sorted { $0.lexicographicallyPrecedes($1) }
    shapes[digest] = shape
    return shape
  }
}
