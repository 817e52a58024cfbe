import RunbookLanguage
import RunbookModel

/// The cases of the runbooks at hand, where a name is renamed in them too.
extension Session {
  /// A case that names what is renamed.
  struct NamingCase {
    let source: SourceText
    /// Its runbook.
    let runbook: SourceText
    let names: CaseNames
    /// The uses of the name that certainly mean what is renamed, and those that may.
    let certain: [SourceRange]
    let doubtful: [SourceRange]
  }

  /// - Parameter places: where what is renamed is defined.
  func cases(naming meaning: Meaning, _ places: Set<SourcePlace>, from survey: Survey) -> [NamingCase] {
    let name = Array(meaning.name.utf8)
    let loader = loader
    return related(to: Set(places.map(\.file)), from: survey).flatMap { runbook -> [NamingCase] in
      let cases = surroundings.cases(runbook.name).map { known[$0.name]?.source ?? $0 }
        .filter { $0.bytes.holds(name) }
      guard !cases.isEmpty else { return [] }
      let index = (known[runbook.name]?.survey ?? Survey(runbook, loader: loader)).cases
      return cases.map { found in
        let names = index.names(meaning.name, in: found)
        func isMeant(_ use: NameUse) -> Bool {
          use.meaning.name == meaning.name && use.meaning.isVariable == meaning.isVariable
            && use.meaning.definitions.contains { places.contains($0.place) }
        }
        let meant = Set(names.uses.filter(isMeant).map(\.range))
        let other = Set(names.uses.filter { !isMeant($0) }.map(\.range))
        return NamingCase(
          source: found, runbook: runbook, names: names,
          certain: meant.subtracting(other).sorted { $0.start < $1.start },
          doubtful: meant.intersection(other).sorted { $0.start < $1.start })
      }
    }
  }
}

extension Session.NamingCase {
  /// The places to rename, and the lines that a person has to look at: the name may mean another thing there, or
  /// what is there no longer answers the commands that it answered.
  ///
  /// - Parameter after: those of the runbook with the new name.
  func renamed(to name: String, in after: CaseIndex) -> (ranges: [SourceRange], left: [Int]) {
    let answered = after.names(name, in: source.replacing(certain, with: name)).answered
    let now = Dictionary(answered.map { ($0.line, $0.commands) }) { first, _ in first }
    let changed = names.answered.filter { now[$0.line] != nil && now[$0.line] != $0.commands }.map(\.line)
    let left = Set(doubtful.map { source.position(of: $0.start).line } + changed)
    return (certain, left.sorted())
  }
}
