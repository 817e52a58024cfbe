import RunbookModel
import Testing

@testable import RunbookEngine

struct FinallyTests {
  let world = World()

  @Test func `cleanups of the steps that ran come last first, then finally in the order of the file`() {
    world.shell.on("b", .exits(1))
    let result = world.run(
      plan(
        [
          .step(step("a", cleanup: "tidy a")), .step(step("b", cleanup: "tidy b")),
          .step(step("c", cleanup: "tidy c")),
        ], finally: [.run(command("first")), .step(step("second"))]))
    #expect(world.shell.commands == ["a", "b", "tidy b", "tidy a", "first", "second"])
    #expect(result.ended.verdict == .problem)
    let purposes = world.shell.ran.map(\.execution.attempt.purpose)
    #expect(purposes == [.step, .step, .cleanup, .cleanup, .finally, .step])
    #expect(world.facts.contains(.finallyStarted(FinallyStarted(count: 4))))
  }

  @Test func `a step that was skipped or not run is not cleaned up`() {
    let never = condition(.verdict(step: "a", is: .failed))
    world.run(
      plan([
        .step(step("a")), .step(step("b", when: never, cleanup: "tidy b")),
        .step(step("c", run: "echo $nothing", to: Branches(unknown: arrow(.next)), cleanup: "tidy c")),
      ]))
    #expect(world.shell.commands == ["a"])
  }

  @Test func `what fails there changes no verdict and is named`() {
    world.shell.on("tidy a", .exits(1, stderr: "not found"))
    world.shell.on("last", .exits(1))
    world.shell.on("fourth", .exits(1))
    let result = world.run(
      plan(
        [.step(step("a", cleanup: "tidy a"))],
        finally: [.run(command("last")), .run(command("third")), .step(step("fourth"))]))
    #expect(result.ended.verdict == .healthy)
    #expect(result.ended.left == ["a", "last", "fourth"])
    let judged = world.folded.attempts.filter { $0.start.attempt.purpose == .cleanup }.first?.verdict
    #expect(judged?.verdict == .failed)
    #expect(judged?.reason == "exit status 1: not found")
  }

  @Test func `a line whose variable was never captured is left out and named`() {
    world.shell.on("a", .prints(""))
    let result = world.run(
      plan(
        [.step(step("a", capture: [capture("pod", from: .lines)], cleanup: "delete $pod"))],
        finally: [.run(command("echo $pod"))]))
    #expect(world.shell.commands == ["a"])
    #expect(result.ended.left == ["a", "echo $pod"])
    #expect(world.folded.warnings.count == 2)
    #expect(world.folded.warnings.allSatisfy { $0.contains("$pod") })
  }

  @Test func `a line has thirty seconds, all have sixty, and what did not get its turn is named`() {
    for name in ["one", "two", "three", "four"] { world.shell.on(name, Reply(takes: .seconds(40))) }
    let result = world.run(
      plan([.step(step("a"))], finally: ["one", "two", "three", "four"].map { .run(command($0)) }))
    #expect(world.shell.commands == ["a", "one", "two"])
    #expect(result.ended.left == ["one", "two", "three", "four"])
    #expect(result.ended.duration == 60_010)
    #expect(world.shell.ran.last?.execution.timeout == .seconds(30))
  }

  @Test func `the last line has only what is left of the minute`() {
    world.shell.on("one", Reply(takes: .seconds(25)))
    world.shell.on("two", Reply(takes: .seconds(25)))
    world.shell.on("three", Reply(takes: .seconds(25)))
    let result = world.run(
      plan([.step(step("a"))], finally: ["one", "two", "three"].map { .run(command($0)) }))
    #expect(result.ended.left == ["three"])
    #expect(result.ended.duration == 60_010)
  }

  @Test func `a step of finally that retries for ever ends with the minute`() {
    world.shell.on("one", .exits(1))
    let result = world.run(
      plan(
        [.step(step("a"))],
        finally: [.step(step("one", repeat: .retryUpTo(limit: .seconds(900), every: .seconds(1))))]))
    #expect(result.ended.duration == 60_010)
    #expect(result.ended.left == ["one"])
    #expect(result.ended.verdict == .healthy)
  }

  @Test func `a cleanup that names the item runs for each item that ran, any other once`() {
    let parameters = [list("nodes", "x", "y")]
    world.run(
      plan(
        [
          .step(step("a", each: each("node", in: "nodes"), cleanup: "delete $node")),
          .step(step("b", each: each("node", in: "nodes"), cleanup: "delete all")),
        ], parameters: parameters))
    let cleanups = world.shell.ran.filter { $0.execution.attempt.purpose == .cleanup }.map(\.execution)
    #expect(cleanups.map(\.command) == ["delete all", "delete $node", "delete $node"])
    #expect(cleanups.map(\.variables) == [[:], ["node": "y"], ["node": "x"]])
    #expect(Set(cleanups.map(\.attempt)).count == 3)
  }

  @Test func `without anything that ran, finally does not run`() {
    let result = world.run(
      plan([.step(step("a", run: "echo $nothing"))], finally: [.run(command("last"))]))
    #expect(world.shell.commands.isEmpty)
    #expect(result.ended.left.isEmpty)
  }
}
