import RunbookMatching
import RunbookModel
import Synchronization

/// One command in the background: it runs until it ends by itself or is told to.
final class BackgroundCommand: Sendable {
  /// What it does with the words it hears; all of them go to `hear`.
  typealias Work = @Sendable (_ hear: @escaping @Sendable (Stream, Int, [UInt8]) -> Void) async -> Executed

  private typealias Bell = (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

  private struct State {
    var heard: [Stream: HeardBytes]? = [:]
    var executed: Executed?
    var isToldToEnd = false
    var gone: String?
  }

  let name: String
  /// Says that there is something new: it has printed, or ended. For one who waits until it is ready.
  let news: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation
  private let toldToEnd: Bell
  private let ended: Bell
  private let work: Work
  private let state = Mutex(State())
  /// Told where it has ended by itself, and not well, after somebody had relied on it.
  private let hasGone: @Sendable (String) -> Void

  init(_ name: String, hasGone: @escaping @Sendable (String) -> Void, work: @escaping Work) {
    self.name = name
    self.work = work
    self.hasGone = hasGone
    (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    toldToEnd = AsyncStream.makeStream(of: Void.self)
    ended = AsyncStream.makeStream(of: Void.self)
  }

  /// What it has printed so far, as long as somebody listens; nil where it has ended.
  enum Look {
    case running(output: HeardBytes, stderr: HeardBytes)
    case ended(Executed)

    /// For expectations; nil where it has ended.
    var observation: Observation? {
      guard case .running(let output, let stderr) = self else { return nil }
      return Observation(
        output: output.bytes, outputCut: output.cut, stderr: stderr.bytes, stderrCut: stderr.cut, exit: nil,
        duration: 0)
    }
  }

  func look() -> Look {
    state.withLock { state in
      if let executed = state.executed { return .ended(executed) }
      return .running(
        output: state.heard?[.output] ?? HeardBytes(), stderr: state.heard?[.stderr] ?? HeardBytes())
    }
  }

  /// Nobody waits for its words any more, and from now on it is relied on.
  func relyOn() {
    let gone = state.withLock { state in
      state.heard = nil
      return note(&state)
    }
    if let gone { hasGone(gone) }
  }

  /// How it has gone, where it should not have.
  var gone: String? { state.withLock { $0.gone } }

  var hasEnded: Bool { state.withLock { $0.executed != nil } }

  /// Runs it to its end.
  func run() async {
    let executed = await withTaskGroup(of: Executed?.self) { group in
      group.addTask { [self] in await work { self.hear($0, $1, $2) } }
      group.addTask { [toldToEnd] in
        for await _ in toldToEnd.stream {}
        return nil
      }
      var executed: Executed?
      for await one in group {
        executed = one ?? executed
        group.cancelAll()
      }
      return executed!
    }
    let gone = state.withLock { state in
      state.executed = executed
      return note(&state)
    }
    if let gone { hasGone(gone) }
    bell.yield()
    bell.finish()
    ended.continuation.finish()
  }

  /// Ends it kindly, and waits for that.
  func end() async {
    state.withLock { $0.isToldToEnd = true }
    toldToEnd.continuation.finish()
    for await _ in ended.stream {}
  }

  /// Writes down that it has gone, once.
  private func note(_ state: inout State) -> String? {
    guard state.heard == nil, !state.isToldToEnd, state.gone == nil, let executed = state.executed,
      executed.judgedEnding != .exited(status: 0), executed.ending != .stopped
    else { return nil }
    state.gone = EngineProblems.endedByItself(
      name, EngineProblems.ended(executed.ending, stderr: executed.stderr.bytes))
    return state.gone
  }

  private func hear(_ stream: Stream, _ offset: Int, _ bytes: [UInt8]) {
    state.withLock { $0.heard?[stream, default: HeardBytes()].take(bytes, at: offset) }
    bell.yield()
  }
}
