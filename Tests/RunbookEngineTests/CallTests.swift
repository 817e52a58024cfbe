import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookEngine

/// A run inside the run.
struct CallTests {
  let world = World()

  private func caller(_ flow: [FlowNode], _ other: Plan, outcomes: [Outcome] = []) -> Plan {
    plan(flow, outcomes: outcomes, secrets: [], files: ["other.rb": PlanReference(other)])
  }

  private var called: Run { Run(id: "called0001", events: world.events(of: "called0001")) }

  @Test(
    arguments: [
      (Outcome.Severity.ok, Verdict.passed), (.critical, .failed), (.warning, .failed), (.unknown, .unknown),
    ])
  func `how the called run ends is the verdict of the call`(severity: Outcome.Severity, verdict: Verdict) {
    let other = plan([.step(step("b")), .arrow(arrow(.outcome("it")))], outcomes: [outcome("it", severity)])
    world.run(caller([call("net"), .step(step("after"))], other))
    #expect(world.verdict("net") == verdict)
    #expect(world.verdict("after") == (verdict == .passed ? .passed : nil))
    #expect(world.folded.steps.first?.called == "called0001")
    #expect(called.started?.parent == "r123456789")
    #expect(called.started?.call == "net")
    #expect(called.end?.outcome == "it")
    if verdict != .passed { #expect(world.ended("net")?.reason == "it: It is it") }
  }

  @Test func `it belongs to the incident of its caller`() {
    world.run(caller([call("net")], plan([.step(step("b"))])), incident: "INC-7")
    #expect(world.folded.started?.incident == "INC-7")
    #expect(called.started?.incident == "INC-7")
  }

  @Test func `the outcome of a call is read in conditions, also where there was none`() {
    let there = condition(
      .variable(VariableReference("net", member: "outcome"), Operation(.equals(text("it")), text: "is")))
    let other = plan([.arrow(arrow(.outcome("it")))], outcomes: [outcome("it", .info)])
    world.run(caller([call("net"), .step(step("then", when: there))], other))
    #expect(world.verdict("then") == .passed)
    let silent = World()
    silent.run(caller([call("net"), .step(step("then", when: there))], plan([.step(step("b"))])))
    #expect(silent.verdict("then") == .skipped)
    #expect(silent.folded.end?.verdict == .healthy)
  }

  @Test func `it gets its arguments and its context, its own id, and nothing else of its caller`() {
    let other = plan(
      [.step(step("b", run: "say $n $run"))], parameters: [Parameter(name: "n", standard: ["0"], place: here)]
    )
    world.shell.on("a", .prints("7"))
    world.run(
      caller(
        [
          .step(step("a", capture: [capture("x")])),
          call("net", [FileArgument(name: "n", value: variable("x"))], on: text("west")),
        ], other), context: "east")
    let ran = world.shell.ran[1].execution
    #expect(ran.variables == ["n": "7", "run": "called0001"])
    #expect(ran.context == "west")
    #expect(called.started?.context == "west")
    #expect(called.started?.parameters["n"]?.written == "7")
  }

  @Test func `a value that was never captured or does not fit makes it unknown, and nothing is run`() {
    let other = plan(
      [.step(step("b"))], parameters: [Parameter(name: "n", type: .number, standard: ["0"], place: here)])
    world.run(
      caller([call("net", [FileArgument(name: "n", value: variable("x"))])], other))
    #expect(world.verdict("net") == .unknown)
    let unfit = World()
    unfit.run(caller([call("net", [FileArgument(name: "n", value: text("many"))])], other))
    #expect(unfit.ended("net")?.reason == "parameter `n` is a number, and `many` cannot be read as one")
    #expect(world.shell.ran.isEmpty && unfit.shell.ran.isEmpty)
  }

  @Test func `a call that is skipped starts nothing`() {
    let no = condition(.variable(VariableReference("no"), Operation(.exists, text: "exists")))
    world.run(caller([call("net", when: no)], plan([.step(step("b"))])))
    #expect(world.verdict("net") == .skipped)
    #expect(world.events(of: "called0001").isEmpty)
  }

  @Test func `an interruption reaches it: it cleans up, then its caller does`() {
    let other = plan(
      [.step(step("b", run: "long", cleanup: "tidy b"))], finally: [.run(command("last of b"))])
    world.shell.on("long", Reply(takes: .seconds(100), action: { [world] in world.interrupt() }))
    world.run(
      caller(
        [
          .step(step("a", cleanup: "tidy a")), call("net", to: Branches(otherwise: arrow(.next))),
          .step(step("c")),
        ],
        other))
    #expect(world.shell.commands == ["a", "long", "tidy b", "last of b", "tidy a"])
    #expect(called.end?.verdict == .interrupted)
    #expect(world.verdict("net") == .unknown)
    #expect(world.folded.end?.verdict == .interrupted)
    #expect(called.interruption == "SIGINT")
  }

  @Test func `a second interruption ends both at once`() {
    let other = plan([.step(step("b", run: "long", cleanup: "tidy b"))])
    world.shell.on(
      "long",
      Reply(
        takes: .seconds(100),
        action: { [world] in
          world.interrupt()
          world.interrupt()
        }))
    world.run(caller([.step(step("a", cleanup: "tidy a")), call("net")], other))
    #expect(world.shell.commands == ["a", "long"])
    #expect(called.end?.left == ["b"])
    #expect(world.folded.end?.left == ["a"])
  }

  @Test func `it has the time that is left to its caller, and cleans up in its own`() {
    let other = plan([.step(step("b", run: "long", timeout: .seconds(900), cleanup: "tidy b"))])
    world.shell.on("long", .hangs)
    world.run(
      plan(
        [call("net", to: Branches(otherwise: arrow(.next))), .step(step("c"))],
        defaults: Defaults(budget: .seconds(20)), files: ["other.rb": PlanReference(other)]))
    #expect(world.shell.commands == ["long", "tidy b"])
    #expect(called.end?.reason == "the run's time of 20s was used up")
    #expect(world.folded.end?.verdict == .inconclusive)
    #expect(world.folded.end?.reason == "the run's time of 20s was used up")
  }

  @Test func `a no in it stops its caller too, whatever the arrows say`() {
    let other = plan([
      .confirm(Confirm(name: "sure", question: Template(verbatim: "Sure?"), place: here)), .step(step("b")),
    ])
    world.run(
      caller([call("net", to: Branches(otherwise: arrow(.next))), .step(step("c"))], other),
      person: ScriptedPerson(world.clock, ["sure": ["no"]]))
    #expect(world.shell.commands.isEmpty)
    #expect(called.end?.verdict == .stopped)
    #expect(world.folded.end?.verdict == .stopped)
    #expect(world.decisions.last?.step == "net")
  }

  @Test func `while a person thinks in it, the time of neither passes`() {
    let other = plan([
      .confirm(Confirm(name: "sure", question: Template(verbatim: "Sure?"), place: here)), .step(step("b")),
    ])
    world.run(
      plan(
        [call("net"), .step(step("c"))], defaults: Defaults(budget: .seconds(20)),
        files: ["other.rb": PlanReference(other)]),
      person: ScriptedPerson(world.clock, takes: .seconds(900), ["sure": ["yes"]]))
    #expect(world.shell.commands == ["b", "c"])
    #expect(world.folded.end?.verdict == .healthy)
  }

  @Test func `its timeout ends it alone`() {
    let other = plan([.step(step("b", run: "long", timeout: .seconds(900)))])
    world.shell.on("long", .hangs)
    world.run(
      caller(
        [call("net", to: Branches(unknown: arrow(.next)), timeout: .seconds(5)), .step(step("c"))], other))
    #expect(world.shell.commands == ["long", "c"])
    #expect(world.folded.end?.verdict == .healthy)
  }

  @Test func `what follows the called run belongs to the call, and the worst of them counts`() {
    let last = plan([.step(step("z", run: "fail"))])
    let other = plan(
      [.step(step("b")), .arrow(arrow(.file(FileTarget(path: "last.rb"))))],
      files: ["last.rb": PlanReference(last)])
    world.shell.on("fail", .exits(1))
    world.run(caller([call("net")], other))
    #expect(world.verdict("net") == .failed)
    let follower = Run(id: "called0002", events: world.events(of: "called0002"))
    #expect(follower.started?.parent == "called0001")
    #expect(follower.started?.call == "net")
  }

  @Test func `a secret of either is hidden in both`() {
    let other = plan(
      [.step(step("b", run: "login $token"))], secrets: [Secret(name: "token", place: here)])
    world.shell.on("login $token", .prints("token is hunter2-very-secret"))
    world.shell.on("leak", .prints("all: hunter2-very-secret and other-long-secret"))
    let outer = plan(
      [call("net"), .step(step("a", run: "leak", capture: [capture("x")]))],
      secrets: [Secret(name: "mine", place: here)], files: ["other.rb": PlanReference(other)])
    world.run(outer, secrets: ["token": "hunter2-very-secret", "mine": "other-long-secret"])
    #expect(world.verdict("net") == .passed)
    #expect(world.shell.ran[0].execution.variables == ["token": "hunter2-very-secret"])
    let printed = world.recorder.events.compactMap { event -> [UInt8]? in
      if case .attemptEnded(let fact) = event.fact { fact.output.content.bytes } else { nil }
    }
    #expect(
      printed.map { String(decoding: $0, as: UTF8.self) } == [
        "token is [secret token]", "all: [secret token] and [secret mine]",
      ])
  }
}
