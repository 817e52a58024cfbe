import Synchronization

/// The commands that `start` has put into the background of one run.
///
/// They outlive their steps, and nothing of them outlives the run: they are tasks beside the one that
/// does the run's work, so that what cancels that work (a signal, the budget) leaves them to the cleanups
/// that may need them. They are ended last first, each before the next, for a later one may need an earlier one.
final class BackgroundCommands: Sendable {
  private let begun: AsyncStream<BackgroundCommand>
  private let begin: AsyncStream<BackgroundCommand>.Continuation
  private let commands = Mutex<[BackgroundCommand]>([])

  init() { (begun, begin) = AsyncStream.makeStream() }

  /// Does the run's work, which ends what it starts.
  func around<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) async -> Result {
    await withTaskGroup(of: Result?.self) { group in
      group.addTask { [begin] in
        defer { begin.finish() }
        return await work()
      }
      for await command in begun {
        group.addTask {
          await command.run()
          return nil
        }
      }
      var result: Result?
      for await one in group { result = one ?? result }
      return result!
    }
  }

  func start(_ command: BackgroundCommand) {
    commands.withLock { $0.append(command) }
    begin.yield(command)
  }

  /// That one of them has ended by itself where it should not have: what looks through it sees nothing. What
  /// needs it may fail a moment before it is seen to have gone; that moment is waited for.
  func gone(_ clock: any RunClock) async -> String? {
    let commands = commands.withLock { $0 }
    if let gone = commands.lazy.compactMap(\.gone).first { return gone }
    guard commands.contains(where: { !$0.hasEnded }) else { return nil }
    try? await clock.sleep(for: .milliseconds(50))
    return commands.lazy.compactMap(\.gone).first
  }

  /// Ends them all, and returns when nothing runs.
  func end() async {
    for command in commands.withLock({ $0 }).reversed() { await command.end() }
  }
}
