import RunbookModel

/// Looks for refusals in what one attempt left.
struct RefusalReading {
  private let programs: [ProgramUse]
  private let status: Int?
  private let patterns: RefusalTable
  private let goesThroughPod: Bool

  static let podVerbs: Set<String> = ["exec", "cp", "attach", "debug", "logs", "log", "port-forward"]
  private static let containerVerbs: Set<String> = ["exec", "cp", "attach", "logs"]
  /// Longer lines are judged by their beginning.
  private static let lineLimit = 4096

  init(programs: [ProgramUse], status: Int?) {
    self.programs = programs
    self.status = status
    var names: Set<String> = []
    var patterns = RefusalPattern.rights + RefusalPattern.processes
    for program in programs where names.insert(program.name).inserted {
      patterns += Tool.named(program.name)?.refusals ?? []
    }
    // A program of which nothing is known (a script, say) may well run kubectl.
    if !names.contains("kubectl"), programs.isEmpty || names.contains(where: { Tool.named($0) == nil }) {
      patterns += RefusalPattern.kubectl
    }
    self.patterns = RefusalTable(patterns)
    goesThroughPod = programs.contains { program in
      switch program.name {
      case "kubectl", "oc": program.verbs.first.map(Self.podVerbs.contains) ?? false
      case "docker", "podman", "nerdctl", "crictl":
        program.verbs.contains(where: Self.containerVerbs.contains)
      default: false
      }
    }
  }

  func reason(output: [UInt8], stderr: [UInt8]) -> String? {
    let cannotRun = status == 126 || status == 127
    var weak: String?
    var missing: MissingProgram?
    for line in Lines(stderr, limit: Self.lineLimit) {
      if missing == nil { missing = MissingProgram(line, isExit126Or127: cannotRun) }
      guard let found = refusal(in: line) else { continue }
      if !found.isWeak { return found.words }
      weak = weak ?? found.words
    }
    if let missing { return words(missing) }
    if let weak { return weak }
    if programs.contains(where: { $0.name == "linkerd" }) {
      let table = RefusalTable(RefusalPattern.linkerdCheck)
      for line in Lines(output, limit: Self.lineLimit) {
        for pattern in table[line] { if let taken = pattern.match(line) { return pattern.words(taken) } }
      }
    }
    guard cannotRun else { return nil }
    // Some runtimes say on standard output what they could not run.
    for line in Lines(output, limit: Self.lineLimit) {
      if let found = refusal(in: line) { return found.words }
    }
    return RefusalProblems.couldNotRun(status: status ?? 0)
  }

  private func refusal(in line: ArraySlice<UInt8>) -> (words: String, isWeak: Bool)? {
    for pattern in patterns[line] {
      switch pattern.scope {
      case .anywhere: break
      case .throughPod: if !goesThroughPod { continue }
      case .notThroughPod: if goesThroughPod { continue }
      }
      if let taken = pattern.match(line) { return pattern.words(taken).map { ($0, pattern.isWeak) } }
    }
    return nil
  }

  private func words(_ missing: MissingProgram) -> String {
    let isHere = !goesThroughPod || programs.contains { $0.name == missing.name }
    return if missing.mayNotBeRun {
      RefusalProblems.mayNotBeRun(missing.name)
    } else if isHere {
      RefusalProblems.notInstalled(missing.name)
    } else {
      RefusalProblems.notInContainer(missing.name)
    }
  }
}
