import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookEngine

struct ReplayTests {
  let world = World()

  /// A flow with everything in it that asks something.
  private func everything(named first: String = "a", run: String = "get $nodes  # all of them") -> Plan {
    plan(
      [
        .step(
          step(first, run: run, expect: [expect(.output, .contains(text("7")))], capture: [capture("n")])),
        .step(step("r", repeat: .retryUpTo(limit: .seconds(9), every: .seconds(2)))),
        .parallel(
          Parallel(
            steps: [
              step("s", repeat: .sample(times: 4, every: .seconds(1), need: 50)),
              step("e", run: "ask $node", each: each("node", in: "nodes", atOnce: 2), table: true),
            ], place: here)),
        .step(step("k", run: "kubectl get x", to: Branches(otherwise: arrow(.path("p"))))),
      ],
      paths: [
        path("p", [.step(step("t", run: "login $token", cleanup: "tidy $n")), .arrow(arrow(.outcome("it")))])
      ],
      outcomes: [outcome("it", .warning)], finally: [.run(command("last"))],
      needs: [Need(.tool(name: "jq", version: nil), place: here)], parameters: [list("nodes", "x", "y")],
      secrets: [Secret(name: "token", place: here)])
  }

  private func live() {
    world.shell.on("get $nodes  # all of them", .prints("7 nodes\n"))
    world.shell.on("r", .exits(1), .exits(1), Reply())
    world.shell.on("s", .exits(1), Reply(takes: .seconds(3)))
    world.shell.on("ask $node @y", Reply(takes: .seconds(2)))
    world.shell.on("kubectl get x", .hangs)
    world.shell.on("login $token", .prints("welcome hunter2-very-secret"))
    world.shell.on(ToolVersion.question("jq"), .prints("jq-1.6"))
    world.run(everything(), secrets: ["token": "hunter2-very-secret"])
  }

  private func replay(_ plan: Plan) -> World {
    let other = World()
    let recorded = RecordedShell(events: world.events, clock: other.clock)
    other.run(plan, secrets: ["token": Redactor.pseudonym("token")], shell: recorded)
    return other
  }

  @Test func `a replay posts the same events as the run`() {
    live()
    let other = replay(everything())
    #expect(world.folded.end?.outcome == "it")
    #expect(other.facts == world.facts)
    #expect(other.events.map(\.time) == world.events.map(\.time))
  }

  @Test func `renamed steps and other blanks and comments find their evidence`() {
    live()
    let other = replay(everything(named: "first", run: "get   $nodes"))
    #expect(other.verdict("first") == .passed)
    #expect(other.folded.end?.verdict == world.folded.end?.verdict)
  }

  @Test func `what was never recorded is unknown`() {
    live()
    let other = replay(everything(run: "get $nodes --all"))
    #expect(other.verdict("a") == .unknown)
    #expect(other.ended("a")?.reason == "the record has no answer to this command")
    #expect(other.folded.end?.verdict == .inconclusive)
  }

  @Test func `other values of variables are other questions`() {
    world.run(plan([.step(step("a", run: "ask $nodes"))], parameters: [list("nodes", "x")]))
    let other = replay(plan([.step(step("a", run: "ask $nodes"))], parameters: [list("nodes", "y")]))
    #expect(other.verdict("a") == .unknown)
  }

  @Test func `blanks and comments are aside, quotes are not`() {
    func same(_ a: String, _ b: String) -> Bool { CommandText.essence(of: a) == CommandText.essence(of: b) }
    #expect(same("a  b\n\n# why\nc ", "a b\nc"))
    #expect(same("a \\\n  b", "a b"))
    #expect(same("a # tail\nb", "a\nb"))
    #expect(!same("echo 'a  b'", "echo 'a b'"))
    #expect(!same("echo \"a \\\"  b\"", "echo \"a \\\" b\""))
    #expect(!same("a#b", "a"))
    #expect(!same("a\nb", "a b"))
    #expect(same("echo 'it # is' #x", "echo 'it # is'"))
  }
}
