extension Plan {
  /// The steps that can run, of the flow and then of the paths by name, in their order.
  package var steps: [Step] {
    flow.steps + paths.sorted { $0.key < $1.key }.flatMap { $0.value.flow.steps }
  }

  /// The calls of the flow and of the paths.
  package var calls: [Call] {
    (flow + paths.sorted { $0.key < $1.key }.flatMap(\.value.flow)).compactMap { node in
      if case .call(let call) = node { call } else { nil }
    }
  }

  /// The names of the secrets of everything that it can lead to.
  package var everySecret: [String] {
    var seen: Set<String> = []
    return (secrets.map(\.name) + files.values.flatMap(\.plan.everySecret)).filter {
      seen.insert($0).inserted
    }
  }

  /// Its secrets and those of all that it calls, each name once: they are asked for before anything runs, and hidden in all of them.
  package var allSecrets: [Secret] {
    var seen: Set<String> = []
    let called = calls.compactMap { files[$0.file.path]?.plan }
    return (secrets + called.flatMap(\.allSecrets)).filter { seen.insert($0.name).inserted }
  }
}

extension Plan {
  /// What `--only`, `--from` and arrows can name: steps, fixes and questions.
  package var names: [String] {
    flow.flatMap(\.names) + paths.sorted { $0.key < $1.key }.flatMap { $0.value.flow.flatMap(\.names) }
  }
}

extension FlowNode {
  /// What can be named in this entry.
  package var names: [String] {
    switch self {
    case .ask(let ask): [ask.name]
    case .confirm(let confirm): [confirm.name]
    case .step, .parallel, .each, .decide, .arrow, .fix, .manual, .call, .start: [self].steps.map(\.name)
    }
  }
}

extension [FlowNode] {
  fileprivate var steps: [Step] {
    flatMap { node -> [Step] in
      switch node {
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
}
