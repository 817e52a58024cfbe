import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookEngine

/// `start`: commands that go on in the background, on the time of the simulation.
struct StartTests {
  let world = World()
  private let listening = Start.Ready.expectation(expect(.output, .contains(text("listening"))))

  private var server: Reply {
    Reply(
      takes: .seconds(100_000), says: [(.seconds(1), "starting\n"), (.seconds(3), "listening on 8080\n")])
  }

  private func ended(_ name: String) -> AttemptEnded? {
    world.folded.attempts.first { $0.start.attempt == AttemptKey(name: name) }?.end
  }

  @Test func `it is ready when the expectation holds on what it has printed so far`() {
    world.shell.on("serve", server)
    let result = world.run(plan([start(step("serve"), ready: listening), .step(step("ask"))]))
    #expect(result.ended.verdict == .healthy)
    #expect(world.ended("serve")?.duration == 3000)
    #expect(world.shell.starts(of: "ask") == [3000])
    let judged = world.folded.attempts.first?.judgements.map(\.verdict)
    #expect(judged == [.passed])
  }

  @Test func `it ends with the run, that is no failure, and all it printed is kept`() {
    world.shell.on("serve", server)
    world.run(plan([start(step("serve"), ready: listening)], finally: [.run(command("last line"))]))
    #expect(ended("serve")?.ending == .stopped)
    #expect(
      ended("serve")?.output.content == Content(Array("starting\nlistening on 8080\n".utf8)).withoutBytes)
    #expect(world.folded.end?.verdict == .healthy)
    #expect(world.folded.warnings.isEmpty)
  }

  @Test func `last first, after finally`() {
    for name in ["a", "b", "c"] { world.shell.on(name, .hangs) }
    world.run(
      plan([start(step("a")), start(step("b")), start(step("c"))], finally: [.run(command("last line"))]))
    let order = world.facts.compactMap { fact -> String? in
      if case .attemptEnded(let ended) = fact { ended.attempt.name } else { nil }
    }
    #expect(order == ["1", "c", "b", "a"])
    #expect(world.names.last == "run-ended")
  }

  @Test func `a port is asked by the shell, and recorded`() {
    world.shell.on("serve", .hangs)
    world.shell.on(PortQuestion.once(8080), .exits(1))
    world.shell.on(PortQuestion.patient(8080), Reply(takes: .seconds(2)))
    world.run(plan([start(step("serve"), ready: .port(8080)), .step(step("ask"))]))
    #expect(world.verdict("serve") == .passed)
    #expect(world.shell.starts(of: "ask") == [2110])
    let asked = world.folded.attempts.map(\.start.attempt).filter { $0.purpose == .ready }
    #expect(asked == [1, 2].map { AttemptKey(.ready, name: "serve", number: $0) })
  }

  @Test func `a port that answers before is somebody else's, and nothing is started`() {
    world.run(plan([start(step("serve"), ready: .port(8080))]))
    #expect(world.verdict("serve") == .unknown)
    #expect(world.ended("serve")?.reason == "port 8080 answers already: something else has it")
    #expect(world.shell.commands == [PortQuestion.once(8080)])
  }

  @Test func `a port that somebody else took meanwhile is not its own`() {
    world.shell.on(PortQuestion.once(8080), .exits(1))
    world.shell.on(
      "serve", Reply(ending: .exited(status: 1), stderr: "address already in use", takes: .milliseconds(60)))
    world.run(plan([start(step("serve"), ready: .port(8080))]))
    #expect(world.verdict("serve") == .failed)
    #expect(
      world.ended("serve")?.reason == "ended before it was ready: exit status 1: address already in use")
  }

  @Test func `not ready in its time is unknown, and says what it was waiting for`() {
    world.shell.on("serve", Reply(takes: .seconds(100_000), says: [(.seconds(1), "starting\n")]))
    let result = world.run(plan([start(step("serve", timeout: .seconds(5)), ready: listening)]))
    #expect(world.verdict("serve") == .unknown)
    #expect(world.ended("serve")?.duration == 5000)
    #expect(world.ended("serve")?.reason?.hasPrefix("not ready within 5s: ") == true)
    #expect(result.ended.verdict == .inconclusive)
    let other = StartTests()
    other.world.shell.on("port", .hangs)
    other.world.shell.on(PortQuestion.once(1), .exits(1))
    other.world.shell.on(PortQuestion.patient(1), .hangs)
    other.world.run(plan([start(step("port", timeout: .seconds(5)), ready: .port(1))]))
    #expect(other.world.ended("port")?.reason == "not ready within 5s: port 1 does not answer")
  }

  @Test(arguments: [
    (Ending.exited(status: 1), "", Verdict.failed), (.exited(status: 0), "", .failed),
    (.exited(status: 127), "bash: serve: command not found", .unknown),
    (.notStarted(reason: "no"), "", .unknown), (.signalled(9), "", .failed),
  ])
  func `what ends before it is ready is judged by its ending`(
    ending: Ending, stderr: String, verdict: Verdict
  ) {
    world.shell.on("serve", Reply(ending: ending, stderr: stderr, takes: .seconds(2)))
    world.run(plan([start(step("serve"), ready: listening)]))
    #expect(world.verdict("serve") == verdict, "\(world.ended("serve")?.reason ?? "")")
    #expect(world.folded.warnings.isEmpty)
  }

  @Test func `what has said that it is ready in its last breath was ready`() {
    world.shell.on("serve", .prints("listening\n", after: .seconds(2)))
    world.run(plan([start(step("serve"), ready: listening)]))
    #expect(world.verdict("serve") == .passed)
  }

  @Test func `without ready when it is ready as soon as it has not ended at once`() {
    world.shell.on("serve", .hangs)
    world.shell.on("broken", Reply(ending: .exited(status: 1), takes: .milliseconds(20)))
    world.run(
      plan([
        start(step("broken", to: Branches(fails: arrow(.next)))), start(step("serve")), .step(step("ask")),
      ]))
    #expect(world.verdict("broken") == .failed)
    #expect(world.verdict("serve") == .passed)
    #expect(world.shell.starts(of: "ask") == [120])
  }

  @Test func `once it has died what fails is not blamed, and what passes has passed`() {
    world.shell.on(
      "serve", Reply(ending: .exited(status: 1), stderr: "lost connection to pod\n", takes: .seconds(5)))
    world.shell.on("slow", Reply(takes: .seconds(10)))
    world.shell.on("ask", .exits(7, stderr: "connection refused"))
    let result = world.run(plan([start(step("serve")), .step(step("slow")), .step(step("ask"))]))
    #expect(world.folded.warnings == ["serve ended by itself: exit status 1: lost connection to pod"])
    #expect(world.verdict("slow") == .passed)
    #expect(world.verdict("ask") == .unknown)
    #expect(
      world.ended("ask")?.reason
        == "exit status 7: connection refused (but serve ended by itself: exit status 1: lost connection to pod, so nothing is blamed)"
    )
    #expect(result.ended.verdict == .inconclusive)
  }

  @Test func `one that has done its work is missed by nobody`() {
    world.shell.on("count", .prints("10", after: .seconds(1)))
    world.shell.on("slow", Reply(takes: .seconds(10)))
    world.shell.on("ask", .exits(1))
    world.run(plan([start(step("count")), .step(step("slow")), .step(step("ask"))]))
    #expect(world.verdict("ask") == .failed)
    #expect(world.folded.warnings.isEmpty)
  }

  @Test func `a signal leaves it to the cleanups, and then ends it`() {
    world.shell.on("serve", .hangs)
    world.shell.on("ask", .does({ [world] in world.interrupt() }, takes: .seconds(10)))
    let result = world.run(plan([start(step("serve", cleanup: "tidy")), .step(step("ask"))]))
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.commands == ["serve", "ask", "tidy"])
    let facts = world.facts.map(\.name)
    #expect(facts.lastIndex(of: .attemptEnded)! > facts.firstIndex(of: .finallyStarted)!)
    #expect(ended("serve")?.ending == .stopped)
  }

  @Test func `a signal while it is not ready ends the waiting`() {
    world.shell.on("serve", .does({ [world] in world.interrupt() }, takes: .seconds(1000)))
    let result = world.run(plan([start(step("serve", timeout: .seconds(500)), ready: listening)]))
    #expect(result.ended.verdict == .interrupted)
    #expect(world.verdict("serve") == .unknown)
    #expect(world.folded.lastTime?.since(world.clock.start) ?? 0 < 1000)
  }

  @Test func `the second signal ends it at once`() {
    world.shell.on("serve", .hangs)
    world.shell.on(
      "ask", .does({ [world] in for _ in 0..<2 { world.interrupt() } }, takes: .seconds(10)))
    let result = world.run(plan([start(step("serve")), .step(step("ask"))]))
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.endedAtOnce > 0)
    #expect(ended("serve") != nil)
  }

  @Test func `a secret is hidden in what it prints, and does not keep it from being ready`() {
    world.shell.on(
      "serve $token", Reply(takes: .seconds(1000), says: [(.seconds(1), "ready for [secret token]\n")]))
    let ready = Start.Ready.expectation(
      expect(.output, .contains(.text(Template([.text("for "), .variable(VariableReference("token"))])))))
    world.run(
      plan(
        [start(step("s", run: "serve $token"), ready: ready)], secrets: [Secret(name: "token", place: here)]),
      secrets: ["token": "hunter2-very-secret"])
    #expect(world.verdict("s") == .passed, "\(world.ended("s")?.reason ?? "")")
    #expect(!"\(world.events)".contains("hunter2"))
  }

  @Test func `a replay finds it ready, and its end`() {
    world.shell.on("serve", server)
    world.shell.on("dying", Reply(ending: .exited(status: 1), takes: .seconds(4)))
    world.shell.on(PortQuestion.once(80), .exits(1))
    world.shell.on(PortQuestion.patient(80), Reply(takes: .seconds(1)))
    world.shell.on("slow", Reply(takes: .seconds(10)))
    world.shell.on("ask", .exits(1))
    let flow = plan([
      start(step("serve"), ready: listening), start(step("dying"), ready: .port(80)), .step(step("slow")),
      .step(step("ask")),
    ])
    world.run(flow)
    let other = World()
    other.run(flow, shell: RecordedShell(events: world.events, clock: other.clock))
    #expect(other.folded.steps.map { $0.ended?.verdict } == world.folded.steps.map { $0.ended?.verdict })
    #expect(other.folded.attempts.map { $0.end?.ending } == world.folded.attempts.map { $0.end?.ending })
    #expect(other.folded.warnings == world.folded.warnings)
    #expect(world.verdict("ask") == .unknown)
  }
}
