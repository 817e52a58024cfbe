import RunbookModel
import Synchronization
import Testing

@testable import RunbookEngine

/// Several contexts at once, each a run of its own under one.
struct SeveralContextsTests {
  let world = World()

  private static let flow = plan(
    [.step(step("ask", to: Branches(passes: arrow(.outcome("well")), fails: arrow(.outcome("broken")))))],
    outcomes: [outcome("well", .ok), outcome("broken", .critical)])

  /// Runs it in each context, with the replies of that context.
  @discardableResult
  private func run(_ replies: [(context: String, reply: Reply)], signalAfter: Duration? = nil) -> RunResult {
    let (clock, recorder) = (world.clock, world.recorder)
    let several = SeveralContexts(
      plan: Self.flow, settings: RunSettings(runID: "above", tool: "test"), contexts: replies.map(\.context),
      clock: clock, observers: [recorder])
    let engines = Engines()
    let scripts = Dictionary(uniqueKeysWithValues: replies)
    return clock.run {
      await withTaskGroup(of: RunResult?.self) { group in
        group.addTask {
          await several.run { context in
            let shell = ScriptedShell(clock: clock)
            shell.on("ask", scripts[context]!)
            let engine = Engine(
              plan: Self.flow,
              settings: RunSettings(runID: "in-\(context)", context: context, tool: "test", parent: "above"),
              shell: shell, clock: clock, person: Nobody(), observers: [recorder])
            engines.list.withLock { $0.append(engine) }
            return ContextEnded(context, runs: [("in-\(context)", await engine.run())])
          }
        }
        if let signalAfter {
          group.addTask {
            try? await clock.sleep(for: signalAfter)
            several.interrupt(signal: "SIGINT")
            for engine in engines.list.withLock({ $0 }) { engine.interrupt(signal: "SIGINT") }
            return nil
          }
        }
        var result: RunResult?
        for await one in group { result = one ?? result }
        return result!
      }
    }
  }

  /// Those that run.
  private final class Engines: Sendable {
    let list = Mutex<[Engine]>([])
  }

  private func run(of id: String) -> Run { Run(id: id, events: world.events.filter { $0.run == id }) }

  @Test func `all run at once, each under the one above`() {
    run([
      ("a", Reply(takes: .seconds(5))), ("b", Reply(takes: .seconds(5))), ("c", Reply(takes: .seconds(5))),
    ])
    let above = run(of: "above")
    #expect(above.started?.contexts == ["a", "b", "c"])
    #expect(above.steps.isEmpty)
    #expect((above.end?.duration ?? 0) < 6000)
    for context in ["a", "b", "c"] {
      let one = run(of: "in-\(context)")
      #expect(one.started?.parent == "above")
      #expect(one.started?.context == context)
      #expect(one.attempts.map(\.start.context) == [context])
    }
    #expect(world.events.first?.run == "above")
    #expect(world.events.last?.run == "above")
    for id in ["above", "in-a", "in-b", "in-c"] {
      let numbers = world.events.filter { $0.run == id }.map(\.number)
      #expect(numbers == Array(1...numbers.count))
    }
  }

  @Test func `equal answers are one, and the odd one out is named with its difference`() {
    let result = run([
      ("east", Reply()), ("west", .exits(1, stderr: "no endpoints for service kube-dns")), ("north", Reply()),
    ])
    #expect(result.ended.verdict == .problem)
    #expect(
      result.ended.reason
        == "2 of 3 contexts: healthy (well); west: problem (broken): ask failed: exit status 1: no endpoints for service kube-dns"
    )
    #expect(result.ended.contexts?.map(\.context) == ["east", "west", "north"])
    #expect(result.ended.contexts?.map(\.run) == ["in-east", "in-west", "in-north"])
    #expect(result.ended.outcome == "broken")
  }

  @Test func `all alike is said in one`() {
    let result = run([("a", Reply()), ("b", Reply(takes: .seconds(3)))])
    #expect(result.ended.reason == "all 2 contexts: healthy (well)")
  }

  @Test(arguments: [
    ([RunVerdict.healthy, .stopped], RunVerdict.stopped), ([.inconclusive, .stopped], .inconclusive),
    ([.inconclusive, .problem, .healthy], .problem), ([.interrupted, .problem], .interrupted),
  ])
  func `the worst of all decides`(verdicts: [RunVerdict], worst: RunVerdict) {
    let several = SeveralContexts(
      plan: Self.flow, settings: RunSettings(runID: "above", tool: "test"),
      contexts: verdicts.map(\.rawValue), clock: world.clock, observers: [])
    let result = world.clock.run {
      await several.run { context in
        ContextEnded(
          context: context, run: context, verdict: RunVerdict(rawValue: context)!, outcome: nil, reason: "so")
      }
    }
    #expect(result.ended.verdict == worst)
  }

  @Test func `a signal interrupts all`() {
    let result = run(
      [("a", Reply(takes: .seconds(500))), ("b", Reply(takes: .seconds(500)))], signalAfter: .seconds(1))
    #expect(result.ended.verdict == .interrupted)
    #expect(result.ended.contexts?.map(\.verdict) == [.interrupted, .interrupted])
    #expect(run(of: "above").interruption == "SIGINT")
    #expect((result.ended.duration) < 2000)
  }
}
