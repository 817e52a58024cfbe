package import RunbookModel
import Synchronization

/// A world in which time passes only when nothing else can happen: the clock that does not wait.
///
/// It runs all tasks of a run on the thread that asked for it, in the order in which they become ready, and
/// is their clock too: when no task is ready, it jumps to the moment at which the next sleeper wakes. So a
/// run of fifteen minutes takes milliseconds, the same run always takes the same course, and several
/// threads may each have a world of their own.
package final class Simulation: TaskExecutor, RunClock {
  private struct Sleeper {
    let id: Int
    let wakes: Duration
    let continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var jobs: [UnownedJob] = []
    var time = Duration.zero
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  private let state = Mutex(State())
  package let start: Moment
  private let latency: Duration

  /// - Parameters:
  ///   - start: the time on the wall when it begins.
  ///   - latency: how much later than asked for a sleeper wakes. On a real clock it is never nothing.
  package init(start: Moment, latency: Duration = .zero) {
    self.start = start
    self.latency = latency
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  package func now() -> Moment {
    Moment(milliseconds: start.milliseconds + Int64(uptime().wholeMilliseconds))
  }

  package func uptime() -> Duration { state.withLock { $0.time } }

  package func sleep(for duration: Duration) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let slept = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(id) != nil { return true }
          state.sleepers.append(
            Sleeper(id: id, wakes: state.time + duration + latency, continuation: continuation))
          return false
        }
        if isCancelled { continuation.resume(returning: false) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.sleepers.remove(at: index)
      }
      sleeper?.continuation.resume(returning: false)
    }
    if !slept { throw CancellationError() }
  }

  /// Runs work to its end and gives what it gives.
  package func run<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Result {
    let result = Mutex<Result?>(nil)
    _ = Task(executorPreference: self) {
      let value = await work()
      result.withLock { $0 = value }
    }
    while true {
      if let value = result.withLock({ $0 }) { return value }
      if let job = state.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) {
        job.runSynchronously(on: asUnownedTaskExecutor())
      } else {
        wakeNext()
      }
    }
  }

  private func wakeNext() {
    let sleeper = state.withLock { state -> Sleeper? in
      guard
        let index = state.sleepers.indices.min(by: { state.sleepers[$0].wakes < state.sleepers[$1].wakes })
      else { return nil }
      state.time = max(state.time, state.sleepers[index].wakes)
      return state.sleepers.remove(at: index)
    }
    guard let sleeper else { preconditionFailure("the run waits for something that never comes") }
    sleeper.continuation.resume(returning: true)
  }
}
