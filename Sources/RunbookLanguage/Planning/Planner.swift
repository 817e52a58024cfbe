import RunbookModel

/// Makes the plan of a file in which nothing is wrong: names resolved, defaults filled in, the files
/// that it uses merged into it, the plans of the files that it leads to beside it.
struct Planner {
  private let analysis: FileAnalysis
  /// Itself, then every file that its `use` brings.
  private let parts: [FileAnalysis]
  private let followed: FollowedFiles

  init(_ analysis: FileAnalysis) {
    self.analysis = analysis
    parts = analysis.parts
    followed = FollowedFiles(parts)
  }

  func plan() -> Plan {
    let head = HeadPlan(analysis)
    var paths: [String: Path] = [:]
    var outcomes: [String: Outcome] = [:]
    var flow: [FlowNode] = []
    var finally: [FinallyEntry] = []
    for part in parts {
      let planner = SequencePlanner(part, followed, parts)
      if part === analysis {
        flow = planner.nodes(of: part.outline.sequences[0])
        finally = part.outline.finally.map(planner.entries) ?? []
      }
      for declaration in part.tree.declarations {
        switch declaration {
        case .path(let path):
          guard let name = path.name, isWanted(name.text, of: part),
            let sequence = part.outline.sequences.dropFirst().first(where: { $0.name == name.text })
          else { continue }
          paths[name.text] = Path(
            name: name.text, title: path.title?.text ?? name.text, flow: planner.nodes(of: sequence),
            place: part.place(path.line.range))
        case .outcome(let outcome):
          guard let name = outcome.name, isWanted(name.text, of: part) else { continue }
          outcomes[name.text] = planner.outcome(outcome)
        }
      }
    }
    return Plan(
      source: analysis.source, title: analysis.tree.title?.title?.text ?? "", about: head.about,
      tags: head.tags,
      owner: head.owner, needs: head.needs, parameters: head.parameters, secrets: head.secrets,
      lets: head.lets,
      defaults: head.defaults, flow: flow, paths: paths, outcomes: outcomes, finally: finally,
      used: analysis.brought.map(\.source), files: followed.plans)
  }

  /// What a `use` brings and no way of this file leads to is no part of its plan.
  private func isWanted(_ name: String, of part: FileAnalysis) -> Bool {
    part === analysis || analysis.reached.contains(name)
  }
}

extension FileAnalysis {
  func place(_ range: SourceRange) -> SourcePlace { SourcePlace(file: source.name, range: range) }
}

/// The plans of the files that arrows, outcomes and calls lead to, and the key of each.
///
/// A key is the path as it is written. Two files that are used may write the same path and mean
/// different files; the second then goes by its own name.
struct FollowedFiles {
  private(set) var plans: [String: PlanReference] = [:]
  private var keys: [String: [String: String]] = [:]

  init(_ parts: [FileAnalysis]) {
    var owners: [String: String] = [:]
    for part in parts {
      for (path, file) in part.follows.sorted(by: { $0.key < $1.key }) {
        guard let plan = file.plan else { continue }
        let name = file.analysis.source.name
        let key = owners[path] == nil || owners[path] == name ? path : name
        owners[key] = name
        plans[key] = plan
        keys[part.source.name, default: [:]][path] = key
      }
    }
  }

  /// The title of the file that a target leads to.
  func title(of target: FileTarget) -> String? { plans[target.path]?.plan.title }

  func target(_ file: StringSyntax, _ arguments: [ArgumentSyntax], from source: SourceText) -> FileTarget {
    FileTarget(
      path: keys[source.name]?[file.text] ?? file.text,
      arguments: arguments.map { FileArgument(name: $0.name.text, value: $0.value.value) })
  }
}
