import RunbookEngine
import RunbookModel
import Synchronization
import Testing

struct FixTests {
  let world = World()

  private var allowed: Consent {
    var consent = Consent()
    consent.fixes = ["raise"]
    return consent
  }

  /// It looks, fails, fixes, verifies, and names the cause.
  private func repair(
    undo: String? = "restore $before", verify: Bool = true, after: [FlowNode] = [],
    noted: Outcome.Severity? = nil
  ) -> Plan {
    let look = step(
      "look", run: "get", expect: [expect(.output, .contains(text("good")))], capture: [capture("before")],
      to: Branches(fails: arrow(.path("repair"))))
    let note: [FlowNode] =
      noted == nil
      ? [] : [.step(step("other", to: Branches(otherwise: arrow(.outcome("noted"), andNext: true))))]
    return plan(
      note + [.step(look)],
      paths: [
        path(
          "repair",
          [fix("raise", run: "patch", undo: undo, verify: verify ? look : nil)] + after
            + [.arrow(arrow(.outcome("starved")))])
      ], outcomes: [outcome("starved", .warning)] + (noted.map { [outcome("noted", $0)] } ?? []))
  }

  private func getsGood() { world.shell.on("get", .prints("bad"), .prints("good")) }

  @Test func `a fix that is verified makes the run healthy, and the outcome names the cause`() throws {
    getsGood()
    let result = world.run(repair(), consent: allowed)
    #expect(result.ended.verdict == .healthy)
    #expect(result.ended.outcome == "starved")
    #expect(result.ended.fixed == ["raise"])
    #expect(result.ended.reason == "It is starved; fixed by raise")
    #expect(world.shell.commands == ["get", "patch", "get"])
    #expect(world.verdict("raise") == .passed)
    #expect(world.verdict("look") == .failed)
    #expect(world.verdict("look after raise") == .passed)
    let change = try #require(world.folded.changes.first?.changed)
    #expect(change.state == .changed)
    #expect(change.undo?.command == "restore $before")
    #expect(change.undo?.variables == ["before": "bad"])
    let answer = try #require(world.folded.answers.first)
    #expect(answer.purpose == .fix && answer.answer == "yes" && answer.source == .option)
  }

  @Test func `what undoes a change is durable before the change begins`() {
    getsGood()
    let told = Told()
    world.shell.on(
      "patch",
      .does { [recorder = world.recorder] in
        told.states = recorder.events.compactMap {
          if case .changed(let fact) = $0.fact { fact.state } else { nil }
        }
      })
    world.run(repair(), consent: allowed)
    #expect(told.states == [.started])
  }

  @Test func `without anybody to ask it is proposed, nothing runs, and the verdict says so`() {
    getsGood()
    let result = world.run(repair())
    #expect(world.shell.commands == ["get"])
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.proposed == ["raise"])
    #expect(result.ended.reason == "It is starved; proposed: raise (--allow-fix)")
    #expect(world.ended("raise")?.verdict == .skipped)
    #expect(world.folded.answers.first?.source == .nobody)
    #expect(world.folded.changes.isEmpty)
  }

  @Test func `a person sees all that it does, and may decline`() throws {
    getsGood()
    let person = ScriptedPerson(world.clock, ["raise": ["perhaps", ""]])
    let result = world.run(repair(), person: person)
    #expect(world.shell.commands == ["get"])
    #expect(world.ended("raise")?.reason == "declined")
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.proposed == nil)
    #expect(person.asked.count == 2)
    #expect(person.asked[1].problem == "`perhaps` is neither yes nor no")
    let details = person.asked[0].details
    #expect(details.contains(.init("command", "patch")))
    #expect(details.contains(.init("effect", "unknown")))
    #expect(details.contains(.init("undo", "restore bad")))
    #expect(details.contains(.init("verify", "look")))
  }

  @Test func `where it did not help a person is offered to take it back`() throws {
    world.shell.on("get", .prints("bad"), .prints("worse"))
    let person = ScriptedPerson(world.clock, ["raise": ["y", "y"]])
    let result = world.run(repair(), person: person)
    #expect(world.shell.commands == ["get", "patch", "get", "restore $before"])
    // What was captured again afterwards is not what was there before.
    #expect(world.shell.ran.last?.execution.variables == ["before": "bad"])
    #expect(world.verdict("raise") == .failed)
    #expect(world.ended("raise")?.reason?.contains("look still fails") == true)
    #expect(world.ended("raise")?.reason?.hasSuffix("it was taken back") == true)
    #expect(world.folded.changes.first?.isUndone == true)
    #expect(result.ended.verdict == .problem)
  }

  @Test func `without a person it stays, or is taken back as told`() {
    world.shell.on("get", .prints("bad"))
    world.run(repair(), consent: allowed)
    #expect(world.shell.commands == ["get", "patch", "get"])
    #expect(world.ended("raise")?.reason?.contains("`runbook undo r123456789`") == true)

    let other = World()
    other.shell.on("get", .prints("bad"))
    var consent = allowed
    consent.undo = true
    other.run(repair(), consent: consent)
    #expect(other.shell.commands.last == "restore $before")
    #expect(other.folded.changes.first?.isUndone == true)
  }

  @Test func `a fix that could not be verified is unknown, and stays`() {
    world.shell.on("get", .prints("bad"), .exits(127, stderr: "get: not found"))
    var consent = allowed
    consent.undo = true
    let result = world.run(repair(), consent: consent)
    #expect(world.verdict("raise") == .unknown)
    #expect(world.folded.changes.first?.isUndone == false)
    #expect(result.ended.verdict == .inconclusive)
  }

  @Test func `what fails after the fix, and what was found before it, are not made well by it`() {
    getsGood()
    world.shell.on("later", .exits(1))
    let after = step("later", to: Branches(fails: arrow(.outcome("starved"))))
    let result = world.run(repair(after: [.step(after)]), consent: allowed)
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.fixed == nil)

    let other = World()
    other.shell.on("get", .prints("bad"), .prints("good"))
    let noted = other.run(repair(noted: .warning), consent: allowed)
    #expect(noted.ended.verdict == .problem)
    #expect(noted.ended.outcome == "noted")
    #expect(noted.ended.outcomes == ["noted", "starved"])
  }

  @Test func `a fix without verify leaves the verdict to the outcome`() {
    getsGood()
    let result = world.run(repair(verify: false), consent: allowed)
    #expect(world.verdict("raise") == .passed)
    #expect(result.ended.verdict == .problem)
  }

  @Test func `a command that says it changed nothing has nothing to undo`() {
    world.shell.on("kubectl patch x", .prints("deployment.apps/x patched (no change)\n"))
    var consent = Consent()
    consent.allFixes = true
    world.run(plan([fix("same", run: "kubectl patch x", undo: "restore")]), consent: consent)
    #expect(world.folded.changes.map(\.changed.state) == [.unchanged])
  }

  @Test func `one whose command needs what was never captured changes nothing`() {
    var consent = Consent()
    consent.allFixes = true
    let result = world.run(plan([fix("raise", run: "patch $missing", undo: "restore")]), consent: consent)
    #expect(world.folded.changes.map(\.changed.state) == [.unchanged])
    #expect(result.ended.verdict == .inconclusive)
  }

  @Test func `each item is a change of its own, taken back last first`() {
    world.shell.on("tune $node @b", .exits(1))
    let person = ScriptedPerson(world.clock, ["tune": ["yes", "yes"]])
    let flow = [fix("tune", run: "tune $node", each: each("node", in: "nodes"), undo: "untune $node")]
    world.run(plan(flow, parameters: [list("nodes", "a", "b", "c")]), person: person)
    #expect(person.asked[0].details.first == .init("for each", "node of a, b, c"))
    #expect(world.folded.changes.map(\.changed.fix.items) == [["a"], ["b"], ["c"]])
    let undone = world.shell.ran.filter { $0.execution.command == "untune $node" }
    #expect(undone.map { $0.execution.variables["node"] } == ["c", "b", "a"])
    #expect(world.folded.changes.map(\.isUndone) == [true, true, true])
    #expect(world.verdict("tune") == .failed)
  }

  @Test func `tables name fixes, and only and from begin at one`() {
    getsGood()
    let table = Decide(
      rows: [
        row("raise skipped", .verdict(step: "raise", is: .skipped), to: arrow(.outcome("left"))),
        otherwise(to: arrow(.outcome("done"))),
      ], steps: ["raise"], place: here)
    let flow: [FlowNode] = [.step(step("first")), fix("raise", run: "patch"), .decide(table)]
    let outcomes = [outcome("left", .warning), outcome("done", .ok)]
    #expect(world.run(plan(flow, outcomes: outcomes)).ended.outcome == "left")
    let other = World()
    #expect(
      other.run(plan(flow, outcomes: outcomes), from: "raise", consent: allowed).ended.outcome == "done")
    #expect(other.shell.commands == ["patch"])
    let only = World()
    #expect(
      only.run(plan(flow, outcomes: outcomes), only: "raise", consent: allowed).ended.verdict == .healthy)
    #expect(only.shell.commands == ["patch"])
  }

  @Test func `an interruption at the question changes nothing and is no answer`() {
    getsGood()
    let person = ScriptedPerson(world.clock, takes: .seconds(3600)) { [world] _ in world.interrupt() }
    let result = world.run(repair(), person: person)
    #expect(result.ended.verdict == .interrupted)
    #expect(world.shell.commands == ["get"])
    #expect(world.folded.answers.isEmpty)
  }

  @Test func `the time of a person is not the time of the run`() {
    getsGood()
    let person = ScriptedPerson(world.clock, takes: .seconds(7200), ["raise": ["yes"]])
    let result = world.run(repair(), person: person)
    #expect(result.ended.verdict == .healthy)
  }

  @Test func `a secret among what undoes a change is marked, not recorded`() {
    var consent = Consent()
    consent.allFixes = true
    world.run(
      plan(
        [fix("set", run: "set", undo: "unset $token $run")], secrets: [Secret(name: "token", place: here)]),
      secrets: ["token": "hunter2-very-secret"], consent: consent)
    let undo = world.folded.changes.first?.changed.undo
    #expect(undo?.hidden == ["token"])
    #expect(undo?.variables == ["run": "r123456789"])
  }
}

/// What a command saw when it started.
private final class Told: Sendable {
  private let state = Mutex<[Changed.State]>([])
  var states: [Changed.State] {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
