import RunbookModel

/// A command that is ready for the reactor: what to execute, with what, and who waits for it.
struct Launch: Sendable {
  let id: UInt32
  let execution: Execution
  /// The path of the shell.
  let program: String
  let arguments: [String]
  /// Each `NAME=value`.
  let environment: [[UInt8]]
  /// Resumed with nil where the reactor had gone before it took this.
  let done: CheckedContinuation<ExecutionResult?, Never>

  /// Path, arguments and environment, each with its NUL, as the watcher wants them.
  var strings: [UInt8] {
    var strings: [UInt8] = []
    strings.reserveCapacity(environment.reduce(execution.command.utf8.count + 256) { $0 + $1.count + 1 })
    for text in [program] + arguments {
      strings += text.utf8
      strings.append(0)
    }
    for line in environment {
      strings += line
      strings.append(0)
    }
    return strings
  }
}
