import RunbookModel
import Testing

@testable import RunbookEngine

struct RepetitionTests {
  let world = World()
  private let blind = Reply(ending: .notStarted(reason: "no"))

  private func run(_ repetition: Repetition, _ replies: [Reply], capture names: [Capture] = []) -> StepEnded?
  {
    world.shell.on("a", replies)
    world.run(plan([.step(step("a", repeat: repetition, capture: names))]))
    return world.ended("a")
  }

  @Test func `retry ends with the first attempt that holds`() {
    let ended = run(.retry(times: 5, every: .seconds(1)), [.exits(1), .exits(1), Reply()])
    #expect(ended?.verdict == .passed)
    #expect(world.shell.ran.count == 3)
    #expect(ended?.tally == Tally(held: 1, failed: 2, unknown: 0, planned: 5))
  }

  @Test func `retry makes so many attempts in all, and the last counts`() {
    #expect(run(.retry(times: 3, every: .seconds(1)), [blind, .exits(1)])?.verdict == .failed)
    #expect(world.shell.ran.count == 3)
    let other = RepetitionTests()
    #expect(
      other.run(.retry(times: 3, every: .seconds(1)), [.exits(1), .exits(1), blind])?.verdict == .unknown)
  }

  @Test func `every counts from start to start, without overlap`() {
    _ = run(
      .retry(times: 4, every: .seconds(2)),
      [
        Reply(ending: .exited(status: 1), takes: .milliseconds(500)),
        Reply(ending: .exited(status: 1), takes: .seconds(3)), .exits(1),
      ])
    #expect(world.shell.starts(of: "a") == [0, 2000, 5000, 7000])
  }

  @Test func `retry up to starts no attempt after its time, and does not wait for one`() {
    let ended = run(.retryUpTo(limit: .seconds(5), every: .seconds(2)), [.exits(1)])
    #expect(world.shell.starts(of: "a") == [0, 2000, 4000])
    #expect(ended?.verdict == .failed)
    #expect(ended?.duration == 4010)
    #expect(ended?.tally?.made == 3)
  }

  @Test func `retry up to may start an attempt at its very end`() {
    _ = run(.retryUpTo(limit: .seconds(4), every: .seconds(2)), [.exits(1)])
    #expect(world.shell.starts(of: "a") == [0, 2000, 4000])
  }

  @Test func `captures of retry come from the last attempt only`() {
    world.shell.on("a", Reply(ending: .exited(status: 1), output: "old"), .prints("new"))
    world.run(
      plan([
        .step(step("a", repeat: .retry(times: 3, every: .seconds(1)), capture: [capture("n")])),
        .step(step("b", run: "echo $n")),
      ]))
    #expect(world.shell.ran.last?.execution.variables == ["n": "new"])
    #expect(world.folded.variables["n"]?.written == "new")
    let captured = world.facts.compactMap { if case .captured(let fact) = $0 { fact } else { nil } }
    #expect(captured.map(\.attempt.number) == [2])
  }

  @Test func `captures of a sample come from the last attempt that held`() {
    let ended = run(
      .sample(times: 3, every: .zero, need: 50),
      [.prints("one"), .prints("two"), Reply(ending: .exited(status: 1), output: "three")],
      capture: [capture("n")])
    #expect(ended?.verdict == .passed)
    #expect(world.folded.variables["n"]?.written == "two")
  }

  @Test func `a sample makes all its attempts, and the share that held decides`() {
    func share(_ held: Int, need: Double) -> (Verdict?, Tally?) {
      let tests = RepetitionTests()
      let replies = (0..<20).map { $0 < held ? Reply() : .exits(1) }
      let ended = tests.run(.sample(times: 20, every: .milliseconds(200), need: need), replies)
      #expect(tests.world.shell.ran.count == 20)
      return (ended?.verdict, ended?.tally)
    }
    #expect(share(19, need: 95).0 == .passed)
    #expect(share(18, need: 95).0 == .flaky)
    #expect(share(1, need: 95).0 == .flaky)
    #expect(share(0, need: 95).0 == .failed)
    #expect(
      share(19, need: 95).1 == Tally(held: 19, failed: 1, unknown: 0, planned: 20, low: 76.39, high: 99.11))
  }

  @Test func `attempts that could not look count once as held and once as not`() {
    #expect(SampleVerdict.of(held: 18, failed: 0, unknown: 2, need: 95) == .unknown)
    #expect(SampleVerdict.of(held: 19, failed: 0, unknown: 1, need: 95) == .passed)
    #expect(SampleVerdict.of(held: 10, failed: 9, unknown: 1, need: 95) == .flaky)
    #expect(SampleVerdict.of(held: 0, failed: 19, unknown: 1, need: 95) == .unknown)
    #expect(SampleVerdict.of(held: 0, failed: 0, unknown: 3, need: 95) == .unknown)
    #expect(run(.sample(times: 2, every: .zero, need: 95), [blind, Reply()])?.verdict == .unknown)
  }

  @Test func `a sequential sample stops as soon as the answer is sound`() {
    let good = run(.sampleUpTo(times: 200, every: .zero, need: 90), [Reply()])
    #expect(good?.verdict == .passed)
    // ln 20 / ln(0.9 / 0.7) = 11.9
    #expect(world.shell.ran.count == 12)
    let bad = RepetitionTests()
    #expect(bad.run(.sampleUpTo(times: 200, every: .zero, need: 90), [.exits(1)])?.verdict == .failed)
    // ln 20 / ln 3 = 2.7
    #expect(bad.world.shell.ran.count == 3)
    let flaky = RepetitionTests()
    let replies = (0..<200).map { $0 % 2 == 0 ? Reply() : .exits(1) }
    #expect(flaky.run(.sampleUpTo(times: 200, every: .zero, need: 90), replies)?.verdict == .flaky)
  }

  @Test
  func `a sequential sample that is undecided at its end is unknown, and blind attempts tell it nothing`() {
    #expect(run(.sampleUpTo(times: 11, every: .zero, need: 90), [Reply()])?.verdict == .unknown)
    #expect(world.shell.ran.count == 11)
    let other = RepetitionTests()
    let replies = [blind, blind] + Array(repeating: Reply(), count: 12)
    #expect(other.run(.sampleUpTo(times: 14, every: .zero, need: 90), replies)?.verdict == .passed)
    #expect(other.world.shell.ran.count == 14)
  }

  @Test func `the start of a step says how many attempts there may be`() {
    for (repetition, planned) in [
      (Repetition.once, 1), (.retry(times: 4, every: .zero), 4),
      (.retryUpTo(limit: .seconds(1), every: .seconds(1)), nil),
      (.sample(times: 7, every: .zero, need: 50), 7), (.sampleUpTo(times: 30, every: .zero, need: 90), 30),
    ] as [(Repetition, Int?)] {
      let tests = RepetitionTests()
      _ = tests.run(repetition, [Reply()])
      #expect(tests.world.folded.steps.first?.planned == planned)
    }
  }
}
