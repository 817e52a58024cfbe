import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookEngine

/// Another version of a runbook, judged on what was recorded.
struct RejudgingTests {
  let world = World()

  private func record() throws -> Record {
    try #require(Record(world.events, inner: world.recorder.events.filter { $0.run.hasPrefix("called") }))
  }

  private func rejudged(by plan: Plan, was old: Plan? = nil) throws -> Rejudged {
    let record = try record()
    return record.rejudged(by: plan, arguments: try record.arguments(for: plan, was: old)) { _ in nil }
  }

  private func plans(contains wanted: String, run: String = "look") -> Plan {
    plan([.step(step("a", run: run, expect: [expect(.output, .contains(text(wanted)))]))])
  }

  @Test func `another expectation judges the same evidence, and the world is not asked`() throws {
    world.shell.on("look", .prints("7 nodes\n"))
    world.run(plans(contains: "7"))
    let asked = world.shell.commands.count
    #expect(try rejudged(by: plans(contains: "7")).ended.verdict == .healthy)
    #expect(try rejudged(by: plans(contains: "8")).ended.verdict == .problem)
    #expect(world.shell.commands.count == asked)
  }

  @Test func `what was never recorded is named, but for what no verdict rests on`() throws {
    world.run(plan([.step(step("a", run: "look"))]))
    let other = plan(
      [.step(step("a", run: "look")), .step(step("b", run: "look harder", cleanup: "tidy"))],
      finally: [.run(command("last")), .step(step("c", run: "even later"))])
    let rejudged = try rejudged(by: other)
    #expect(rejudged.ended.verdict == .inconclusive)
    #expect(rejudged.missing.map(\.command) == ["look harder"])
  }

  @Test func `a parameter keeps the value of the run, unless only the old text gave it`() throws {
    func with(_ n: String) -> Plan {
      plan([], parameters: [Parameter(name: "n", standard: [n], place: here)])
    }
    world.run(with("7"), arguments: ["n": VariableValue("7")])
    #expect(try record().arguments(for: with("8"), was: with("7"))["n"]?.written == "8")
    #expect(try record().arguments(for: with("8"), was: with("6"))["n"]?.written == "7")
    #expect(try record().arguments(for: with("8"), was: nil)["n"]?.written == "7")
    #expect(try record().arguments(for: plan([]), was: nil).isEmpty)
    let required = plan([], parameters: [Parameter(name: "m", place: here)])
    #expect(throws: ArgumentProblem.self) { try record().arguments(for: required, was: nil) }
  }

  @Test func `a run inside finds its own evidence under its own id`() throws {
    let same = Step(
      name: "look", command: command("look $run"),
      expectations: [expect(.output, .contains(text("in")))], place: here)
    let caller = plan(
      [.step(step("look", run: "look $run")), call("net")],
      files: ["other.rb": PlanReference(plan([.step(same)]))])
    world.shell.on("look $run", .prints("out"), .prints("in"))
    world.run(caller)
    #expect(world.verdict("net") == .passed)
    let rejudged = try rejudged(by: caller)
    #expect(rejudged.missing.isEmpty)
    #expect(rejudged.events.map(\.fact.name) == world.recorder.events.map(\.fact.name))
  }

  @Test func `two that ask the same each get the answer of their own run`() throws {
    let inner = plan([
      .step(step("look", expect: [expect(.output, .contains(text("in")))]))
    ])
    let caller = plan([call("net"), .step(step("look"))], files: ["other.rb": PlanReference(inner)])
    world.shell.on("look", .prints("in"), .prints("out"))
    world.run(caller)
    #expect(try rejudged(by: caller).ended.verdict == .healthy)
  }

  @Test func `a resumed run has the evidence of the steps that it took over, and no other`() throws {
    let flow = plan([.step(step("a", run: "look")), .step(step("b", run: "look again"))])
    world.shell.on("look again", .exits(1))
    world.run(flow)
    let second = World()
    second.run(flow, resuming: Resumption(of: "r123456789", events: world.events) { _ in [] })
    let first = world.events.map {
      RunEvent(run: "r123456789", number: $0.number, time: $0.time, fact: $0.fact)
    }
    let events = second.events.map {
      RunEvent(run: "second", number: $0.number, time: $0.time, fact: $0.fact)
    }
    #expect(Record.sources(of: events) == ["r123456789"])
    let record = try #require(Record(events, inner: first))
    let rejudged = record.rejudged(by: flow, arguments: [:]) { _ in nil }
    #expect(rejudged.ended.verdict == .healthy)
    #expect(rejudged.missing.isEmpty)
  }

  @Test func `a retry ends where it ended, though no command takes time to start`() throws {
    let flow = plan([.step(step("a", repeat: .retryUpTo(limit: .seconds(5), every: .seconds(1))))])
    // On a real clock each attempt starts a little late, so that the sixth would be past the limit.
    world.shell.on("a", Reply(ending: .exited(status: 1), takes: .milliseconds(1001)))
    world.run(flow)
    #expect(world.shell.commands.count == 5)
    let rejudged = try rejudged(by: flow)
    #expect(rejudged.missing.isEmpty)
    #expect(rejudged.ended.reason == world.folded.end?.reason)
  }

  @Test func `a time limit that is shorter strikes, and one that is longer asks what nobody knows`() throws {
    func limited(_ seconds: Int) -> Plan {
      plan([.step(step("a", run: "look", timeout: .seconds(seconds)))])
    }
    world.shell.on("look", Reply(takes: .seconds(20)))
    world.run(limited(30))
    #expect(try rejudged(by: limited(25)).ended.verdict == .healthy)
    #expect(try rejudged(by: limited(10)).ended.reason == "a failed: not done within 10s")
    let short = World()
    short.shell.on("look", .hangs)
    short.run(limited(10))
    let record = try #require(Record(short.events))
    #expect(record.rejudged(by: limited(10), arguments: [:]) { _ in nil }.ended.verdict == .problem)
    let longer = record.rejudged(by: limited(20), arguments: [:]) { _ in nil }
    #expect(longer.ended.verdict == .inconclusive)
    #expect(longer.missing.map(\.command) == ["look"])
  }

  @Test func `what says nothing about another version says why`() throws {
    world.run(plan([.step(step("a"))]), only: "a")
    #expect(try record().refusal(by: plan([.step(step("a"))])) == nil)
    #expect(
      try record().refusal(by: plan([.step(step("b"))]))
        == "it began at `a`, and no step has that name now")
    let cut = try #require(Record(Array(world.events.dropLast())))
    #expect(cut.refusal(by: plan([])) == "its record has no end: it still runs, or it died")
  }
}
