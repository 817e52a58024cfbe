import RunbookModel
import Synchronization
import Testing

@testable import RunbookEngine

struct JournalTests {
  let world = World()

  /// An observer that does something for each batch.
  private final class Scripted: RunObserver {
    let work: @Sendable ([RunEvent], Int) async -> String?
    private let count = Mutex(0)
    init(_ work: @escaping @Sendable ([RunEvent], Int) async -> String?) { self.work = work }
    var asked: Int { count.withLock { $0 } }
    func observe(_ events: [RunEvent]) async -> String? {
      let number = count.withLock { count in
        count += 1
        return count
      }
      return await work(events, number)
    }
  }

  private let threeSteps = plan(["a", "b", "c"].map { .step(step($0)) })

  @Test func `a failing observer gives one warning, and is told at the end what it missed`() {
    let taken = Mutex<[Int]>([])
    let broken = Scripted { events, number in
      if number == 2 { return "the history is full" }
      taken.withLock { $0 += events.map(\.number) }
      return nil
    }
    let result = world.run(threeSteps, observers: [broken])
    #expect(broken.asked == 3)
    #expect(taken.withLock { $0 } == Array(1...world.events.count))
    #expect(world.folded.warnings == ["the history is full"])
    #expect(result.ended.verdict == .healthy)
    #expect(world.names.last == "run-ended")
    #expect(world.events.map(\.number) == Array(1...world.events.count))
    #expect(result.complaints.isEmpty)
  }

  @Test func `an observer that fails again at the end is not complained of twice`() {
    let broken = Scripted { _, number in number == 1 ? nil : "the history is full" }
    let result = world.run(threeSteps, observers: [broken])
    #expect(broken.asked == 3)
    #expect(world.folded.warnings == ["the history is full"])
    #expect(result.complaints.isEmpty)
  }

  @Test func `an observer that fails with the very last event is complained of`() {
    let broken = Scripted { events, _ in
      events.contains { if case .runEnded = $0.fact { true } else { false } } ? "disk full" : nil
    }
    let result = world.run(threeSteps, observers: [broken])
    #expect(result.complaints == ["disk full"])
    #expect(world.names.last == "run-ended")
    #expect(world.folded.warnings.isEmpty)
  }

  @Test func `the first observer has a batch before the second sees it`() {
    let first = Mutex(0)
    let clock = world.clock
    let slow = Scripted { events, _ in
      try? await clock.sleep(for: .milliseconds(3))
      first.withLock { $0 = events.last?.number ?? 0 }
      return nil
    }
    let early = Mutex(0)
    let second = Scripted { events, _ in
      if first.withLock({ $0 }) < events.last?.number ?? 0 { early.withLock { $0 += 1 } }
      return nil
    }
    world.run(threeSteps, observers: [slow, second])
    #expect(second.asked > 1)
    #expect(early.withLock { $0 } == 0)
  }

  @Test func `the engine runs on while an observer is slow, and returns when it is done`() {
    let clock = world.clock
    let seen = Mutex(0)
    let slow = Scripted { events, _ in
      try? await clock.sleep(for: .seconds(7))
      seen.withLock { $0 += events.count }
      return nil
    }
    world.run(threeSteps, observers: [slow])
    #expect(world.shell.starts(of: "c") == [20])
    #expect(seen.withLock { $0 } == world.events.count)
    #expect(slow.asked < world.events.count)
  }

  @Test func `whoever starts a command waits while more is queued than may be`() {
    let clock = world.clock
    let journal = Journal(run: "r", clock: clock, limit: 100)
    let slow = Scripted { _, _ in
      try? await clock.sleep(for: .seconds(7))
      return nil
    }
    @Sendable func output(_ size: Int) -> Fact {
      let evidence = Evidence(Content([UInt8](repeating: 120, count: size)))
      return .attemptEnded(
        AttemptEnded(
          attempt: AttemptKey(name: "a"), ending: .exited(status: 0), duration: 0, output: evidence))
    }
    let waits = clock.run {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = await Pump(journal: journal, observers: [slow]).run() }
        var waits: [Int] = []
        for size in [60, 60, 10, 300] {
          await journal.room()
          waits.append(clock.uptime().wholeMilliseconds)
          journal.post(output(size))
        }
        await journal.room()
        waits.append(clock.uptime().wholeMilliseconds)
        journal.close(with: .warned(Warned(message: "last")))
        journal.post(.warned(Warned(message: "too late")))
        return waits
      }
    }
    #expect(waits[0] == 0 && waits[1] == 0)
    #expect(waits[2] >= 7000)
    #expect(waits[4] > waits[3])
  }

  /// When watchers were told of the end of each attempt, by its step, in seconds.
  private func tellings(_ plan: Plan) -> [String: [Int]] {
    let told = Mutex<[String: [Int]]>([:])
    let watcher = Scripted { [world] events, _ in
      for event in events {
        guard case .attemptEnded(let ended) = event.fact else { continue }
        told.withLock { $0[ended.attempt.name, default: []].append(Int(world.clock.uptime() / .seconds(1))) }
      }
      return nil
    }
    world.run(plan, observers: [watcher])
    return told.withLock { $0 }
  }

  @Test func `an attempt is told of before the next one is waited for`() {
    world.shell.on("a", .exits(1))
    let told = tellings(plan([.step(step("a", repeat: .retry(times: 2, every: .seconds(100))))]))
    #expect(told["a"] == [0, 100])
  }

  @Test func `a step is told of while those beside it go on`() {
    world.shell.on("b", Reply(takes: .seconds(20)))
    let both = Parallel(steps: [step("a"), step("b")], place: here)
    #expect(tellings(plan([.parallel(both)])) == ["a": [0], "b": [20]])
  }

  @Test func `a command in the background is told of when it ends, whatever else runs`() {
    world.shell.on("serve", Reply(takes: .seconds(5)))
    world.shell.on("a", Reply(takes: .seconds(20)))
    let told = tellings(plan([start(step("serve")), .step(step("a"))]))
    #expect(told["serve"] == [5])
  }

  /// When watchers were told, while three steps take so long each: the event and how late, in milliseconds.
  private func delays(_ duration: Duration) -> [[(event: Fact.Name, late: Int64)]] {
    for name in ["a", "b", "c"] { world.shell.on(name, Reply(takes: duration)) }
    let told = Mutex<[[(event: Fact.Name, late: Int64)]]>([])
    let watcher = Scripted { [world] events, _ in
      let now = world.clock.now().milliseconds
      told.withLock { $0.append(events.map { ($0.fact.name, now - $0.time.milliseconds) }) }
      return nil
    }
    world.run(threeSteps, observers: [watcher])
    return told.withLock { $0 }
  }

  @Test func `what comes thick and fast is told together, a moment later`() {
    let told = delays(.milliseconds(3))
    #expect(told.count <= 3)
    #expect(told.joined().allSatisfy { $0.late <= 20 })
    #expect(told.joined().count == world.events.count)
  }

  @Test func `what comes alone is told at once`() {
    let ends = delays(.seconds(1)).joined().filter { $0.event == .stepEnded }
    #expect(ends.map(\.late) == [0, 0, 0])
  }

  @Test func `the run folded from its events is the run that was`() {
    world.shell.on("a", .prints("7"))
    world.shell.on("b", .exits(1))
    let result = world.run(
      plan(
        [
          .step(step("a", capture: [capture("n")])),
          .step(step("b", to: Branches(fails: arrow(.path("p"))), cleanup: "tidy")),
        ], paths: [path("p", [.arrow(arrow(.outcome("it")))])], outcomes: [outcome("it", .warning)]))
    let run = world.folded
    #expect(run.end == result.ended)
    #expect(run.steps.map(\.key.name) == ["a", "b"])
    #expect(run.steps.map(\.attemptsMade) == [1, 1])
    #expect(run.variables["n"]?.written == "7")
    #expect(run.outcomes.map(\.outcome) == ["it"])
    #expect(run.attempts.map(\.start.command) == ["a", "b", "tidy"])
    #expect(run.finallyStarted)
    var one = Run(id: "r123456789")
    for event in world.events { one.apply(event) }
    #expect(one == run)
  }
}
