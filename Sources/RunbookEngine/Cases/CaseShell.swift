import RunbookModel
import Synchronization

/// Answers commands from a case.
///
/// The first answer that fits is taken, again and again where nothing says otherwise. A command of a step that
/// none fits is `notRecorded`. What the engine asks by itself and what cleans up is no matter of a case: where
/// the case is silent every need is met, the cluster answers, and cleaning up succeeds.
final class CaseShell: CommandShell {
  private struct State {
    var used: Set<Int> = []
    var missing: [Execution] = []
  }

  private let answers: [CommandAnswer]
  /// Of the exact texts, by the answer's index.
  private let essences: [Int: String]
  private let context: String?
  /// By tool: a version that will do.
  private let versions: [String: String]
  private let clock: any RunClock
  private let state = Mutex(State())

  init(_ tried: Case, of plan: Plan, clock: any RunClock) {
    answers = tried.commands
    context = tried.context
    self.clock = clock
    versions = plan.wantedVersions
    var essences: [Int: String] = [:]
    for (index, answer) in answers.enumerated() {
      if case .exact(let text) = answer.wording { essences[index] = CommandText.essence(of: text) }
    }
    self.essences = essences
  }

  /// The answers that nothing asked for.
  var unused: [CommandAnswer] {
    let used = state.withLock { $0.used }
    return answers.enumerated().filter { !used.contains($0.offset) }.map(\.element)
  }

  /// What had no answer, in order.
  var missing: [Execution] { state.withLock { $0.missing } }

  func execute(_ execution: Execution) async -> ExecutionResult {
    let essence = CommandText.essence(of: execution.command)
    guard let index = answers.indices.first(where: { fits($0, execution, essence) }) else {
      return silent(execution)
    }
    state.withLock { _ = $0.used.insert(index) }
    let answer = answers[index]
    var ending = answer.ending
    var duration = Duration.milliseconds(answer.duration)
    switch ending {
    case .timedOut: duration = execution.timeout
    case .stopped: duration = execution.stopAfter ?? duration
    case .exited, .signalled:
      if duration > execution.timeout, !execution.isBackground {
        (ending, duration) = (.timedOut, execution.timeout)
      }
    case .interrupted, .notStarted, .notRun, .notRecorded: break
    }
    let isUntilEnded = execution.isBackground && answer.ending == .stopped
    if execution.isBackground {
      if !answer.output.bytes.isEmpty { execution.arrived(.output, 0, answer.output.bytes) }
      if !answer.stderr.bytes.isEmpty { execution.arrived(.stderr, 0, answer.stderr.bytes) }
    }
    do {
      try await clock.sleep(for: isUntilEnded ? .seconds(1 << 30) : duration)
    } catch {
      ending = .interrupted
    }
    return ExecutionResult(
      ending: ending, duration: duration.wholeMilliseconds,
      output: KeptBytes(answer.output.bytes, cut: answer.output.cut),
      stderr: KeptBytes(answer.stderr.bytes, cut: answer.stderr.cut))
  }

  private func fits(_ index: Int, _ asked: Execution, _ essence: String) -> Bool {
    let answer = answers[index]
    switch answer.wording {
    case .exact: if essences[index] != essence { return false }
    case .contains(let part): if !asked.command.contains(part) { return false }
    case .startsWith(let part): if !asked.command.hasPrefix(part) { return false }
    case nil: if asked.attempt.purpose != .step { return false }
    }
    if let step = answer.step, step != asked.attempt.name { return false }
    if !answer.variables.allSatisfy({ asked.variables[$0.key] == $0.value }) { return false }
    if let items = answer.items, items != asked.attempt.items { return false }
    if !answer.attempts.isEmpty, !answer.attempts.contains(asked.attempt.number) { return false }
    if let context = answer.context, context != asked.context { return false }
    if let stdin = answer.stdin, Array(stdin.utf8) != asked.stdin { return false }
    return true
  }

  /// What a command gets of which the case says nothing.
  private func silent(_ execution: Execution) -> ExecutionResult {
    let text: String
    switch execution.attempt.purpose {
    case .step:
      state.withLock { $0.missing.append(execution) }
      return ExecutionResult(ending: .notRecorded, duration: 0)
    case .need: text = versions[execution.attempt.name] ?? ""
    case .identity where execution.attempt.name == "context": text = context ?? ""
    case .identity, .reach: text = "{}"
    case .ready, .cleanup, .finally, .undo: text = ""
    }
    return ExecutionResult(ending: .exited(status: 0), duration: 0, output: KeptBytes(Array(text.utf8)))
  }
}

extension Plan {
  /// By tool, a version that its needs are content with.
  fileprivate var wantedVersions: [String: String] {
    var versions: [String: String] = [:]
    for plan in [self] + files.values.map(\.plan) {
      for need in plan.needs {
        guard case .tool(let name, let version?) = need.kind else { continue }
        // At least two numbers make a version.
        let numbers = version.numbers.count > 1 ? version.numbers : version.numbers + [0]
        versions[name] = versions[name] ?? numbers.map(String.init).joined(separator: ".")
      }
    }
    return versions
  }
}
