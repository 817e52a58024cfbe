import RunbookModel
import Testing

@testable import RunbookEngine

/// `on`: a step in another context than the run's.
struct ContextTests {
  let world = World()
  private let east = Parameter(name: "east", standard: ["prod-east"], place: here)

  private func contexts(of text: String) -> [String?] {
    world.shell.ran.filter { $0.execution.command == text }.map(\.execution.context)
  }

  @Test func `a step with on runs in that context, and others in that of the run`() {
    world.run(
      plan([.step(step("a", on: variable("east"))), .step(step("b"))], parameters: [east]), context: "lab")
    #expect(contexts(of: "a") == ["prod-east"])
    #expect(contexts(of: "b") == ["lab"])
    #expect(world.folded.attempts.map(\.start.context) == ["prod-east", "lab"])
  }

  @Test func `in such a step $context is that context, and a let that names it follows`() {
    let lets = [
      Let(
        name: "where",
        value: .text(Template([.text("in "), .variable(VariableReference("context"))])), place: here)
    ]
    world.run(
      plan(
        [
          .step(step("a", run: "echo $context $where", on: text("west"))),
          .step(step("b", run: "ask $context")),
        ],
        lets: lets), context: "lab")
    #expect(
      world.shell.ran.filter { $0.execution.attempt.purpose == .step }.map(\.execution.variables) == [
        ["context": "west", "where": "in west"], ["context": "lab"],
      ])
  }

  @Test func `its cleanup runs there too, and knows the context`() {
    world.run(plan([.step(step("a", cleanup: "tidy $context", on: text("west")))]), context: "lab")
    #expect(contexts(of: "tidy $context") == ["west"])
    #expect(world.shell.ran.last?.execution.variables == ["context": "west"])
  }

  @Test func `each item may have a context of its own, and is cleaned up there`() {
    world.run(
      plan(
        [.step(step("a", each: each("c", in: "cs"), cleanup: "tidy", on: variable("c")))],
        parameters: [list("cs", "x", "y")]))
    #expect(contexts(of: "a") == ["x", "y"])
    #expect(contexts(of: "tidy") == ["y", "x"])
  }

  @Test func `one context for all items is cleaned up once`() {
    world.run(
      plan(
        [.step(step("a", each: each("c", in: "cs"), cleanup: "tidy $context", on: text("west")))],
        parameters: [list("cs", "x", "y")]))
    #expect(contexts(of: "tidy $context") == ["west"])
  }

  @Test(
    arguments: [
      ("missing", nil), ("empty", [""]), ("many", ["x", "y"]),
    ] as [(String, [String]?)])
  func `without a name of exactly one context it is unknown, and nothing runs`(name: String, value: [String]?)
  {
    let parameters = value.map { [Parameter(name: "c", standard: $0, place: here)] } ?? []
    let result = world.run(plan([.step(step("a", on: variable("c")))], parameters: parameters))
    #expect(world.verdict("a") == .unknown)
    #expect(result.ended.verdict == .inconclusive)
    #expect(world.shell.ran.isEmpty)
    #expect(world.ended("a")?.reason?.hasPrefix("$c ") == true, "\(world.ended("a")?.reason ?? "")")
  }

  @Test func `after a time-out the API server of that context is asked, and no other`() {
    world.shell.on("kubectl get x", .hangs)
    world.shell.on(
      "kubectl get --raw /version --request-timeout=5s", .exits(1, stderr: "Unable to connect to the server"))
    world.run(plan([.step(step("a", run: "kubectl get x", on: text("west")))]), context: "lab")
    #expect(world.verdict("a") == .unknown)
    #expect(Set(world.shell.ran.map(\.execution.context)) == ["west"])
  }
}
