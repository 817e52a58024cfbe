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
  /// Its paths in the order of their files, those of this file first.
  var orderedPaths: [Path] { paths.values.sorted { comesFirst($0.place, $1.place) } }

  var orderedOutcomes: [Outcome] { outcomes.values.sorted { comesFirst($0.place, $1.place) } }

  private func comesFirst(_ a: SourcePlace, _ b: SourcePlace) -> Bool {
    if a.file == b.file { return a.range.start < b.range.start }
    return a.file == source.name || b.file != source.name && a.file < b.file
  }
}
