import CProcess
import Glibc
import RunbookModel

/// One command from its start to its result, as a machine that the reactor steps: what was reported
/// of it, what it printed and what time it is decide what happens next.
///
/// A command is done when nothing is left of it and both streams have ended. Three things cut that short:
/// - its time is up, or it was interrupted: TERM to everything, KILL after 2 s;
/// - the shell has exited and left something running. That may still print (`> >(sort)`), so its
///   streams are read until 250 ms of silence, 1 s at most; then it is ended too;
/// - somebody out of reach holds a stream open (another daemon was handed it): the same, without the end.
///
/// What even KILL does not end (a process stuck in the kernel) is left behind a second later.
/// Times are nanoseconds of the monotonic clock.
final class RunningCommand {
  enum Step {
    case wait(until: Int64)
    case end(graceMilliseconds: UInt32)
    /// Its shell died while it waited: nothing was run.
    case again
    /// No shell could be started for it.
    case refused(ProcessProblem)
    case finish
  }

  let id: UInt32
  let launch: Launch
  private(set) var output: StreamReader
  private(set) var stderr: StreamReader
  private(set) var shell: Int32?

  private let started: Int64
  /// How it ended, if we made it end.
  private var cause: Ending?
  /// How the shell ended, and when.
  private var exit: (ending: Ending, time: Int64)?
  private var refusal: ProcessProblem?
  private var isUnused = false
  private var isGone = false
  private var isInterrupted = false
  private var isAskedToEnd = false
  private var givenUp = Int64.max
  private var lastNews: Int64
  private var nextTelling: Int64

  static let second: Int64 = 1_000_000_000
  private static let silence = second / 4
  private static let soon = second / 20
  private static let brief = second / 100
  private static let grace: UInt32 = 2000

  init(_ launch: Launch, in shell: StartedShell, now: Int64) {
    id = shell.id
    self.shell = shell.process
    self.launch = launch
    let execution = launch.execution
    self.output = StreamReader(pipe: shell.output, keep: execution.keep, filter: execution.filter?())
    self.stderr = StreamReader(pipe: shell.stderr, keep: execution.keep, filter: execution.filter?())
    started = now
    lastNews = now
    nextTelling = now + (execution.isBackground ? Self.soon : Self.second)
  }

  /// The streams to listen to. A brief command is read once, when it has ended: its pipes hold so much,
  /// and whoever listened to each of its words would only take the processor from it.
  func pipes(now: Int64) -> [Int32] {
    exit == nil && now < started + Self.brief ? [] : [output.pipe, stderr.pipe].compactMap(\.self)
  }

  func drain(using piece: UnsafeMutableRawBufferPointer, now: Int64) {
    let fromOutput = output.drain(using: piece, atMost: 8)
    let fromStderr = stderr.drain(using: piece, atMost: 8)
    if fromOutput || fromStderr { lastNews = now }
  }

  func receive(_ report: process_report, now: Int64) {
    switch process_report_kind(report.kind) {
    case process_report_started: shell = report.value
    case process_report_failed where report.value == ECHILD: isUnused = true
    case process_report_failed:
      refusal = .start(launch.shell.path, report.value)
    case process_report_exited: exited(.exited(status: Int(report.value)), left: report.left, now: now)
    case process_report_signalled: exited(.signalled(Int(report.value)), left: report.left, now: now)
    case process_report_gone: isGone = true
    default: preconditionFailure("no report \(report.kind)")
    }
  }

  private func exited(_ ending: Ending, left: UInt32, now: Int64) {
    exit = (ending, now)
    isGone = left == 0
  }

  /// Ends it kindly, unless it is about to end anyway.
  func interrupt() {
    if cause == nil, exit == nil { cause = .interrupted }
    isInterrupted = true
  }

  /// The watcher was killed, and with it the shell.
  func lose(now: Int64) {
    if let shell, exit == nil { kill(-shell, SIGKILL) }
    if exit == nil { exit = (.signalled(Int(SIGKILL)), now) }
    isGone = true
    isAskedToEnd = true
  }

  func step(now: Int64) -> Step {
    if cause != nil, isUnused || refusal != nil { return .finish }
    if let refusal { return .refused(refusal) }
    if isUnused { return .again }
    let end =
      started
      + Self.nanoseconds(min(launch.execution.timeout, launch.execution.stopAfter ?? .seconds(1 << 30)))
    guard let exit else {
      if cause == nil, now >= end { cause = struck }
      if cause != nil { return endOrGiveUp(now: now) }
      let listening = started + Self.brief
      return .wait(until: now < listening ? min(end, listening) : end)
    }
    let silent = min(max(exit.time, lastNews) + Self.silence, exit.time + Self.second)
    let mayPrint = !output.hasEnded || !stderr.hasEnded
    if mayPrint, !isAskedToEnd, !isInterrupted, now < silent { return .wait(until: silent) }
    return isGone ? .finish : endOrGiveUp(now: now)
  }

  private var struck: Ending {
    guard let stopAfter = launch.execution.stopAfter, stopAfter <= launch.execution.timeout else {
      return .timedOut
    }
    return .stopped
  }

  private func endOrGiveUp(now: Int64) -> Step {
    if isAskedToEnd { return now >= givenUp ? .finish : .wait(until: givenUp) }
    isAskedToEnd = true
    givenUp = now + Int64(Self.grace) * 1_000_000 + Self.second
    return .end(graceMilliseconds: Self.grace)
  }

  /// Tells of new output where a second has passed. Returns when there is something to tell next.
  func tell(now: Int64) -> Int64 {
    guard exit == nil, output.hasNews || stderr.hasNews else { return .max }
    guard now >= nextTelling else { return nextTelling }
    nextTelling = now + interval(now: now)
    for (stream, hasNews) in [(Stream.output, output.hasNews), (.stderr, stderr.hasNews)] where hasNews {
      let first = launch.execution.isBackground
      let news = stream == .output ? output.news(fromFirst: first) : stderr.news(fromFirst: first)
      if !news.bytes.isEmpty { launch.execution.arrived(stream, news.offset, news.bytes) }
    }
    return .max
  }

  /// Somebody may wait for the first words of what runs in the background, and nobody for the thousandth.
  private func interval(now: Int64) -> Int64 {
    launch.execution.isBackground ? min(max((now - started) / 4, Self.soon), Self.second) : Self.second
  }

  /// Lets go of a command that never ran; it is not to be used afterwards.
  func abandon() {
    _ = output.finish()
    _ = stderr.finish()
  }

  /// Hands over the result; the command is not to be used afterwards.
  func finish(using piece: UnsafeMutableRawBufferPointer, now: Int64) {
    drain(using: piece, now: now)
    let time = exit?.time ?? now
    launch.done.resume(
      returning: ExecutionResult(
        ending: cause ?? exit?.ending ?? .interrupted,
        duration: Int((time - started + 500_000) / 1_000_000),
        output: output.finish(), stderr: stderr.finish()))
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return min(seconds, 1 << 31) * second + attoseconds / 1_000_000_000
  }
}
