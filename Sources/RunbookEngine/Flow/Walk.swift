import RunbookModel

/// Walks through the flow of a plan: entry by entry, along arrows, to an end.
///
/// The walk is one task and a value: what steps that run side by side have found comes back as
/// results and is taken over in the order of the file, so nothing is shared and the same answers
/// always lead the same way. It stands in a sequence (the top level, or a path) at a position, and
/// knows the verdict that led into this sequence, for a path that ends without an outcome ends the
/// run with it. A path is entered by an arrow only and is never returned from; loops of paths are
/// an error of the runbook, so every walk ends.
///
/// When the run is told to stop (a signal, the budget) the walk's task is cancelled: what runs ends
/// as unknown, and no arrow is followed any more.
struct Walk: Sendable {
  let stage: Stage
  var walked: Walked
  /// Of the steps that were settled; who is not here was skipped.
  var verdicts: [String: Verdict] = [:]
  var reasons: [String: String] = [:]
  var hasAskedForIdentity: Bool
  /// Why a call has stopped the run.
  private var stopped: String?
  private var sequence: [FlowNode]
  private var path: Path?
  /// The verdict that led into this sequence.
  private(set) var led = Verdict.passed
  private var position = 0
  private var hasBegun = false
  /// The step at which an entry of several begins.
  private var firstStep: String?

  init(stage: Stage, bindings: Bindings, isIdentified: Bool) {
    self.stage = stage
    walked = Walked(end: .halted, bindings: bindings)
    sequence = stage.plan.flow
    hasAskedForIdentity = isIdentified
  }

  /// Walks to the end, or to a call: that is run by who leads the walk, who then comes back with its answer.
  mutating func run() async -> Call? {
    if !hasBegun, let name = stage.settings.only ?? stage.settings.from, !begin(at: name) {
      walked.end = .verdict(.unknown, because: EngineProblems.noStep(name))
      return nil
    }
    hasBegun = true
    while true {
      if Task.isCancelled { return nil }
      guard position < sequence.count else {
        walked.end = endOfSequence()
        return nil
      }
      let first = firstStep
      firstStep = nil
      switch await perform(sequence[position], from: first) {
      case .onward: position += 1
      case .jump(let name): jump(to: name)
      case .enter(let name, let verdict): enter(name, led: verdict)
      case .call(let call): return call
      case .end(let end):
        walked.end = end
        return nil
      }
    }
  }

  /// Takes over what came of the call that the walk has come to.
  mutating func take(_ answer: CallRunner.Answer, of call: Call) {
    take(answer.result, of: call.step)
    stopped = answer.stopped
  }

  /// Goes to where `--only` or `--from` begins; false where there is no such step.
  private mutating func begin(at name: String) -> Bool {
    if stage.plan.flow.contains(where: { $0.names.contains(name) }) {
      jump(to: name)
      return true
    }
    let home = stage.plan.paths.values.first { $0.flow.contains { $0.names.contains(name) } }
    guard let home else { return false }
    enter(home.name, led: .passed)
    jump(to: name)
    return true
  }

  private mutating func jump(to name: String) {
    guard let index = sequence.firstIndex(where: { $0.names.contains(name) }) else {
      preconditionFailure("an arrow to a step that is not in its sequence")
    }
    position = index
    firstStep = name
  }

  private mutating func enter(_ name: String, led verdict: Verdict) {
    guard let path = stage.plan.paths[name] else {
      preconditionFailure("an arrow to a path that is not there")
    }
    stage.post(.pathEntered(PathEntered(path: name, title: path.title)))
    self.path = path
    sequence = path.flow
    led = verdict
    position = 0
  }

  private func endOfSequence() -> WalkEnd {
    guard let path else { return .verdict(.passed, because: EngineProblems.wentThrough(verdicts)) }
    let because = EngineProblems.pathEnded(path.name, led: led)
    stage.decide(.end, target: "end", because: because, at: path.place)
    return .verdict(led, because: because)
  }

  /// Runs one entry, and says where the flow goes from it.
  private mutating func perform(_ node: FlowNode, from first: String?) async -> Move {
    await identify(for: node)
    switch node {
    case .step(let step):
      take(await runner(of: step).run(walked.bindings), of: step)
      return settle([step])
    case .parallel(let parallel):
      let steps = chosen(from: parallel.steps, first: first)
      let (bindings, runners) = (walked.bindings, steps.map(runner))
      let results = await inOrder(steps.count, atOnce: steps.count, telling: stage.journal) {
        await runners[$0].run(bindings)
      }
      for (step, result) in zip(steps, results) { take(result, of: step) }
      return settle(steps)
    case .each(let block):
      let steps = chosen(from: block.steps, first: first)
      let runner = BlockRunner(
        stage: stage, clause: block.clause, steps: steps, verdicts: verdicts, bindings: walked.bindings)
      for (step, result) in zip(steps, await runner.run()) { take(result, of: step) }
      return settle(steps)
    case .start(let start):
      take(await StartRunner(stage: stage, start: start).run(walked.bindings), of: start.step)
      return settle([start.step])
    case .decide(let table): return Task.isCancelled ? .end(.halted) : decide(table)
    case .arrow(let arrow):
      return follow(arrow, led: led, origin: .flow, because: EngineProblems.standsAlone(path?.name))
    case .call(let call):
      if let stopped {
        stage.decide(.end, step: call.step.name, target: "end", because: stopped, at: call.step.place)
        return .end(.stopped(because: stopped))
      }
      return verdicts[call.step.name] == nil ? .call(call) : settle([call.step])
    case .fix(let fix):
      take(await FixRunner(stage: stage, fix: fix, verdicts: verdicts).run(walked.bindings), of: fix.step)
      return settle([fix.step])
    case .manual(let manual): return await self.manual(manual)
    case .ask(let ask): return await self.ask(ask)
    case .confirm(let confirm): return await self.confirm(confirm)
    }
  }

  private func runner(of step: Step) -> StepRunner {
    StepRunner(stage: stage, step: step, verdicts: verdicts, takesOver: true)
  }

  /// The steps of an entry that run: all, those from the one where the flow comes in, or the only one.
  private func chosen(from steps: [Step], first: String?) -> [Step] {
    if let only = stage.settings.only { return steps.filter { $0.name == only } }
    return Array(steps.drop { first != nil && $0.name != first })
  }

  /// Takes over what a step has left.
  mutating func take(_ result: StepResult, of step: Step) {
    walked.weigh(result, of: step.name)
    verdicts[step.name] = result.verdict
    reasons[step.name] = result.reason
    walked.bindings.absorb(result.yield, veil: stage.veil)
    if !result.items.isEmpty {
      for list in result.lists(of: step.name) {
        walked.bindings.set(list.name, to: list.value, veil: stage.veil)
      }
    }
    walked.hasRun = walked.hasRun || result.wasRun
    walked.cleanups += result.cleanups.filter { new in
      // A step that a fix has run again is cleaned up once.
      !result.isVerified || !walked.cleanups.contains { $0.step == new.step && $0.items == new.items }
    }
  }
}

extension FlowNode {
  /// The steps of this entry, in order.
  var steps: [Step] {
    switch self {
    case .step(let step): [step]
    case .parallel(let parallel): parallel.steps
    case .each(let block): block.steps
    case .call(let call): [call.step]
    case .start(let start): [start.step]
    case .fix(let fix): [fix.step]
    case .manual(let manual): [manual.step]
    case .decide, .arrow, .ask, .confirm: []
    }
  }
}
