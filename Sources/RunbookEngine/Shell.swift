package import RunbookModel

/// The seam to the world: whoever answers commands. The real shell runs them; a recorded shell
/// answers from the events of an old run; a scripted one answers in tests.
package protocol CommandShell: Sendable {
  /// Runs one command to its end, whatever the end is, and never throws. Cancelling the task that
  /// awaits it ends the command kindly (TERM, then KILL after 2 s); the ending is then `.interrupted`.
  func execute(_ execution: Execution) async -> ExecutionResult
  /// Ends all that runs without another second; the endings are `.interrupted`.
  func endAtOnce()
}

extension CommandShell {
  /// Nothing to do for a shell that runs nothing.
  package func endAtOnce() {}
}

/// One command, ready to run.
package struct Execution: Sendable {
  /// `$run` of the run that wants it.
  package let mark: String
  /// The same as it is recorded: with what is hidden as its pseudonym.
  package let recorded: AttemptStarted
  package let attempt: AttemptKey
  package let command: String
  package let shell: Defaults.Shell
  /// Added to the environment, by name without `$`.
  package let variables: [String: String]
  /// Empty standard input where nil.
  package let stdin: [UInt8]?
  /// The kubeconfig context that all tools shall use; nil leaves it to the user's environment.
  package let context: String?
  package let timeout: Duration
  /// Where it strikes, the ending is `.stopped`, not `.timedOut`.
  package let stopAfter: Duration?
  /// It belongs to a `start`: it ends when it is told to, and what it prints is told of soon.
  package let isBackground: Bool
  /// Bytes kept of each stream: the first half from the head, the rest from the tail.
  package let keep: Int
  /// Makes what each stream passes through before it is cut and kept, so that no secret can hide in the cut; one for each stream.
  package let filter: (@Sendable () -> any StreamFilter)?
  /// Told of filtered output while the command runs, at most about once a second (in the background sooner at
  /// first), never after the end.
  package let arrived: @Sendable (Stream, _ offset: Int, _ bytes: [UInt8]) -> Void

  package init(
    mark: String = "", recorded: AttemptStarted? = nil, attempt: AttemptKey, command: String,
    shell: Defaults.Shell,
    variables: [String: String] = [:], stdin: [UInt8]? = nil, context: String? = nil, timeout: Duration,
    stopAfter: Duration? = nil,
    isBackground: Bool = false, keep: Int,
    filter: (@Sendable () -> any StreamFilter)? = nil,
    arrived: @escaping @Sendable (Stream, _ offset: Int, _ bytes: [UInt8]) -> Void = { _, _, _ in }
  ) {
    self.mark = mark
    self.recorded =
      recorded
      ?? AttemptStarted(
        attempt: attempt, command: command, variables: variables, stdin: stdin.map { Content($0) },
        context: context)
    self.attempt = attempt
    self.command = command
    self.shell = shell
    self.variables = variables
    self.stdin = stdin
    self.context = context
    self.timeout = timeout
    self.stopAfter = stopAfter
    self.isBackground = isBackground
    self.keep = keep
    self.filter = filter
    self.arrived = arrived
  }
}

/// A transformation of a stream of bytes, piece by piece: redaction. It may hold back what it cannot decide yet.
package protocol StreamFilter: Sendable {
  /// Takes the next bytes of the stream and gives those that are settled.
  mutating func push(_ bytes: [UInt8]) -> [UInt8]
  /// Gives what was held back; called once, at the end of the stream.
  mutating func finish() -> [UInt8]
}

package struct ExecutionResult: Sendable {
  package let ending: Ending
  /// In milliseconds.
  package let duration: Int
  package let output: KeptBytes
  package let stderr: KeptBytes

  package init(
    ending: Ending, duration: Int, output: KeptBytes = KeptBytes([]), stderr: KeptBytes = KeptBytes([])
  ) {
    self.ending = ending
    self.duration = duration
    self.output = output
    self.stderr = stderr
  }
}

/// What was kept of a stream within its limit.
package struct KeptBytes: Sendable {
  package let bytes: [UInt8]
  package let cut: Evidence.Cut?

  package init(_ bytes: [UInt8], cut: Evidence.Cut? = nil) {
    self.bytes = bytes
    self.cut = cut
  }
}
