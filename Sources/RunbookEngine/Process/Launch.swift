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
  let arguments: [String]
  /// Each `NAME=value`.
  let environment: [[UInt8]]

  /// Path, arguments and environment with one more variable, each with its NUL, as the watcher wants them.
  func strings(marked mark: String) -> [UInt8] {
    var strings: [UInt8] = []
    for text in [path] + arguments {
      strings += text.utf8
      strings.append(0)
    }
    for line in environment + [Array(mark.utf8)] {
      strings += line
      strings.append(0)
    }
    return strings
  }
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

  /// Gives it up before it was told a command.
  func dismiss() {
    close(output)
    close(stderr)
    gate?.close()
  }
}
