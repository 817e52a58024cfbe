import RunbookModel

/// Lists every name of a file with its meaning, in one walk over what the checker has found out.
///
/// What cannot be resolved is left out, for the checker has said so; and so is a variable that a command sets
/// itself, for there it is the shell's. What the language does not look into (single quotes, prose) has no names.
struct NameList {
  private let analysis: FileAnalysis
  private let meanings: Meanings
  private let bytes: [UInt8]
  private var found: [SourceRange: NameUse] = [:]

  init(_ analysis: FileAnalysis) {
    self.analysis = analysis
    meanings = analysis.meanings
    bytes = analysis.source.bytes
  }

  mutating func all() -> [NameUse] {
    for meaning in analysis.definitions {
      guard let definition = meaning.definitions.first else { continue }
      add(known(meaning, at: definition.place.range.start), definition.place.range, isDefinition: true)
    }
    for sequence in analysis.outline.all {
      for station in sequence.stations { add(station) }
    }
    for ending in analysis.outline.endings {
      guard let follow = ending.follow else { continue }
      var mentions = MentionList()
      mentions.add(arrow: follow)
      add(mentions.list)
      add(arrow: follow)
    }
    for head in analysis.tree.head {
      if case .let(_, let value?) = head.kind {
        for reference in value.references { add(variable: reference.reference, in: reference.range) }
      }
    }
    return found.values.sorted { $0.range.start < $1.range.start }
  }

  /// A definition is the meaning that the file knows by its name, where another one came first.
  private func known(_ meaning: Meaning, at offset: Int) -> Meaning {
    let known =
      meaning.isPlace
      ? meanings.places[meaning.name]
      : meaning.isStep ? meanings.steps[meaning.name] : meanings.variable(meaning.name, at: offset)
    return known?.kind == meaning.kind ? known ?? meaning : meaning
  }

  private mutating func add(_ station: Station) {
    add(station.mentions)
    for row in station.rows { add(row.condition) }
    for clause in station.clauses {
      switch clause.kind {
      case .when(let condition): add(condition)
      case .verify(let name?): add(meanings.steps[name.text], name.range)
      default: break
      }
    }
    for exit in station.exits { add(arrow: exit.arrow) }
    if let call = station.call, let file = call.file { add(call.arguments, of: file) }
  }

  private mutating func add(_ mentions: [Mention]) {
    for mention in mentions { add(variable: mention.reference, in: mention.range) }
  }

  private mutating func add(variable reference: VariableReference, in range: SourceRange) {
    let meaning =
      reference.member == nil
      ? meanings.variable(reference.name, at: range.start) : meanings.steps[reference.name]
    guard let own = nameRange(reference.name, in: range) else { return }
    add(meaning, own)
  }

  private mutating func add(_ condition: ConditionSyntax?) {
    for check in condition?.checks ?? [] {
      switch check {
      case .verdict(let step?, _): add(meanings.steps[step.text], step.range)
      case .variable(let reference, let operation) where reference.reference.member == "outcome":
        addOutcomes(operation, of: reference.reference.name)
      case .verdict, .variable: break
      }
    }
  }

  /// `$net.outcome is "…"` names an outcome of the runbook that is called.
  private mutating func addOutcomes(_ operation: OperationSyntax, of call: String) {
    let stations = analysis.outline.sequences.flatMap(\.stations)
    guard let path = stations.first(where: { $0.kind == .call && $0.name?.text == call })?.call?.file?.text,
      let target = analysis.follows[path]?.analysis
    else { return }
    for operand in operation.operands {
      guard case .text(let template) = operand.value, case .text(let name)? = template.parts.first,
        template.parts.count == 1, let own = nameRange(name, in: operand.range)
      else { continue }
      add(target.meanings.places[name], own)
    }
  }

  private mutating func add(arrow: ArrowSyntax) {
    switch arrow.target {
    case .name(let name): add(meanings.places[name.text] ?? meanings.steps[name.text], name.range)
    case .file(let file, let arguments): add(arguments, of: file)
    case .next, .stop: break
    }
  }

  /// The name of an argument is a parameter of the other file.
  private mutating func add(_ arguments: [ArgumentSyntax], of file: StringSyntax) {
    guard let target = analysis.follows[file.text]?.analysis else { return }
    for argument in arguments {
      let meaning = target.meanings.variables[argument.name.text]?.first
      add(meaning?.kind == .param ? meaning : nil, argument.name.range)
    }
  }

  private mutating func add(_ meaning: Meaning?, _ range: SourceRange, isDefinition: Bool = false) {
    guard let meaning, found[range]?.isDefinition != true else { return }
    found[range] = NameUse(range: range, meaning: meaning, isDefinition: isDefinition)
  }

  /// Where the name itself stands in `$name`, `${name:-x}`, `"name"` or `name`.
  private func nameRange(_ name: String, in range: SourceRange) -> SourceRange? {
    bytes.names(name, in: range).first
  }
}
