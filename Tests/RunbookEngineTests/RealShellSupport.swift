import Glibc
import RunbookModel

@testable import RunbookEngine

func execution(
  _ text: String, shell: Defaults.Shell = .bash, variables: [String: String] = [:], stdin: [UInt8]? = nil,
  context: String? = nil, timeout: Duration = .seconds(60), stopAfter: Duration? = nil, keep: Int = 1 << 20,
  filter: (@Sendable () -> any StreamFilter)? = nil,
  arrived: @escaping @Sendable (Stream, _ offset: Int, _ bytes: [UInt8]) -> Void = { _, _, _ in }
) -> Execution {
  Execution(
    attempt: AttemptKey(name: "test"), command: text, shell: shell, variables: variables, stdin: stdin,
    context: context, timeout: timeout, stopAfter: stopAfter, keep: keep, filter: filter, arrived: arrived)
}

/// Executes with a shell of its own, which has ended with everything it started when this returns.
func really(_ execution: Execution, environment: ShellEnvironment = .inherited) async -> ExecutionResult {
  let shell = RealShell(environment: environment)
  let result = await shell.execute(execution)
  await shell.close()
  return result
}

func text(_ kept: KeptBytes) -> String { String(decoding: kept.bytes, as: UTF8.self) }

/// The process ids that a text has, one a line.
func processes(_ text: String) -> [pid_t] { text.split(separator: "\n").compactMap { pid_t($0) } }

/// Those that are there, alive or not yet reaped.
func remaining(_ processes: [pid_t]) -> [pid_t] { processes.filter { kill($0, 0) == 0 } }

/// False when one of them is still there after 20 s. For those whose parent is not ours: somebody has to reap them.
func vanish(_ processes: [pid_t]) async -> Bool {
  let end = ContinuousClock.now + .seconds(20)
  while !remaining(processes).isEmpty {
    if ContinuousClock.now > end { return false }
    await Task.yield()
  }
  return true
}

/// The program `ProcessProbe`, which is built beside the tests.
let probe: String = {
  let tests = realpath("/proc/self/exe", nil)!
  defer { free(tests) }
  // In a plain run this is the test bundle itself.
  return String(cString: tests).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/ProcessProbe"
}()
