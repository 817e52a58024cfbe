import RunbookModel

/// One entry of a sequence as people see it, whatever its word: what text, graphs and JSON show of a plan.
struct PlanEntry {
  /// The word of the language that begins it.
  let word: String
  let name: String?
  let title: String
  var commands: [PlanCommand] = []
  /// What else holds for it, in the words of the language and in the order in which it counts.
  var clauses: [PlanClause] = []
  var arrows: [PlanArrow] = []
  /// How an edge to the next entry is called that no arrow draws; nil where every way has an arrow.
  var goesOn: String?
  /// Of `parallel` and `each`.
  var steps: [PlanEntry] = []
}

struct PlanCommand {
  /// `run`, `cleanup`, `undo`.
  let word: String
  let command: Command
  /// What the author declares it to do.
  let declared: Effect?

  /// What counts: what is declared, else what reading the command tells.
  var effect: Effect { declared ?? command.effect.effect }

  /// Why it counts as that; nil where it only looks, and nobody has to say so.
  var reason: String? {
    let read = command.effect
    let part = read.reason.contains(read.program) ? read.reason : "\(read.program): \(read.reason)"
    guard let declared else { return read.effect == .read ? nil : part }
    if declared == read.effect { return "as its author declares" }
    return "as its author declares; its text tells \(read.effect.rawValue)"
      + (read.reason.isEmpty ? "" : ": " + part)
  }

  /// `kubectl get`, each once.
  var tools: [String] { Self.tools(of: command.programs) }

  static func tools(of programs: [ProgramUse]) -> [String] {
    var seen: Set<String> = []
    return programs.map { ([$0.name] + $0.verbs).joined(separator: " ") }.filter { seen.insert($0).inserted }
  }
}

struct PlanClause {
  let word: String
  let text: String

  init(_ word: String, _ text: String) {
    self.word = word
    self.text = text
  }
}

struct PlanArrow {
  /// `fails`, `yes`, a row of `decide`; empty for an arrow of the sequence itself.
  let label: String
  let arrow: Arrow
}

extension Plan {
  /// The paths that it can enter, in the order of their files, those of this file first. A file that it uses may
  /// bring others too; of a file that only others use, all.
  var orderedPaths: [Path] {
    let reached = flow.isEmpty ? Set(paths.keys) : reachedPaths
    return paths.values.filter { reached.contains($0.name) }.sorted { comesFirst($0.place, $1.place) }
  }

  private var reachedPaths: Set<String> {
    var reached: Set<String> = []
    var open = [flow]
    while let sequence = open.popLast() {
      let entries = sequence.map { PlanEntry($0, in: self) }
      for arrow in entries.flatMap({ $0.arrows + $0.steps.flatMap(\.arrows) }) {
        guard case .path(let name) = arrow.arrow.target, reached.insert(name).inserted else { continue }
        if let path = paths[name] { open.append(path.flow) }
      }
    }
    return reached
  }

  var orderedOutcomes: [Outcome] { outcomes.values.sorted { comesFirst($0.place, $1.place) } }

  private func comesFirst(_ a: SourcePlace, _ b: SourcePlace) -> Bool {
    if a.file == b.file { return a.range.start < b.range.start }
    return a.file == source.name || b.file != source.name && a.file < b.file
  }
}
