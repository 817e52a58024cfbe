import Glibc
import RunbookModel

/// A command that is ready for the reactor: what to execute, in which shell, and who waits for it.
struct Launch: Sendable {
  let id: UInt32
  let execution: Execution
  let shell: ShellStart
  /// What the shell is told at its gate; empty where it is started with them.
  let variables: [String: String]
  /// Resumed with nil where the reactor had gone before it took this.
  let done: CheckedContinuation<ExecutionResult?, Never>
}

/// How a shell is started.
struct ShellStart: Sendable {
  /// It waits at its gate for its command.
  let waits: Bool
  let path: String
  let argumentCount: Int
  /// One more than it is made with: the mark.
  let variableCount: Int
  /// Path, arguments and environment, each with its NUL.
  private let strings: [UInt8]

  /// With an environment of which each is `NAME=value`.
  init(waits: Bool, path: String, arguments: [String], environment: [[UInt8]]) {
    self.waits = waits
    self.path = path
    argumentCount = arguments.count
    variableCount = environment.count + 1
    strings = Array((([path] + arguments).map { Array($0.utf8) } + environment).map { $0 + [0] }.joined())
  }

  /// With the variable that marks a command, as the watcher wants them.
  func strings(marked mark: String) -> [UInt8] { strings + mark.utf8 + [0] }
}

/// Our side of a shell that was started.
struct StartedShell {
  /// Of the watcher's reports.
  let id: UInt32
  let output: Int32
  let stderr: Int32
  /// Nil where it did not wait.
  let gate: Gate?
  /// As the watcher has reported it.
  var process: Int32?

  /// Writes down what it is to run. Where that fails, with the errno, the shell is given up.
  func write(_ launch: Launch) -> Int32 {
    let problem = gate?.write(launch.execution.command, launch.variables) ?? 0
    if problem != 0 { dismiss() }
    return problem
  }

  /// Lets it run what was written down.
  func open(telling watcher: Watcher) {
    guard let gate else { return }
    watcher.use(id)
    gate.open()
  }

  /// Gives it up before it was told a command.
  func dismiss() {
    close(output)
    close(stderr)
    gate?.close()
  }
}
