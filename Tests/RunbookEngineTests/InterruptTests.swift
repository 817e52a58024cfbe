import RunbookModel
import Testing

@testable import RunbookEngine

struct InterruptTests {
  let world = World()

  private func interrupting(_ signals: String..., takes: Duration = .seconds(10)) -> Reply {
    .does({ for signal in signals { world.interrupt(signal) } }, takes: takes)
  }

  private var left: [String] {
    guard case .runEnded(let ended) = world.facts.last else { return ["no end"] }
    return ended.left
  }

  private let flow = plan(
    [
      .step(step("a", to: Branches(otherwise: arrow(.path("p"))), cleanup: "tidy a")),
      .step(step("b")),
    ], paths: [path("p", [.step(step("c"))])], finally: [.run(command("last line"))])

  @Test func `the first signal ends what runs as unknown, follows no arrow, and cleans up`() {
    world.shell.on("a", interrupting("SIGINT"))
    let result = world.run(flow)
    #expect(result.ended.verdict == .interrupted)
    #expect(result.ended.reason == "interrupted by SIGINT")
    #expect(world.shell.commands == ["a", "tidy a", "last line"])
    #expect(world.verdict("a") == .unknown)
    #expect(world.ended("a")?.reason == "interrupted by SIGINT")
    #expect(world.folded.attempts(of: StepKey("a")).first?.end?.ending == .interrupted)
    #expect(world.decisions.isEmpty)
    #expect(world.folded.interruption == "SIGINT")
    #expect(world.names.firstIndex(of: "interrupted")! < world.names.firstIndex(of: "attempt-ended")!)
    #expect(left.isEmpty)
    #expect(world.folded.lastTime?.since(world.clock.start) ?? 0 < 1000)
  }

  @Test func `the second signal kills what runs and names what was not cleaned up`() {
    world.shell.on("a", interrupting("SIGINT", "SIGTERM"))
    let result = world.run(flow)
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.commands == ["a"])
    #expect(world.shell.endedAtOnce > 0)
    #expect(left == ["a", "last line"])
    let signals = world.facts.compactMap { if case .interrupted(let fact) = $0 { fact.signal } else { nil } }
    #expect(signals == ["SIGINT", "SIGTERM"])
  }

  @Test func `a second signal while cleaning up leaves the rest`() {
    world.shell.on("a", interrupting("SIGINT"))
    world.shell.on("tidy a", interrupting("SIGINT"))
    world.run(flow)
    #expect(world.shell.commands == ["a", "tidy a"])
    #expect(left == ["a", "last line"])
    #expect(world.shell.endedAtOnce > 0)
  }

  @Test func `a first signal while cleaning up lets it go on, and the run was interrupted`() {
    world.shell.on("tidy a", interrupting("SIGHUP"))
    let result = world.run(flow)
    #expect(world.shell.commands == ["a", "c", "tidy a", "last line"])
    #expect(result.ended.verdict == .interrupted)
    #expect(left.isEmpty)
    #expect(world.folded.interruption == "SIGHUP")
  }

  @Test func `a signal between two attempts ends the wait`() {
    world.shell.on("a", .exits(1))
    let shell = world.shell
    shell.on("b", Reply(takes: .milliseconds(1500)))
    shell.on("c", interrupting("SIGINT"))
    let steps = [step("a", repeat: .retry(times: 9, every: .seconds(100))), step("b")]
    let timer = step("c", repeat: .retry(times: 2, every: .seconds(1)))
    let result = world.run(plan([.parallel(Parallel(steps: steps + [timer], place: here))]))
    #expect(result.ended.verdict == .interrupted)
    #expect(result.ended.duration < 1000)
    #expect(world.verdict("a") == .unknown)
    #expect(world.shell.starts(of: "a") == [0])
  }

  @Test func `a signal while the needs are checked runs nothing, and nothing is cleaned up`() {
    world.shell.on(ToolVersion.question("jq"), interrupting("SIGINT"))
    let result = world.run(
      plan(
        [.step(step("a"))], finally: [.run(command("last line"))],
        needs: [Need(.tool(name: "jq", version: nil), place: here)]))
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.ran.count == 1)
    #expect(!world.names.contains("finally-started"))
  }

  @Test func `a signal while a secret is asked for runs nothing`() {
    struct Impatient: Person {
      let world: World
      func answer(_ question: Question) async -> Response? { nil }
      func secret(_ secret: Secret) async -> String? {
        world.interrupt()
        return nil
      }
    }
    let result = world.run(
      plan([.step(step("a"))], secrets: [Secret(name: "token", place: here)]), person: Impatient(world: world)
    )
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.ran.isEmpty)
    #expect(world.names == ["run-started", "interrupted", "run-ended"])
  }

  @Test func `a fan-out that is interrupted is unknown as a whole`() {
    world.shell.on("a @x", .exits(1))
    world.shell.on("a @y", interrupting("SIGINT"))
    world.run(
      plan([.step(step("a", each: each("i", in: "l")))], parameters: [list("l", "x", "y", "z")]))
    #expect(world.verdict("a") == .unknown)
    #expect(world.verdict("a", ["x"]) == .failed)
    #expect(world.shell.ran.count == 2)
  }

  @Test func `nothing follows a run that was interrupted, in cleaning up too`() {
    world.shell.on("tidy a", interrupting("SIGINT"))
    let target = FileTarget(path: "other.rb")
    let result = world.run(
      plan(
        [.step(step("a", to: Branches(passes: arrow(.file(target))), cleanup: "tidy a"))],
        files: ["other.rb": PlanReference(plan([]))]))
    #expect(result.follow == nil)
    #expect(result.ended.follow == nil)
  }

  @Test
  func `when the budget is used up the running step is unknown, no arrow is followed, and finally runs`() {
    world.shell.on("a", Reply(takes: .seconds(100)))
    let result = world.run(
      plan(
        [
          .step(
            step(
              "a", timeout: .seconds(200), to: Branches(otherwise: arrow(.outcome("it"))), cleanup: "tidy a"))
        ],
        outcomes: [outcome("it", .critical)], defaults: Defaults(budget: .seconds(20))))
    #expect(result.ended.verdict == .inconclusive)
    #expect(result.ended.outcome == nil)
    #expect(result.ended.reason == "the run's time of 20s was used up")
    #expect(world.verdict("a") == .unknown)
    #expect(world.ended("a")?.duration == 20_000)
    #expect(world.shell.commands == ["a", "tidy a"])
    #expect(left.isEmpty)
  }

  @Test func `a run within its budget is not touched by it`() {
    world.shell.on("a", Reply(takes: .seconds(19)))
    let result = world.run(plan([.step(step("a"))], defaults: Defaults(budget: .seconds(20))))
    #expect(result.ended.verdict == .healthy)
    #expect(result.ended.duration == 19_000)
  }

  @Test func `a signal after the end changes nothing`() {
    let result = world.run(plan([.step(step("a"))]))
    world.interrupt()
    #expect(result.ended.verdict == .healthy)
    #expect(world.names.last == "run-ended")
  }

  @Test func `a signal before the beginning runs nothing`() {
    let settings = RunSettings(runID: "r", tool: "test")
    let engine = Engine(
      plan: plan([.step(step("a"))]), settings: settings, shell: world.shell, clock: world.clock,
      person: Nobody(),
      observers: [world.recorder])
    engine.interrupt(signal: "SIGTERM")
    #expect(world.clock.run { await engine.run() }.ended.verdict == .interrupted)
    #expect(world.shell.ran.isEmpty)
    #expect(world.names == ["run-started", "interrupted", "run-ended"])
  }
}
