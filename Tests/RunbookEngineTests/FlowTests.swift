import RunbookModel
import Testing

@testable import RunbookEngine

struct FlowTests {
  let world = World()

  private func fails(_ name: String, to arrow: Arrow) -> Step { step(name, to: Branches(fails: arrow)) }

  @Test func `without an arrow failed and flaky end the run as a problem, unknown as inconclusive`() {
    for (reply, verdict) in [
      (Reply.exits(1), RunVerdict.problem), (Reply(ending: .notStarted(reason: "no")), .inconclusive),
    ] {
      let world = World()
      world.shell.on("a", reply)
      let result = world.run(plan([.step(step("a")), .step(step("b"))]))
      #expect(result.ended.verdict == verdict)
      #expect(world.shell.commands == ["a"])
      #expect(world.decisions.map(\.origin) == [.end])
      #expect(world.decisions.first?.step == "a")
    }
    world.shell.on("a", .exits(1), .prints(""))
    let sample = step("a", repeat: .sample(times: 2, every: .zero, need: 90))
    #expect(world.run(plan([.step(sample), .step(step("b"))])).ended.verdict == .problem)
    #expect(world.verdict("a") == .flaky)
    #expect(world.shell.commands == ["a", "a"])
  }

  @Test func `an arrow to a path runs that path and nothing after`() {
    world.shell.on("a", .exits(1))
    let result = world.run(
      plan(
        [.step(fails("a", to: arrow(.path("deep")))), .step(step("b"))],
        paths: [path("deep", [.step(step("c")), .arrow(arrow(.outcome("bad")))])],
        outcomes: [outcome("bad", .critical)]))
    #expect(world.shell.commands == ["a", "c"])
    #expect(result.ended.outcome == "bad")
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.reason == "It is bad")
    #expect(world.decisions.map(\.target) == ["→ deep", "→ bad"])
    #expect(world.decisions.map(\.origin) == [.step, .flow])
    #expect(world.decisions.first?.because == "a failed: exit status 1")
    let entered = world.folded.way.compactMap { if case .path(let path) = $0 { path.path } else { nil } }
    #expect(entered == ["deep"])
  }

  @Test func `a path is never fallen into`() {
    world.run(plan([.step(step("a"))], paths: [path("deep", [.step(step("c"))])]))
    #expect(world.shell.commands == ["a"])
  }

  @Test(arguments: [
    (Outcome.Severity.ok, RunVerdict.healthy), (.info, .healthy), (.warning, .problem), (.critical, .problem),
    (.unknown, .inconclusive),
  ])
  func `an outcome decides alone`(severity: Outcome.Severity, verdict: RunVerdict) {
    world.shell.on("a", .exits(1))
    let result = world.run(
      plan([.step(fails("a", to: arrow(.outcome("it"))))], outcomes: [outcome("it", severity)]))
    #expect(result.ended.verdict == verdict)
    #expect(result.ended.outcomes == ["it"])
  }

  @Test func `next forgives a verdict`() {
    world.shell.on("a", .exits(1))
    let result = world.run(plan([.step(fails("a", to: arrow(.next))), .step(step("b"))]))
    #expect(world.shell.commands == ["a", "b"])
    #expect(result.ended.verdict == .healthy)
  }

  @Test func `a later step forgives a verdict and skips what lies between`() {
    world.shell.on("a", .exits(1))
    let result = world.run(
      plan([.step(fails("a", to: arrow(.step("c")))), .step(step("b")), .step(step("c"))]))
    #expect(world.shell.commands == ["a", "c"])
    #expect(result.ended.verdict == .healthy)
  }

  @Test func `stop ends the run with the verdict that led there`() {
    for (branches, reply, verdict) in [
      (Branches(passes: arrow(.stop)), Reply(), RunVerdict.healthy),
      (Branches(fails: arrow(.stop)), .exits(1), .problem),
      (Branches(unknown: arrow(.stop)), Reply(ending: .notStarted(reason: "no")), .inconclusive),
    ] {
      let world = World()
      world.shell.on("a", reply)
      let result = world.run(plan([.step(step("a", to: branches)), .step(step("b"))]))
      #expect(world.shell.commands == ["a"])
      #expect(result.ended.verdict == verdict)
    }
  }

  @Test func `a path that ends without an outcome ends the run with the verdict that led there`() {
    for (reply, branches, verdict) in [
      (Reply.exits(1), Branches(fails: arrow(.path("p"))), RunVerdict.problem),
      (Reply(), Branches(passes: arrow(.path("p"))), .healthy),
      (Reply(ending: .notStarted(reason: "no")), Branches(unknown: arrow(.path("p"))), .inconclusive),
    ] {
      let world = World()
      world.shell.on("a", reply)
      let result = world.run(
        plan([.step(step("a", to: branches)), .step(step("b"))], paths: [path("p", [.step(step("c"))])]))
      #expect(world.shell.commands == ["a", "c"])
      #expect(result.ended.verdict == verdict)
      #expect(world.decisions.last?.origin == .end)
    }
  }

  @Test func `an arrow in a path carries the verdict on into the next path`() {
    world.shell.on("a", .exits(1))
    let result = world.run(
      plan(
        [.step(fails("a", to: arrow(.path("p"))))],
        paths: [path("p", [.step(step("b")), .arrow(arrow(.path("q")))]), path("q", [.step(step("c"))])]))
    #expect(world.shell.commands == ["a", "b", "c"])
    #expect(result.ended.verdict == .problem)
  }

  @Test func `an outcome with next is noted, the gravest decides, and beside it nothing is fine`() {
    world.shell.on("a", .exits(1))
    world.shell.on("b", .exits(1))
    let result = world.run(
      plan(
        [
          .step(fails("a", to: arrow(.outcome("mild"), andNext: true))),
          .step(fails("b", to: arrow(.outcome("grave"), andNext: true))),
          .step(step("c", to: Branches(passes: arrow(.outcome("fine"))))),
        ], outcomes: [outcome("mild", .warning), outcome("grave", .critical), outcome("fine", .ok)]))
    #expect(world.shell.commands == ["a", "b", "c"])
    #expect(result.ended.outcome == "grave")
    #expect(result.ended.outcomes == ["grave", "mild"])
    #expect(result.ended.verdict == .problem)
  }

  @Test func `what was found on the way weighs against a verdict at the end, and the worse counts`() {
    func run(_ severity: Outcome.Severity, then reply: Reply) -> RunEnded {
      let world = World()
      world.shell.on("a", .exits(1))
      world.shell.on("b", reply)
      return world.run(
        plan(
          [.step(fails("a", to: arrow(.outcome("it"), andNext: true))), .step(step("b"))],
          outcomes: [outcome("it", severity)])
      ).ended
    }
    #expect(run(.critical, then: Reply()).verdict == .problem)
    #expect(run(.critical, then: Reply()).reason == "It is it")
    #expect(run(.ok, then: .exits(1)).verdict == .problem)
    #expect(run(.ok, then: .exits(1)).reason.hasPrefix("b failed"))
    #expect(run(.unknown, then: Reply()).verdict == .inconclusive)
    #expect(run(.warning, then: Reply(ending: .notStarted(reason: "no"))).verdict == .problem)
  }

  @Test func `an arrow to a file ends the run and says what follows, with its arguments`() {
    world.shell.on("a", .prints("pod-7"))
    let other = PlanReference(plan([.step(step("x"))]))
    let target = FileTarget(
      path: "other.rb",
      arguments: [
        FileArgument(name: "pod", value: variable("pod")), FileArgument(name: "n", value: .literal("3")),
      ])
    let result = world.run(
      plan(
        [
          .step(step("a", capture: [capture("pod")], to: Branches(passes: arrow(.file(target))))),
          .step(step("b")),
        ],
        files: ["other.rb": other]))
    #expect(result.ended.verdict == .healthy)
    #expect(result.ended.follow == "other.rb")
    #expect(result.follow?.plan === other)
    #expect(result.follow?.arguments == ["pod": VariableValue("pod-7"), "n": VariableValue("3")])
    #expect(world.shell.commands == ["a"])
  }

  @Test func `the runbook that an outcome leads to follows, and an argument without a value is left out`() {
    let other = PlanReference(plan([.step(step("x"))]))
    let target = FileTarget(path: "other.rb", arguments: [FileArgument(name: "pod", value: variable("pod"))])
    let result = world.run(
      plan(
        [.arrow(arrow(.outcome("it")))], outcomes: [outcome("it", .warning, follow: target)],
        files: ["other.rb": other]))
    #expect(result.follow?.arguments == [:])
    #expect(world.folded.warnings.first?.contains("pod") == true)
  }

  @Test func `otherwise in a step takes every verdict that has no arrow of its own`() {
    world.shell.on("a", .exits(1))
    let branches = Branches(passes: arrow(.stop), otherwise: arrow(.next))
    world.run(plan([.step(step("a", to: branches)), .step(step("b"))]))
    #expect(world.shell.commands == ["a", "b"])
  }

  @Test func `when decides whether a step runs, and what was never captured makes it unknown`() {
    let seven = Operation(.equals(.literal("7")), text: "is 7")
    let n = VariableReference("n")
    func run(_ printed: String, not: Bool = false) -> Verdict? {
      let world = World()
      world.shell.on("a", .prints(printed))
      world.run(
        plan([
          .step(step("a", capture: [capture("n", from: .lines)])),
          .step(step("b", when: condition(.variable(n, seven)), to: Branches(otherwise: arrow(.stop)))),
          .step(step("c")),
        ]))
      #expect(world.shell.commands.contains("b") == (printed == "7"))
      #expect(world.shell.commands.contains("c") == (printed == "8"))
      return world.verdict("b")
    }
    #expect(run("7") == .passed)
    #expect(run("8") == .skipped)
    #expect(run("") == .unknown)
  }

  @Test func `when reads verdicts, and a step that did not run is skipped`() {
    world.shell.on("a", .exits(1))
    world.run(
      plan([
        .step(fails("a", to: arrow(.next))),
        .step(step("b", when: condition(.verdict(step: "a", is: .failed)))),
        .step(step("c", when: condition(.verdict(step: "a", is: .passed)))),
        .step(step("d", when: condition(.verdict(step: "c", is: .skipped)))),
      ]))
    #expect(world.shell.commands == ["a", "b", "d"])
    #expect(world.ended("c")?.reason == "a failed")
    #expect(
      !world.facts.contains { if case .stepStarted(let fact) = $0 { fact.step.name == "c" } else { false } })
  }

  @Test func `captures live on across paths`() {
    world.shell.on("a", .prints("x"))
    world.run(
      plan(
        [.step(step("a", capture: [capture("n")], to: Branches(passes: arrow(.path("p")))))],
        paths: [path("p", [.step(step("b", run: "echo $n"))])]))
    #expect(world.shell.ran.last?.execution.variables == ["n": "x"])
  }

  @Test func `only runs one step, without arrows, and from begins at a step, in a path too`() {
    world.shell.on("b", .exits(1))
    let one = plan(
      [
        .step(step("a")), .step(fails("b", to: arrow(.path("p")))),
        .parallel(Parallel(steps: [step("c"), step("d")], place: here)),
      ], paths: [path("p", [.step(step("e")), .step(step("f"))])])
    #expect(world.run(one, only: "b").ended.verdict == .problem)
    #expect(world.shell.commands == ["b"])
    func commands(only: String? = nil, from: String? = nil) -> [String] {
      let world = World()
      world.run(one, only: only, from: from)
      return world.shell.commands
    }
    #expect(commands(only: "d") == ["d"])
    #expect(commands(only: "e") == ["e"])
    #expect(commands(from: "b") == ["b", "c", "d"])
    #expect(commands(from: "d") == ["d"])
    #expect(commands(from: "f") == ["f"])
    #expect(commands(from: "nowhere") == [])
  }

  @Test func `events are numbered from 1 without gaps, begin with the start and end with the end`() {
    world.shell.on("a", .exits(1))
    world.run(
      plan([
        .parallel(
          Parallel(
            steps: ["a", "b", "c"].map { step($0, repeat: .sample(times: 3, every: .zero, need: 50)) },
            place: here))
      ]))
    #expect(world.events.map(\.number) == Array(1...world.events.count))
    #expect(world.names.first == "run-started")
    #expect(world.names.last == "run-ended")
    #expect(world.events.allSatisfy { $0.run == "r123456789" })
  }
}
