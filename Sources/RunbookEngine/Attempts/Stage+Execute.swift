import RunbookModel

/// What is left of a command that was tried.
struct Executed: Sendable {
  let ending: Ending
  /// In milliseconds.
  let duration: Int
  let output: KeptBytes
  let stderr: KeptBytes
  /// It was handed to the shell.
  let wasRun: Bool

  /// The ending with 141 as 0: a reader such as `head` had enough, and all after it passed.
  var judgedEnding: Ending { ending.status == 141 ? .exited(status: 0) : ending }
}

/// The limits of one execution.
struct ExecutionLimits: Sendable {
  let timeout: Duration
  var stopAfter: Duration?
  let keep: Int
}

extension Stage {
  /// Runs a command and records it: the one way from the engine to the shell.
  ///
  /// One in the background has somebody who hears what it prints, and being ended is no failure of it.
  /// - Parameter declared: what the author declares the command to do.
  func execute(
    _ command: Command, as key: AttemptKey, declared: Effect? = nil, stdin: Template? = nil,
    bindings: Bindings, context: String?, limits: ExecutionLimits,
    heard: (@Sendable (Stream, _ offset: Int, _ bytes: [UInt8]) -> Void)? = nil
  ) async -> Executed {
    let handover: Handover
    do throws(Handover.Refused) {
      handover = try Handover(to: command, stdin: stdin, from: bindings, veil: veil)
    } catch {
      return refuse(command, as: key, context: context.map { veil.cover($0) }, reason: error.reason)
    }
    await journal.room()
    let recorded = AttemptStarted(
      attempt: key, command: veil.cover(command.text), variables: handover.shownVariables,
      stdin: handover.shownStdin.map { Content($0) }, context: context.map { veil.cover($0) },
      effect: declared ?? command.effect.effect, isDeclared: declared.map { _ in true })
    post(.attemptStarted(recorded))
    let journal = journal
    let shownAtMost = limits.keep / 2
    let result = await shell.execute(
      Execution(
        mark: settings.mark, recorded: recorded, attempt: key, command: command.text, shell: command.shell,
        variables: handover.variables,
        stdin: handover.stdin, context: context, timeout: limits.timeout, stopAfter: limits.stopAfter,
        isBackground: heard != nil, keep: limits.keep, filter: veil.filter
      ) { stream, offset, bytes in
        heard?(stream, offset, bytes)
        guard offset + bytes.count <= shownAtMost, !journal.isFull else { return }
        journal.post(
          .outputArrived(
            OutputArrived(attempt: key, stream: stream, offset: offset, content: Content(bytes))))
      })
    let ending = heard != nil && result.ending == .interrupted ? .stopped : result.ending
    post(
      .attemptEnded(
        AttemptEnded(
          attempt: key, ending: ending, duration: result.duration,
          output: Evidence(Content(result.output.bytes), cut: result.output.cut),
          stderr: Evidence(Content(result.stderr.bytes), cut: result.stderr.cut))))
    // Nothing need follow on the end of one in the background.
    if heard != nil { journal.flush() }
    return Executed(
      ending: ending, duration: result.duration, output: result.output, stderr: result.stderr,
      wasRun: true)
  }

  /// Records a command that cannot be run.
  private func refuse(_ command: Command, as key: AttemptKey, context: String?, reason: String) -> Executed {
    let ending = Ending.notRun(reason: reason)
    post(.attemptStarted(AttemptStarted(attempt: key, command: veil.cover(command.text), context: context)))
    post(.attemptEnded(AttemptEnded(attempt: key, ending: ending, duration: 0)))
    return Executed(
      ending: ending, duration: 0, output: KeptBytes([]), stderr: KeptBytes([]), wasRun: false)
  }
}
