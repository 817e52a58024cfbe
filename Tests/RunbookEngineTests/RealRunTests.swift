import RunbookModel
import Synchronization
import Testing

@testable import RunbookEngine

/// The engine on the real shell: that the two fit together, not what each does.
struct RealRunTests {
  private let recorder = CollectingObserver()

  private func run(_ plan: Plan, secrets: [String: String] = [:], observers: [any RunObserver] = []) async
    -> RunResult
  {
    let shell = RealShell()
    let engine = Engine(
      plan: plan, settings: RunSettings(runID: "real", secrets: secrets, tool: "test"), shell: shell,
      clock: SystemClock(), person: Nobody(), observers: [recorder] + observers)
    for case let observer as Interrupting in observers { observer.engine.withLock { $0 = engine } }
    let result = await engine.run()
    await shell.close()
    return result
  }

  /// Interrupts the run once the first command has started.
  private final class Interrupting: RunObserver {
    let engine = Mutex<Engine?>(nil)
    let signals: Int
    init(signals: Int) { self.signals = signals }

    func observe(_ events: [RunEvent]) async -> String? {
      guard events.contains(where: { $0.fact.name == .attemptStarted }) else { return nil }
      engine.withLock { engine in
        for _ in 0..<signals { engine?.interrupt(signal: "SIGINT") }
        engine = nil
      }
      return nil
    }
  }

  private var folded: Run { Run(id: "real", events: recorder.events) }

  @Test func `a run with real commands captures, judges and cleans up`() async {
    let result = await run(
      plan(
        [
          .step(
            step(
              "a", run: "printf '7\\n8\\n' | cat", capture: [capture("n", from: .line(2))],
              cleanup: "test $n = 8")),
          .step(step("b", run: "echo $n", expect: [expect(.output, .equals(text("8")))])),
          .step(step("c", run: "false | cat", to: Branches(fails: arrow(.outcome("it"))))),
        ], outcomes: [outcome("it", .warning)]))
    #expect(result.ended.outcome == "it")
    #expect(result.ended.left.isEmpty)
    #expect(folded.steps.map { $0.ended?.verdict } == [.passed, .passed, .failed])
  }

  @Test func `a missing program and a missing tool are unknown`() async {
    let result = await run(plan([.step(step("a", run: "no-such-program-here"))]))
    #expect(result.ended.verdict == .inconclusive)
    let other = await RealRunTests().run(
      plan(
        [.step(step("a", run: "true"))],
        needs: [Need(.tool(name: "no-such-program-here", version: nil), place: here)]))
    #expect(other.ended.verdict == .inconclusive)
    #expect(other.ended.reason.contains("is not installed"))
  }

  @Test func `a secret does not reach the evidence`() async {
    _ = await run(
      plan(
        [.step(step("a", run: "echo x $token y; echo $token >&2"))],
        secrets: [Secret(name: "token", place: here)]),
      secrets: ["token": "hunter2-very-secret"])
    let end = folded.attempts.first?.end
    #expect(end?.ending == .exited(status: 0))
    #expect(!"\(recorder.events)".contains("hunter2"))
    let bytes = recorder.events.compactMap { event -> [UInt8]? in
      if case .attemptEnded(let fact) = event.fact { fact.output.content.bytes } else { nil }
    }
    #expect(String(decoding: bytes.joined(), as: UTF8.self) == "x [secret token] y\n")
  }

  @Test func `a signal ends a command that runs, and then cleans up`() async {
    let result = await run(
      plan([.step(step("a", run: "sleep 600", timeout: .seconds(900), cleanup: "echo tidy"))]),
      observers: [Interrupting(signals: 1)])
    #expect(result.ended.verdict == .interrupted)
    #expect(result.ended.left.isEmpty)
    #expect(folded.attempts.map { $0.end?.ending } == [.interrupted, .exited(status: 0)])
  }

  @Test func `a second signal kills a command that does not want to go`() async {
    let result = await run(
      plan([
        .step(
          step(
            "a", run: "trap '' TERM; while :; do sleep 1; done", timeout: .seconds(900), cleanup: "echo tidy")
        )
      ]),
      observers: [Interrupting(signals: 2)])
    #expect(result.ended.verdict == .interrupted)
    #expect(result.ended.left == ["a"])
  }
}
