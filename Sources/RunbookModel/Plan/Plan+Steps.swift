extension Plan {
  /// The steps that can run, of the flow and then of the paths by name, in their order.
  package var steps: [Step] {
    flow.steps + paths.sorted { $0.key < $1.key }.flatMap { $0.value.flow.steps }
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
    case .step, .parallel, .each, .decide, .arrow, .fix, .manual, .notYetRun: [self].steps.map(\.name)
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
      case .fix(let fix): [fix.step]
      case .manual(let manual): [manual.step]
      case .decide, .arrow, .ask, .confirm, .notYetRun: []
      }
    }
  }
}
