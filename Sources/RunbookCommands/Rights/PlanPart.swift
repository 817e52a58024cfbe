import RunbookModel

/// The part of a runbook that a run goes through.
package enum PlanPart: Sendable, Hashable {
  case all
  /// `--only`: this step alone, whatever its arrows say.
  case only(String)
  /// `--from`: this step and all that the flow can come to from there.
  case from(String)
}

/// What of a plan runs in a part of it.
struct PlanScope {
  private(set) var nodes: [FlowNode] = []
  /// Where it can lead to in other files.
  private(set) var files: [FileTarget] = []

  init(_ plan: Plan, _ part: PlanPart) {
    switch part {
    case .all:
      nodes = plan.flow + plan.paths.sorted { $0.key < $1.key }.flatMap(\.value.flow)
      files = nodes.flatMap(\.files) + plan.outcomes.sorted { $0.key < $1.key }.compactMap(\.value.follow)
      return
    case .only(let name):
      nodes =
        Self.sequence(of: name, in: plan).first.flatMap { $0.kept { $0.filter { $0.name == name } } }.map {
          [$0]
        } ?? []
      for case .call(let call) in nodes { files.append(call.file) }
    case .from(let name):
      var rest = Self.sequence(of: name, in: plan)[...]
      let first = rest.popFirst().flatMap { $0.kept { Array($0.drop { $0.name != name }) } }
      nodes = [first].compactMap(\.self) + rest
      follow(plan)
    }
    // A fix runs the step again that shows whether it helped.
    let names = Set(nodes.flatMap(\.names))
    for case .fix(let fix) in nodes {
      if let step = fix.verification?.step, !names.contains(step.name) { nodes.append(.step(step)) }
    }
  }

  /// The entries of the sequence that holds the step, from its own on.
  private static func sequence(of name: String, in plan: Plan) -> [FlowNode] {
    let sequences = [plan.flow] + plan.paths.sorted { $0.key < $1.key }.map(\.value.flow)
    for sequence in sequences {
      if let index = sequence.firstIndex(where: { $0.names.contains(name) }) {
        return Array(sequence[index...])
      }
    }
    return []
  }

  /// Adds the paths and files to which arrows lead.
  private mutating func follow(_ plan: Plan) {
    var (seen, next): (Set<String>, Int) = ([], 0)
    while next < nodes.count {
      let node = nodes[next]
      next += 1
      files += node.files
      for target in node.arrows.map(\.target) {
        switch target {
        case .path(let name):
          if seen.insert("path " + name).inserted { nodes += plan.paths[name]?.flow ?? [] }
        case .outcome(let name):
          if seen.insert("outcome " + name).inserted, let file = plan.outcomes[name]?.follow {
            files.append(file)
          }
        case .next, .stop, .step, .file: break
        }
      }
    }
  }
}

extension FlowNode {
  /// The same with some of its steps, where it has several.
  fileprivate func kept(_ choose: ([Step]) -> [Step]) -> FlowNode {
    switch self {
    case .parallel(let parallel): .parallel(Parallel(steps: choose(parallel.steps), place: parallel.place))
    case .each(let block):
      .each(EachBlock(clause: block.clause, steps: choose(block.steps), place: block.place))
    case .step, .start, .manual, .fix, .decide, .arrow, .ask, .confirm, .call: self
    }
  }

  fileprivate var arrows: [Arrow] {
    switch self {
    case .step(let step): step.branches.arrows
    case .parallel(let parallel): parallel.steps.flatMap(\.branches.arrows)
    case .each(let block): block.steps.flatMap(\.branches.arrows)
    case .decide(let decide): decide.rows.map(\.arrow)
    case .arrow(let arrow): [arrow]
    case .fix(let fix): fix.step.branches.arrows
    case .manual(let manual): manual.step.branches.arrows
    case .confirm(let confirm): [confirm.yes, confirm.no].compactMap(\.self)
    case .call(let call): call.step.branches.arrows
    case .start(let start): start.step.branches.arrows
    case .ask: []
    }
  }

  /// The other runbooks that it can lead to.
  fileprivate var files: [FileTarget] {
    let called: [FileTarget] = if case .call(let call) = self { [call.file] } else { [] }
    return called + arrows.compactMap { if case .file(let file) = $0.target { file } else { nil } }
  }
}

extension Branches {
  fileprivate var arrows: [Arrow] { [passes, fails, flaky, unknown, otherwise].compactMap(\.self) }
}
