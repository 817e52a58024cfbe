package import RunbookModel
import Synchronization

/// Answers commands from the events of an old run: the only difference between a replay and a run.
///
/// Evidence is found by what was asked: the command's text (blanks and comments aside), the values
/// of the variables it got, its standard input, the context, the item, the number of the attempt,
/// and whether a step, cleaning up or the engine itself asked. The step's name is no part of it, so
/// a runbook whose steps were renamed finds its evidence; it only decides where two asked the same, after
/// the run in which they did. What was never recorded is `notRecorded`, and so is what was cut short, for then
/// nobody knows what it would have said. A command takes as long on the clock as it took;
/// where that is longer than it may take now, it runs out of time.
///
/// A record holds no secrets, so questions are compared as they are recorded. Whoever replays gives each secret
/// its pseudonym as its value.
package final class RecordedShell: CommandShell {
  private struct Question: Hashable {
    let purpose: AttemptKey.Purpose
    let command: String
    let variables: [String: String]
    let stdin: Digest?
    let context: String?
    let items: [String]
    let number: Int
  }

  private struct Entry {
    /// `$run` of the run in which it was asked.
    let mark: String
    let name: String
    let ended: AttemptEnded
    var isTaken = false
  }

  private let clock: any RunClock
  private let content: @Sendable (Digest) -> [UInt8]?
  private let entries: Mutex<[Question: [Entry]]>

  /// With the events of a run and of those that it called; `content` finds bytes that they do not carry themselves.
  package init(
    events: some Sequence<RunEvent>, clock: any RunClock,
    content: @escaping @Sendable (Digest) -> [UInt8]? = { _ in nil }
  ) {
    self.clock = clock
    self.content = content
    entries = Mutex(Self.entries(of: events))
  }

  private static func entries(of events: some Sequence<RunEvent>) -> [Question: [Entry]] {
    var open: [String: [AttemptKey: AttemptStarted]] = [:]
    var marks: [String: String] = [:]
    var entries: [Question: [Entry]] = [:]
    for event in events {
      switch event.fact {
      case .runStarted(let fact): marks[event.run] = fact.mark
      case .attemptStarted(let fact): open[event.run, default: [:]][fact.attempt] = fact
      case .attemptEnded(let fact):
        guard let start = open[event.run]?.removeValue(forKey: fact.attempt), fact.ending.isAnswer else {
          continue
        }
        let mark = marks[event.run] ?? event.run
        entries[question(start), default: []].append(Entry(mark: mark, name: fact.attempt.name, ended: fact))
      case .clusterIdentified, .needJudged, .pathEntered, .stepStarted, .called, .outputArrived,
        .expectationJudged, .captured, .attemptJudged, .stepEnded, .decisionTaken, .outcomeFound,
        .finallyStarted, .answered, .changed, .warned, .interrupted, .runEnded:
        continue
      }
    }
    return entries
  }

  private static func question(_ start: AttemptStarted) -> Question {
    Question(
      purpose: start.attempt.purpose, command: CommandText.essence(of: start.command),
      variables: start.variables,
      stdin: start.stdin?.digest, context: start.context, items: start.attempt.items,
      number: start.attempt.number)
  }

  package func execute(_ execution: Execution) async -> ExecutionResult {
    guard let ended = take(execution), let output = kept(ended.output), let stderr = kept(ended.stderr),
      let (ending, duration) = execution.limited(ended)
    else {
      return ExecutionResult(ending: .notRecorded, duration: 0)
    }
    let isUntilEnded = execution.isBackground && ended.ending == .stopped
    if execution.isBackground {
      // Nobody recorded when it printed what: it prints all at once.
      if !output.bytes.isEmpty { execution.arrived(.output, 0, output.bytes) }
      if !stderr.bytes.isEmpty { execution.arrived(.stderr, 0, stderr.bytes) }
    }
    do {
      try await clock.sleep(for: isUntilEnded ? .seconds(1 << 30) : .milliseconds(duration))
    } catch {
      if isUntilEnded {
        return ExecutionResult(ending: .interrupted, duration: ended.duration, output: output, stderr: stderr)
      }
      return ExecutionResult(ending: .interrupted, duration: 0)
    }
    return ExecutionResult(ending: ending, duration: duration, output: output, stderr: stderr)
  }

  /// The answer to a question: in the same run, to the same step, one that nobody had yet, in this order.
  private func take(_ execution: Execution) -> AttemptEnded? {
    let question = Self.question(execution.recorded)
    return entries.withLock { entries in
      func fitness(_ entry: Entry) -> Int {
        (entry.mark == execution.mark ? 4 : 0) + (entry.name == execution.attempt.name ? 2 : 0)
          + (entry.isTaken ? 0 : 1)
      }
      // Where they stand: a copy of all, for one that is marked, would be made for each question.
      guard let place = entries.index(forKey: question),
        let index = entries.values[place].indices.reversed().max(by: {
          fitness(entries.values[place][$0]) < fitness(entries.values[place][$1])
        })
      else { return nil }
      entries.values[place][index].isTaken = true
      return entries.values[place][index].ended
    }
  }

  private func kept(_ evidence: Evidence) -> KeptBytes? {
    guard let bytes = evidence.content.bytes ?? content(evidence.content.digest) else {
      return evidence.content.size == 0 ? KeptBytes([]) : nil
    }
    return KeptBytes(bytes, cut: evidence.cut)
  }
}

extension Execution {
  /// How a recorded command ends within these limits. Nil: it was cut short then and would not be now, so nobody
  /// knows what it would have said.
  fileprivate func limited(_ ended: AttemptEnded) -> (Ending, milliseconds: Int)? {
    let limit = min(timeout, stopAfter ?? timeout).wholeMilliseconds
    if isBackground { return (ended.ending, ended.duration) }
    switch ended.ending {
    case .exited, .signalled:
      if ended.duration <= limit + Self.slack { return (ended.ending, ended.duration) }
      return (stopAfter.map { $0 <= timeout } ?? false ? .stopped : .timedOut, limit)
    case .timedOut, .stopped:
      return ended.duration + Self.slack < limit ? nil : (ended.ending, ended.duration)
    case .interrupted, .notStarted, .notRun, .notRecorded: return (ended.ending, ended.duration)
    }
  }

  /// In milliseconds: how exactly a real shell strikes.
  private static var slack: Int { 100 }
}

extension Ending {
  /// The command had its chance, and this is what came of it.
  var isAnswer: Bool {
    switch self {
    case .exited, .signalled, .timedOut, .stopped, .notStarted: true
    case .interrupted, .notRun, .notRecorded: false
    }
  }
}
