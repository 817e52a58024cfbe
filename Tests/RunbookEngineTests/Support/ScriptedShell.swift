import RunbookEngine
import RunbookModel
import Synchronization

/// What a command of a script does.
struct Reply: Sendable {
  var ending = Ending.exited(status: 0)
  var output = ""
  var stderr = ""
  var takes = Duration.milliseconds(10)
  var cut: Evidence.Cut?
  /// What it prints while it runs, and how long after it started; before `output`.
  var says: [(after: Duration, text: String)] = []
  /// Happens when the command starts.
  var action: (@Sendable () -> Void)?

  static func prints(_ output: String, after takes: Duration = .milliseconds(10)) -> Reply {
    Reply(output: output, takes: takes)
  }
  static func exits(_ status: Int, stderr: String = "") -> Reply {
    Reply(ending: .exited(status: status), stderr: stderr)
  }
  static let hangs = Reply(takes: .seconds(100_000))
  static func does(_ action: @escaping @Sendable () -> Void, takes: Duration = .milliseconds(10)) -> Reply {
    Reply(takes: takes, action: action)
  }
}

/// A shell that answers as a test tells it to, on the time of the simulation.
final class ScriptedShell: CommandShell {
  struct Ran: Sendable {
    let execution: Execution
    let start: Duration
  }

  private struct State {
    var replies: [String: [Reply]] = [:]
    var ran: [Ran] = []
    var running = 0
    var mostAtOnce = 0
    var endedAtOnce = 0
  }

  private let clock: Simulation
  private let state = Mutex(State())

  init(clock: Simulation) { self.clock = clock }

  /// The replies to a command, one after the other; the last is repeated.
  func on(_ command: String, _ replies: Reply...) { state.withLock { $0.replies[command] = replies } }
  func on(_ command: String, _ replies: [Reply]) { state.withLock { $0.replies[command] = replies } }

  var ran: [Ran] { state.withLock { $0.ran } }
  var commands: [String] { ran.map(\.execution.command) }
  var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }
  var endedAtOnce: Int { state.withLock { $0.endedAtOnce } }

  func starts(of command: String) -> [Int] {
    ran.filter { $0.execution.command == command }.map(\.start.wholeMilliseconds)
  }

  func endAtOnce() { state.withLock { $0.endedAtOnce += 1 } }

  func execute(_ execution: Execution) async -> ExecutionResult {
    let start = clock.uptime()
    let reply = state.withLock { state in
      state.ran.append(Ran(execution: execution, start: start))
      state.running += 1
      state.mostAtOnce = max(state.mostAtOnce, state.running)
      let key = ([execution.command] + execution.attempt.items).joined(separator: " @")
      let name = state.replies[key] == nil ? execution.command : key
      guard let replies = state.replies[name], let first = replies.first else { return Reply() }
      if replies.count > 1 { state.replies[name]?.removeFirst() }
      return first
    }
    defer { state.withLock { $0.running -= 1 } }
    reply.action?()
    let limit = min(execution.timeout, execution.stopAfter ?? execution.timeout)
    var ending =
      reply.takes > limit ? (execution.stopAfter == limit ? Ending.stopped : .timedOut) : reply.ending
    var said = ""
    do {
      for one in reply.says {
        try await clock.sleep(for: start + one.after - clock.uptime())
        execution.arrived(.output, said.utf8.count, Array(one.text.utf8))
        said += one.text
      }
      try await clock.sleep(for: start + min(reply.takes, limit) - clock.uptime())
    } catch {
      ending = .interrupted
    }
    return ExecutionResult(
      ending: ending, duration: (clock.uptime() - start).wholeMilliseconds,
      output: KeptBytes(filtered(said + reply.output, execution), cut: reply.cut),
      stderr: KeptBytes(filtered(reply.stderr, execution)))
  }

  /// Through the filter in pieces of five bytes.
  private func filtered(_ text: String, _ execution: Execution) -> [UInt8] {
    guard var filter = execution.filter?() else { return Array(text.utf8) }
    var rest = Array(text.utf8)[...]
    var result: [UInt8] = []
    while !rest.isEmpty {
      result += filter.push(Array(rest.prefix(5)))
      rest = rest.dropFirst(5)
    }
    return result + filter.finish()
  }
}
