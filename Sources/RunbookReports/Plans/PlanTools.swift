import RunbookModel

/// The programs that a plan runs, as far as reading its commands tells: `kubectl (exec, get)`, `sed`.
enum PlanTools {
  static func of(_ plan: Plan) -> [String] {
    var verbs: [String: Set<String>] = [:]
    for command in plan.commands {
      for program in command.programs { verbs[program.name, default: []].formUnion(program.verbs.prefix(1)) }
    }
    return verbs.sorted { $0.key < $1.key }.map { name, verbs in
      verbs.isEmpty ? name : "\(name) (\(verbs.sorted().joined(separator: ", ")))"
    }
  }
}

extension Plan {
  /// Every command that it has, those of `finally` last.
  fileprivate var commands: [Command] {
    let sequences = [flow] + orderedPaths.map(\.flow)
    let entries = sequences.joined().map { PlanEntry($0, in: self) }
    let last = finally.flatMap { entry -> [Command] in
      switch entry {
      case .run(let command): [command]
      case .step(let step): PlanEntry(step).commands.map(\.command)
      }
    }
    return entries.flatMap { $0.commands + $0.steps.flatMap(\.commands) }.map(\.command) + last
  }
}

extension Need {
  var written: String {
    switch kind {
    case .cluster: "cluster"
    case .tool(let name, let version): name + (version.map { " " + $0.written } ?? "")
    }
  }
}

extension Parameter {
  /// What holds for its value, as the file writes it.
  var given: String {
    var parts = [
      standard.map { "= " + $0.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: ", ") } ?? "must be given"
    ]
    switch limit {
    case .oneOf(let values): parts.append("one of " + values.joined(separator: ", "))
    case .matching(let pattern): parts.append("matching /\(pattern.text.replacing("/", with: "\\/"))/")
    case nil: break
    }
    return parts.joined(separator: " ")
  }
}
