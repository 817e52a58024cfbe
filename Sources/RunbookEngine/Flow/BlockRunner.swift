import RunbookModel

/// Runs the block of an `each`: all its steps once for each item, so many items at once.
///
/// For one item the steps run one after the other, to the end whatever their verdicts, and see what
/// the steps before them captured for the same item. Arrows are followed afterwards, by what came of
/// each step over all items.
struct BlockRunner: Sendable {
  let stage: Stage
  let clause: EachClause
  let steps: [Step]
  let verdicts: [String: Verdict]
  let bindings: Bindings

  /// One result for each step.
  func run() async -> [StepResult] {
    let start = stage.clock.uptime()
    let list: ItemList
    switch ItemList.of(clause, bindings: bindings, veil: stage.veil) {
    case .success(let found): list = found
    case .failure(let problem):
      return steps.map { runner($0).end(StepKey($0.name), .unknown, problem.reason, since: start) }
    }
    for step in steps {
      stage.post(
        .stepStarted(
          StepStarted(
            step: StepKey(step.name), title: step.title, attempts: step.repetition.planned, each: list.shown,
            item: clause.variable))
      )
    }
    let rows = await inOrder(list.count, atOnce: clause.atOnce, telling: stage.journal) {
      await item(list, $0)
    }
    var results: [StepResult] = []
    for (index, step) in steps.enumerated() {
      results.append(
        await runner(step).gather(
          rows.map { $0[index] }, of: list, called: clause.variable, key: StepKey(step.name),
          bindings: bindings, since: start))
    }
    return results
  }

  private func runner(_ step: Step) -> StepRunner {
    StepRunner(stage: stage, step: step, verdicts: verdicts)
  }

  /// All steps for one item.
  private func item(_ list: ItemList, _ index: Int) async -> [StepResult] {
    var own = bindings
    own.set(clause.variable, to: VariableValue(list.real[index]), veil: stage.veil)
    var soFar = verdicts
    var results: [StepResult] = []
    for step in steps {
      let runner = StepRunner(stage: stage, step: step, verdicts: soFar, takesOver: true)
      let result = await runner.run(own, items: [list.shown[index]], own: [clause.variable])
      own.absorb(result.yield, veil: stage.veil)
      soFar[step.name] = result.verdict
      results.append(result)
    }
    return results
  }
}
