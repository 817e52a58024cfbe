import RunbookModel

extension FileAnalysis {
  /// Everything that a name can mean here, the meanings that `use` brings included.
  var meanings: Meanings {
    var all = Meanings()
    for name in Names.builtIn { all.enter(Meaning(.builtIn, name, [])) }
    for meaning in definitions { all.enter(meaning) }
    for file in brought {
      // An item lives in the step or block of its own file, whose offsets mean nothing here.
      for meaning in file.definitions where meaning.kind != .each && isBrought(meaning, from: file) {
        all.enter(meaning)
      }
    }
    return all
  }

  /// The file's own names decide what a `use` has brought.
  private func isBrought(_ meaning: Meaning, from file: FileAnalysis) -> Bool {
    let isStep = meaning.isStep && names.steps[meaning.name]?.origin.source == file.source
    let isPlace = meaning.isPlace && names.places[meaning.name]?.origin.source == file.source
    let known = names.variables[meaning.name]
    // Several files may capture the same name.
    let isVariable =
      meaning.isVariable
      && (known?.origin?.source == file.source || known?.kind == .capture && meaning.kind == .capture)
    return isStep || isPlace || isVariable
  }

  /// What the file itself defines, in its order.
  var definitions: [Meaning] {
    var all: [Meaning] = []
    for head in tree.head {
      let line = head.line.range
      switch head.kind {
      case .param(let param):
        if let name = param.name { all.append(meaning(.param, name, line, type: param.type?.value)) }
      case .secret(let name?, _): all.append(meaning(.secret, name, line))
      case .let(let name?, _): all.append(meaning(.let, name, line))
      case .language, .about, .tags, .owner, .use, .needs, .defaults, .secret, .let: break
      }
    }
    for declaration in tree.declarations {
      switch declaration {
      case .path(let path):
        if let name = path.name { all.append(meaning(.path, name, path.line.range)) }
      case .outcome(let outcome):
        if let name = outcome.name { all.append(meaning(.outcome, name, outcome.line.range)) }
      }
    }
    for sequence in outline.all {
      for block in sequence.blocks where block.kind == .each {
        guard let first = block.stations.first, let name = sequence.stations[first].eaches.last?.variable
        else { continue }
        all.append(meaning(.each, name, block.line.range, scope: block.line.whole))
      }
      for station in sequence.stations { all += definitions(of: station) }
    }
    return all
  }

  private func definitions(of station: Station) -> [Meaning] {
    var all: [Meaning] = []
    if let name = station.name, let kind = station.kind.meaning {
      var type: ValueType?
      if case .ask(let ask) = station.asking { type = ask.type?.value }
      all.append(meaning(kind, name, station.line.range, type: type))
    }
    for clause in station.clauses {
      switch clause.kind {
      case .each(let each):
        guard let name = each.variable else { continue }
        all.append(
          meaning(.each, name, clause.line.range, owner: station.name?.text, scope: station.line.whole))
      case .capture(let capture):
        guard let name = capture.name else { continue }
        all.append(
          meaning(.capture, name, clause.line.range, owner: station.name?.text, type: capture.type?.value))
      default: break
      }
    }
    return all
  }

  private func meaning(
    _ kind: Meaning.Kind, _ name: Spelled, _ line: SourceRange, owner: String? = nil, type: ValueType? = nil,
    scope: SourceRange? = nil
  ) -> Meaning {
    let place = SourcePlace(file: source.name, range: name.range)
    return Meaning(
      kind, name.text, [Meaning.Definition(place, line: line, owner: owner, type: type, scope: scope)])
  }
}

extension Station.Kind {
  fileprivate var meaning: Meaning.Kind? {
    switch self {
    case .step: .step
    case .fix: .fix
    case .start: .start
    case .call: .call
    case .manual: .manual
    case .confirm: .confirm
    case .ask: .ask
    case .decide, .arrow, .line: nil
    }
  }
}
