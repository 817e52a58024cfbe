import RunbookModel
import Testing

@testable import RunbookEngine

struct TableTests {
  let world = World()

  private let rows = [
    row("a fails", .verdict(step: "a", is: .failed), to: arrow(.outcome("a-broken"))),
    row(
      "a passes and b fails", .verdict(step: "a", is: .passed), .verdict(step: "b", is: .failed),
      to: arrow(.outcome("b-broken"))),
    row("any unknown", .verdict(step: nil, is: .unknown), to: arrow(.outcome("cannot-tell"))),
    otherwise(to: arrow(.outcome("fine"))),
  ]

  private func decide(
    _ rows: [Decide.Row], a: Reply = Reply(), b: Reply = Reply(), between: [FlowNode] = []
  ) -> RunEnded {
    world.shell.on("a", a)
    world.shell.on("b", b)
    let steps = Parallel(steps: [step("a", table: true), step("b", table: true)], place: here)
    return world.run(
      plan(
        [.parallel(steps)] + between + [
          .decide(Decide(rows: rows, steps: ["a", "b"], place: here)), .step(step("z")),
        ],
        outcomes: [
          outcome("a-broken", .critical), outcome("b-broken", .critical), outcome("cannot-tell", .unknown),
          outcome("fine", .ok),
        ])
    ).ended
  }

  @Test func `the first row that holds is taken, and those before say why not`() {
    #expect(decide(rows, b: .exits(1)).outcome == "b-broken")
    let decision = world.decisions.first
    #expect(decision?.origin == .table)
    #expect(decision?.because == "a passed and b failed")
    #expect(decision?.rejected == [.init(row: "a fails", reason: "a passed")])
    #expect(world.decisions.count == 1)
  }

  @Test func `the first of two rows that hold is taken`() {
    #expect(decide(rows, a: .exits(1), b: Reply(ending: .notStarted(reason: "no"))).outcome == "a-broken")
  }

  @Test func `any means every step before the table`() {
    #expect(decide(rows, b: Reply(ending: .notStarted(reason: "no"))).outcome == "cannot-tell")
    #expect(world.decisions.first?.because == "b could not be looked at")
  }

  @Test func `otherwise is taken when all passed or were skipped`() {
    #expect(decide(rows).outcome == "fine")
    #expect(world.decisions.first?.rejected.count == 3)
  }

  @Test func `otherwise is not taken when one failed, and that one ends the run`() {
    let ended = decide([rows[2], rows[3]], b: .exits(1))
    #expect(ended.outcome == nil)
    #expect(ended.verdict == .problem)
    #expect(ended.reason == "b failed: exit status 1")
    #expect(world.decisions.first?.rejected.map(\.row) == ["any unknown", "otherwise"])
    #expect(!world.shell.commands.contains("z"))
  }

  @Test func `where no row holds and all passed the flow goes on`() {
    #expect(decide([rows[0]]).verdict == .healthy)
    #expect(world.shell.commands.contains("z"))
  }

  @Test func `fails is not flaky`() {
    let ended = { () -> RunEnded in
      world.shell.on("a", .exits(1), .prints(""))
      return world.run(
        plan(
          [
            .step(step("a", repeat: .sample(times: 2, every: .zero, need: 90), table: true)),
            .decide(Decide(rows: [rows[0]], steps: ["a"], place: here)),
          ], outcomes: [outcome("a-broken", .critical)])
      ).ended
    }()
    #expect(world.verdict("a") == .flaky)
    #expect(ended.outcome == nil)
    #expect(ended.verdict == .problem)
  }

  @Test func `a step's own arrow comes before the table`() {
    world.shell.on("a", .exits(1))
    let ended = world.run(
      plan(
        [
          .step(step("a", to: Branches(fails: arrow(.outcome("own"))), table: true)),
          .decide(Decide(rows: rows, steps: ["a"], place: here)),
        ],
        outcomes: [outcome("own", .warning)]
          + ["a-broken", "b-broken", "cannot-tell", "fine"].map { outcome($0, .ok) })
    ).ended
    #expect(ended.outcome == "own")
  }

  @Test func `a step that did not run is skipped for the table`() {
    world.shell.on("a", .exits(1))
    let ended = world.run(
      plan(
        [
          .step(step("a", to: Branches(fails: arrow(.step("c"))), table: true)),
          .step(step("b", table: true)),
          .step(step("c")),
          .decide(
            Decide(
              rows: [row("b skipped", .verdict(step: "b", is: .skipped), to: arrow(.outcome("fine")))],
              steps: ["a", "b", "c"], place: here)),
        ], outcomes: [outcome("fine", .ok)])
    ).ended
    #expect(ended.outcome == "fine")
  }

  @Test func `a row that cannot be judged keeps otherwise from passing for an answer`() {
    let unclear = row(
      "$n is 1", .variable(VariableReference("n"), Operation(.equals(.literal("1")), text: "is 1")),
      to: arrow(.stop))
    let ended = decide([unclear, rows[3]])
    #expect(ended.verdict == .inconclusive)
    #expect(ended.outcome == nil)
    #expect(ended.reason.contains("$n was never captured"))
  }

  @Test func `rows read values, and say them`() {
    world.shell.on("a", .prints("3"))
    let many = row(
      "$n > 2", .variable(VariableReference("n"), Operation(.more(.literal("2")), text: "> 2")),
      to: arrow(.outcome("it")))
    world.run(
      plan(
        [
          .step(step("a", capture: [capture("n")])), .decide(Decide(rows: [many], steps: ["a"], place: here)),
        ],
        outcomes: [outcome("it", .info)]))
    #expect(world.decisions.first?.because == "$n is 3")
  }

  @Test func `a path that a row leads to ends with the gravest verdict that the row names`() {
    world.shell.on("b", .exits(1))
    let ended = world.run(
      plan(
        [
          .step(step("a", table: true)), .step(step("b", table: true)),
          .decide(
            Decide(
              rows: [
                row(
                  "both", .verdict(step: "a", is: .passed), .verdict(step: "b", is: .failed),
                  to: arrow(.path("p")))
              ], steps: ["a", "b"], place: here)),
        ], paths: [path("p", [.step(step("c"))])])
    ).ended
    #expect(ended.verdict == .problem)
  }
}
