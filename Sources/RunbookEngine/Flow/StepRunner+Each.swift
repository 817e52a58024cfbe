import RunbookModel

extension StepRunner {
  /// Runs the step once for each item, so many at once, and everything to its end.
  func fanOut(
    over each: EachClause, bindings: Bindings, outer: [String], own names: [String], since start: Duration
  ) async -> StepResult {
    let key = StepKey(step.name, items: outer)
    let list: ItemList
    switch ItemList.of(each, bindings: bindings, veil: stage.veil) {
    case .success(let found): list = found
    case .failure(let problem): return end(key, .unknown, problem.reason, bindings: bindings, since: start)
    }
    stage.post(
      .stepStarted(
        StepStarted(
          step: key, title: step.title, attempts: step.repetition.planned, each: list.shown,
          item: each.variable)))
    let results = await inOrder(list.count, atOnce: each.atOnce, telling: stage.journal) { index in
      var own = bindings
      own.set(each.variable, to: VariableValue(list.real[index]), veil: stage.veil)
      let itemKey = StepKey(step.name, items: outer + [list.shown[index]])
      return await attempts(itemKey, bindings: own, own: names + [each.variable], since: stage.clock.uptime())
    }
    return await gather(results, of: list, called: each.variable, key: key, bindings: bindings, since: start)
  }

  /// Makes one result of those of the items, and posts it.
  func gather(
    _ results: [StepResult], of list: ItemList, called name: String, key: StepKey, bindings: Bindings,
    since start: Duration
  ) async -> StepResult {
    let isStopped = Task.isCancelled
    let verdict = isStopped ? .unknown : StepResult.verdict(of: results.map(\.verdict))
    let yield = Yield.lists(from: results.map(\.yield), of: step.captures.map(\.name))
    for captured in yield.captures {
      let attempt = AttemptKey(.step, name: step.name, items: key.items)
      stage.post(.captured(Captured(attempt: attempt, name: captured.name, value: captured.value)))
    }
    var after = bindings
    after.absorb(yield, veil: stage.veil)
    let items = zip(list.shown, results).map { (item: $0, verdict: $1.verdict, reason: $1.reason) }
    let reason = isStopped ? stage.halt.sentence : EngineProblems.fannedOut(items, name: name)
    let takenFrom = results.contains { $0.takenFrom == nil } ? nil : results[0].takenFrom
    let changes = results.flatMap(\.changes)
    let closing =
      takenFrom == nil
      ? await changing?.close(verdict, verdict == .passed ? nil : reason, changes, after) : nil
    var result = end(
      key, closing?.verdict ?? verdict, closing?.reason ?? reason, bindings: after, takenFrom: takenFrom,
      since: start)
    result.yield = yield
    result.wasRun = results.contains(where: \.wasRun)
    result.items = zip(list.real, results).map { ($0, $1.verdict) }
    result.cleanups = cleanups(of: results)
    if let closing { result.take(closing) }
    return result
  }

  /// One for each item where the command or its context differs from item to item, else one for all.
  private func cleanups(of results: [StepResult]) -> [Cleanup] {
    let all = results.flatMap(\.cleanups)
    guard let one = all.first else { return [] }
    func named(_ cleanup: Cleanup) -> [VariableValue] {
      cleanup.own.filter { cleanup.command.variables.contains($0.name) }.map(\.real)
    }
    if all.contains(where: { $0.context != one.context || named($0) != named(one) }) { return all }
    return [
      Cleanup(step: one.step, command: one.command, context: one.context, items: [], own: one.own)
    ]
  }
}

extension Yield {
  /// What was captured for each item becomes one list, in the order of the items.
  static func lists(from yields: [Yield], of names: [String]) -> Yield {
    var lists = Yield()
    for name in names {
      let found = yields.flatMap { $0.captures.filter { $0.name == name } }
      if found.isEmpty {
        lists.absences[name] = yields.lazy.compactMap { $0.absences[name] }.first
      } else {
        lists.captures.append(
          (name, VariableValue(list: found.flatMap(\.value.texts), type: found[0].value.type)))
      }
    }
    return lists
  }
}
