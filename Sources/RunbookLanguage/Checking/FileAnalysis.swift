import RunbookModel

/// One file, read and checked by itself and against the files that it names, whatever its role:
/// it can be run, followed, called, or used by others.
final class FileAnalysis {
  let parsed: ParsedFile
  let outline: Outline
  let names: Names
  /// The files that its `use` statements name, in order.
  let uses: [FileAnalysis]
  /// The files that its arrows, outcomes and calls lead to, by the path written there.
  let follows: [String: CheckedFile]
  let diagnostics: [Diagnostic]
  /// A file that it names could not be had, or is wrong itself: what is missing here may be there.
  let isIncomplete: Bool
  /// What misspelt arrows probably mean.
  let meant: Set<String>
  /// Variables that something in it names.
  let usedVariables: Set<String>

  var source: SourceText { parsed.tree.source }
  var tree: FileSyntax { parsed.tree }
  /// It has no flow of its own: paths and outcomes for others to use.
  var isLibrary: Bool { !outline.hasFlow }
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  init(
    parsed: ParsedFile, outline: Outline, names: Names, uses: [FileAnalysis], follows: [String: CheckedFile],
    diagnostics: [Diagnostic], isIncomplete: Bool, meant: Set<String>, usedVariables: Set<String>
  ) {
    self.parsed = parsed
    self.outline = outline
    self.names = names
    self.uses = uses
    self.follows = follows
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
    self.meant = meant
    self.usedVariables = usedVariables
  }

  /// All files whose paths take part in it, each once, the nearest first.
  lazy var brought: [FileAnalysis] = {
    var seen: Set<String> = [source.name]
    var list: [FileAnalysis] = []
    for use in uses.flatMap({ [$0] + $0.brought }) where seen.insert(use.source.name).inserted {
      list.append(use)
    }
    return list
  }()

  /// It and those.
  var parts: [FileAnalysis] { [self] + brought }

  /// Its own params and secrets that its paths, its outcomes and its lets need: what a `use` can bring of them.
  lazy var needed: Set<String> = needed { _ in true }

  /// The same, for those of its paths and outcomes only that somebody comes to.
  func needed(where isReached: (String) -> Bool) -> Set<String> {
    var wanted: Set<String> = []
    for sequence in outline.sequences.dropFirst() where isReached(sequence.name) {
      for station in sequence.stations { wanted.formUnion(station.mentions.map(\.reference.name)) }
      for command in sequence.stations.flatMap(\.commands) { wanted.formUnion(command.environment) }
    }
    for ending in outline.endings where isReached(ending.name.text) {
      guard let follow = ending.follow else { continue }
      var mentions = MentionList()
      mentions.add(arrow: follow)
      wanted.formUnion(mentions.list.map(\.reference.name))
    }
    for head in tree.head {
      if case .let(_, let value?) = head.kind { wanted.formUnion(value.references.map(\.reference.name)) }
    }
    return wanted
  }

  /// The paths and outcomes that a run of it can come to, those that its `use` brings included.
  lazy var reached: Set<String> = {
    let paths = parts.flatMap { $0.outline.sequences.dropFirst() }
    var reached: Set<String> = []
    var open = [outline.sequences[0]]
    while let sequence = open.popLast() {
      for exit in sequence.stations.flatMap(\.exits) {
        switch exit.destination {
        case .path(let name), .outcome(let name):
          if reached.insert(name).inserted { open += paths.filter { $0.name == name } }
        case .next, .stop, .station, .file, nil: break
        }
      }
    }
    return reached
  }()

  /// What it takes over of the params and secrets of each file that it uses: those that a run of it can need.
  lazy var taken: [String: Set<String>] = Dictionary(
    uniqueKeysWithValues: brought.map { ($0.source.name, $0.needed(where: reached.contains)) })

  /// The names that a `use` of this file brings: paths, outcomes and lets, and what its paths need.
  lazy var exports: Names = {
    var exported = Names()
    exported.places = names.places
    exported.steps = names.steps.filter { $0.value.role == .path }
    var made: Set<String> = []
    for station in outline.sequences.dropFirst().flatMap(\.stations) {
      made.formUnion(station.captures.map(\.text))
      made.formUnion(station.eaches.compactMap { $0.variable?.text })
      if let name = station.name?.text { made.insert(name) }
    }
    for (name, variable) in names.variables {
      let isOwn = variable.origin?.source == source
      switch variable.kind {
      case .builtIn: break
      case .let: exported.variables[name] = variable
      case .param, .secret: if !isOwn || needed.contains(name) { exported.variables[name] = variable }
      case .capture, .each, .ask, .call:
        if !isOwn || made.contains(name) { exported.variables[name] = variable }
      }
    }
    exported.hasUnreadableStep = names.hasUnreadableStep
    exported.hasUnreadablePlace = names.hasUnreadablePlace
    exported.hasUnreadableVariable = names.hasUnreadableVariable
    return exported
  }()

  /// What the files that it uses capture in their flows, which are never brought, and it does not: where their
  /// paths need it, nothing has brought it about.
  lazy var lent: Set<String> = {
    let captured = brought.flatMap { file in
      file.names.variables.filter { $0.value.kind == .capture || $0.value.kind == .ask }.keys
    }
    return Set(captured).subtracting(names.variables.keys)
  }()

  /// Its params: its own, then those that its `use` brings.
  lazy var parameters: [ParamSyntax] = {
    func own(_ file: FileAnalysis, _ filter: (String) -> Bool) -> [ParamSyntax] {
      file.tree.head.compactMap {
        guard case .param(let param) = $0.kind, let name = param.name?.text, filter(name) else { return nil }
        return param
      }
    }
    return own(self) { _ in true }
      + brought.flatMap { file in own(file) { taken[file.source.name]!.contains($0) } }
  }()

  /// The outcomes that a run of it can end in.
  lazy var outcomeNames: [String] = names.places.filter { !$0.value.isPath }.keys.sorted()
}

/// A file that is run, followed or called: its analysis, and its plan where nothing is wrong.
final class CheckedFile {
  let analysis: FileAnalysis
  /// Its own diagnostics and the errors of every file that it reaches, each once.
  let diagnostics: [Diagnostic]
  let plan: PlanReference?

  init(analysis: FileAnalysis, diagnostics: [Diagnostic], plan: PlanReference?) {
    self.analysis = analysis
    self.diagnostics = diagnostics
    self.plan = plan
  }
}
