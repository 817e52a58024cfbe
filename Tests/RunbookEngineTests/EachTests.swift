import RunbookModel
import Testing

@testable import RunbookEngine

struct EachTests {
  let world = World()
  private let nodes = [list("nodes", "n1", "n2", "n3")]

  @Test func `a step runs once for each item, one at a time unless told`() {
    world.run(plan([.step(step("a", run: "ask $node", each: each("node", in: "nodes")))], parameters: nodes))
    #expect(world.shell.ran.map(\.execution.variables) == [["node": "n1"], ["node": "n2"], ["node": "n3"]])
    #expect(world.shell.ran.map(\.execution.attempt.items) == [["n1"], ["n2"], ["n3"]])
    #expect(world.shell.mostAtOnce == 1)
    #expect(world.verdict("a") == .passed)
    #expect(world.verdict("a", ["n2"]) == .passed)
  }

  @Test func `so many at once, and never more`() {
    let many = [Parameter(name: "nodes", type: .list, standard: (1...9).map { "n\($0)" }, place: here)]
    world.run(
      plan([.step(step("a", run: "ask $node", each: each("node", in: "nodes", atOnce: 4)))], parameters: many)
    )
    #expect(world.shell.mostAtOnce == 4)
    #expect(world.shell.ran.count == 9)
  }

  @Test func `everything runs to its end, and one failed item makes it failed`() {
    world.shell.on("a @n1", .exits(1))
    world.shell.on("a @n2", Reply(ending: .notStarted(reason: "no")))
    world.run(plan([.step(step("a", each: each("node", in: "nodes")))], parameters: nodes))
    #expect(world.shell.ran.count == 3)
    #expect(world.verdict("a") == .failed)
    #expect(world.verdict("a", ["n2"]) == .unknown)
    #expect(world.ended("a")?.reason?.hasPrefix("1 of 3 nodes passed; n1 failed") == true)
  }

  @Test func `else flaky, else unknown, else passed`() {
    #expect(StepResult.verdict(of: [.passed, .unknown, .flaky]) == .flaky)
    #expect(StepResult.verdict(of: [.passed, .unknown]) == .unknown)
    #expect(StepResult.verdict(of: [.passed, .skipped]) == .passed)
    #expect(StepResult.verdict(of: [.skipped]) == .skipped)
    #expect(StepResult.verdict(of: []) == .unknown)
  }

  @Test func `an empty list is unknown`() {
    let result = world.run(
      plan([.step(step("a", each: each("node", in: "nodes")))], parameters: [list("nodes")]))
    #expect(world.verdict("a") == .unknown)
    #expect(result.ended.verdict == .inconclusive)
    #expect(world.shell.ran.isEmpty)
  }

  @Test func `captures become lists in the order of the items, whoever ends first`() {
    world.shell.on("a @n1", .prints("x", after: .seconds(3)))
    world.shell.on("a @n2", .prints("y", after: .seconds(2)))
    world.shell.on("a @n3", .prints("z", after: .seconds(1)))
    world.run(
      plan(
        [
          .step(step("a", each: each("node", in: "nodes", atOnce: 3), capture: [capture("ip")])),
          .step(step("b", run: "echo $ip")),
        ],
        parameters: nodes))
    #expect(world.shell.ran.last?.execution.variables == ["ip": "x\ny\nz"])
    #expect(world.folded.variables["ip"] == VariableValue(list: ["x", "y", "z"]))
  }

  @Test func `the items by verdict are lists afterwards`() {
    world.shell.on("a @n1", .exits(1))
    world.shell.on("a @n3", Reply(ending: .notStarted(reason: "no")))
    let lists = ["passed", "failed", "unknown"].map { member in
      step(
        member, each: EachClause(variable: "one", list: .variable(VariableReference("a", member: member))),
        to: Branches(otherwise: arrow(.next)))
    }
    world.run(
      plan(
        [.step(step("a", each: each("node", in: "nodes"), to: Branches(otherwise: arrow(.next))))]
          + lists.map { .step($0) },
        parameters: nodes))
    #expect(
      world.shell.ran.dropFirst(3).map { $0.execution.command + " " + $0.execution.attempt.items[0] } == [
        "passed n2", "failed n1", "unknown n3",
      ])
  }

  @Test func `a block runs all its steps for each item, and an item sees its own captures`() {
    world.shell.on("a @n1", .prints("10.0.0.1"))
    world.shell.on("a @n2", .exits(1))
    world.shell.on("a @n3", .prints("10.0.0.3"))
    let block = EachBlock(
      clause: each("node", in: "nodes"),
      steps: [
        step("a", capture: [capture("ip", from: .lines)], to: Branches(fails: arrow(.next))),
        step("b", run: "ping $ip", to: Branches(unknown: arrow(.outcome("it")))),
      ], place: here)
    let result = world.run(plan([.each(block)], outcomes: [outcome("it", .warning)], parameters: nodes))
    #expect(
      world.shell.ran.filter { $0.execution.command == "ping $ip" }.map(\.execution.variables) == [
        ["ip": "10.0.0.1"], ["ip": "10.0.0.3"],
      ])
    #expect(world.verdict("a") == .failed)
    #expect(world.verdict("b") == .unknown)
    #expect(world.verdict("b", ["n2"]) == .unknown)
    #expect(result.ended.outcome == "it")
    #expect(world.folded.variables["ip"] == VariableValue(list: ["10.0.0.1", "10.0.0.3"]))
  }

  @Test func `an item that stands twice in the list is looked at once`() {
    world.run(
      plan([.step(step("a", each: each("node", in: "nodes")))], parameters: [list("nodes", "n1", "n2", "n1")])
    )
    #expect(world.shell.ran.map(\.execution.attempt.items) == [["n1"], ["n2"]])
  }

  @Test func `steps of parallel start together and do not see each other's captures`() {
    world.shell.on("a", .prints("x", after: .seconds(5)))
    let steps = [
      step("a", capture: [capture("n")]), step("b", run: "echo $n", to: Branches(unknown: arrow(.next))),
    ]
    world.run(plan([.parallel(Parallel(steps: steps, place: here)), .step(step("c", run: "echo $n"))]))
    #expect(world.verdict("b") == .unknown)
    #expect(world.verdict("c") == .passed)
    let start = world.folded.steps.filter { ["a", "b"].contains($0.key.name) }.compactMap(\.started)
    #expect(start.count == 2 && start[0] == start[1])
  }

  @Test func `parallel is judged in the order of the file, not in that of the endings`() {
    world.shell.on("a", Reply(ending: .exited(status: 1), takes: .seconds(9)))
    world.shell.on("b", Reply(ending: .exited(status: 1), takes: .seconds(1)))
    let steps = ["a", "b", "c"].map { step($0, to: Branches(fails: arrow(.outcome($0 + "-broken")))) }
    let result = world.run(
      plan(
        [.parallel(Parallel(steps: steps, place: here))],
        outcomes: ["a", "b", "c"].map { outcome($0 + "-broken", .critical) }))
    #expect(result.ended.outcomes == ["a-broken"])
    #expect(world.verdict("b") == .failed)
  }

  @Test func `an arrow within parallel to a later of its steps passes over those between`() {
    world.shell.on("a", .exits(1))
    world.shell.on("b", .exits(1))
    let steps = [step("a", to: Branches(fails: arrow(.step("c")))), step("b"), step("c")]
    let result = world.run(plan([.parallel(Parallel(steps: steps, place: here)), .step(step("d"))]))
    #expect(result.ended.verdict == .healthy)
    #expect(world.shell.commands.last == "d")
  }
}
