import RunbookCommands
package import RunbookModel

/// A checked runbook with every name in it, what it means and where: what an editor asks about.
package struct Survey {
  package let checked: CheckedRunbook
  package let parsed: ParsedFile
  /// In the order of the file, each place once.
  package let names: [NameUse]
  package let links: [FileLink]
  private let analysis: FileAnalysis

  package var source: SourceText { parsed.tree.source }

  /// Reads and checks a runbook as `check` does. Nothing is executed.
  package init(_ source: SourceText, loader: @escaping SourceLoader) {
    let files = ReachedFiles(loader: loader)
    let file = files.runbook(source)
    analysis = file.analysis
    checked = CheckedRunbook(plan: file.plan?.plan, diagnostics: file.diagnostics, sources: files.sources)
    parsed = file.analysis.parsed
    var list = NameList(file.analysis)
    names = list.all()
    links = file.analysis.fileStrings.map { string in
      FileLink(range: string.range, path: string.text, source: try? loader(string.text, source))
    }
  }

  /// The name that stands at an offset, ends there, or stands behind a `$` there.
  package func name(at offset: Int) -> NameUse? {
    let isDollar = offset < source.bytes.count && source.bytes[offset] == UInt8(ascii: "$")
    let offset = isDollar ? offset + 1 : offset
    return names.first { $0.range.start <= offset && offset < $0.range.end }
      ?? names.first { $0.range.end == offset }
  }

  /// All that a name can mean at a place of this file, in alphabetical order.
  package func meanings(at offset: Int) -> (steps: [Meaning], places: [Meaning], variables: [Meaning]) {
    let all = analysis.meanings
    let variables = all.variables.keys.sorted().compactMap { name -> Meaning? in
      guard let meaning = all.variable(name, at: offset) else { return nil }
      let isNear = meaning.definitions.contains {
        $0.scope.map { $0.start <= offset && offset <= $0.end } ?? true
      }
      return meaning.definitions.isEmpty || isNear ? meaning : nil
    }
    return (
      all.steps.values.sorted { $0.name < $1.name }, all.places.values.sorted { $0.name < $1.name }, variables
    )
  }

  /// What would run for a step of this file or of one that it uses, also where the file has errors elsewhere.
  package func node(of meaning: Meaning) -> FlowNode? {
    guard meaning.isStep, let place = meaning.definitions.first?.place,
      let part = analysis.parts.first(where: { $0.source.name == place.file })
    else { return nil }
    let planner = SequencePlanner(part, FollowedFiles(part.parts), part.parts)
    for sequence in part.outline.all {
      for (index, station) in sequence.stations.enumerated() where station.name?.range == place.range {
        return planner.node(of: station, at: index, in: sequence, sequence.judgedSteps).first
      }
    }
    return nil
  }

  /// The path or outcome behind a name, of this file or of one that it uses.
  package func declaration(of meaning: Meaning) -> DeclarationSyntax? {
    guard let place = meaning.definitions.first?.place else { return nil }
    let tree = analysis.parts.first { $0.source.name == place.file }?.tree
    return tree?.declarations.first { $0.line.range == meaning.definitions.first?.line }
  }

  /// Whether one of the places is in this file or in one that it uses: who only calls the runbook that defines a
  /// parameter, or names its outcome, has names of its own.
  package func defines(_ places: Set<SourcePlace>) -> Bool {
    analysis.parts.contains { part in places.contains { $0.file == part.source.name } }
  }

  /// The command that sets a variable of this name itself, where that variable lives.
  package func commandAssigning(_ name: String, within meaning: Meaning) -> SourceRange? {
    let definitions = meaning.definitions.filter { $0.place.file == source.name }
    // The name of an `each` means nothing to the commands of other steps.
    let scopes = meaning.kind == .each ? definitions.compactMap(\.scope) : []
    for command in analysis.outline.all.flatMap(\.stations).flatMap(\.commands)
    where command.reading.assigned.contains(name) {
      let range = command.text.range
      if scopes.isEmpty || scopes.contains(where: { $0.start <= range.start && range.end <= $0.end }) {
        return range
      }
    }
    return nil
  }

  /// Made anew each time.
  package var cases: CaseIndex { CaseIndex(analysis) }
}

extension FileAnalysis {
  /// Every text that names another file.
  fileprivate var fileStrings: [StringSyntax] {
    var strings = tree.head.compactMap { head -> StringSyntax? in
      if case .use(let path) = head.kind { path } else { nil }
    }
    for station in outline.sequences.flatMap(\.stations) {
      if let file = station.call?.file { strings.append(file) }
      for exit in station.exits {
        if case .file(let file, _) = exit.arrow.target { strings.append(file) }
      }
    }
    for ending in outline.endings {
      if case .file(let file, _)? = ending.follow?.target { strings.append(file) }
    }
    return strings.sorted { $0.range.start < $1.range.start }
  }
}
