import RunbookModel

/// Settles where each arrow of a file leads: a path or outcome of that name, else a later step of the
/// arrow's own sequence.
struct ArrowResolution {
  let names: Names
  var findings: Findings
  /// Paths and outcomes that a misspelt arrow probably means: they are not called unreached as well.
  private(set) var meant: Set<String> = []

  init(names: Names, findings: Findings) {
    self.names = names
    self.findings = findings
  }

  mutating func resolve(_ sequence: inout StationSequence) {
    // Arrows of `finally` were refused already.
    guard sequence.role != .finally else { return }
    for index in sequence.stations.indices {
      for exit in sequence.stations[index].exits.indices {
        let arrow = sequence.stations[index].exits[exit].arrow
        sequence.stations[index].exits[exit].destination = destination(of: arrow, at: index, in: sequence)
      }
    }
  }

  private mutating func destination(of arrow: ArrowSyntax, at index: Int, in sequence: StationSequence)
    -> Destination?
  {
    switch arrow.target {
    case .next: return checkedNext(arrow, "next") ? .next : nil
    case .stop: return checkedNext(arrow, "stop") ? .stop : nil
    case .file(let file, let arguments): return checkedNext(arrow, "a file") ? .file(file, arguments) : nil
    case .name(let name): return destination(named: name, of: arrow, at: index, in: sequence)
    }
  }

  private mutating func destination(
    named name: Spelled, of arrow: ArrowSyntax, at index: Int, in sequence: StationSequence
  ) -> Destination? {
    if let place = names.places[name.text] {
      guard place.isPath else { return .outcome(name.text) }
      if checkedNext(arrow, "path `\(name.text)`", place.origin) { return .path(name.text) }
      meant.insert(name.text)
      return nil
    }
    guard let step = names.steps[name.text] else {
      if names.hasUnreadablePlace || names.hasUnreadableStep { return nil }
      let nearest = Spelling.nearest(to: name.text, in: targets(from: index, in: sequence))
      if let nearest { meant.insert(nearest) }
      findings.report(.undefinedTarget(name.text, nearest: nearest), at: name.range)
      return nil
    }
    let definition = [Diagnostic.Mark(step.origin.place, "defined here")]
    guard step.role == sequence.role, step.path == sequence.name, step.origin.source == sequence.source else {
      findings.report(.distantStep(name.text, in: step), at: name.range, others: definition)
      meant.insert(step.path)
      return nil
    }
    guard checkedNext(arrow, "step `\(name.text)`", step.origin) else { return nil }
    if step.index <= index {
      findings.report(
        .backwardArrow(name.text, isItself: step.index == index), at: name.range, others: definition)
      return nil
    }
    if step.isInBlock {
      findings.report(.arrowIntoBlock(name.text), at: name.range, others: definition)
      return nil
    }
    return .station(step.index)
  }

  /// `, next` may stand behind outcomes only.
  private mutating func checkedNext(_ arrow: ArrowSyntax, _ target: String, _ origin: Names.Origin? = nil)
    -> Bool
  {
    guard let next = arrow.goesOn else { return true }
    findings.report(
      .nextBehind(target), at: next, others: origin.map { [Diagnostic.Mark($0.place, "defined here")] } ?? [])
    return false
  }

  /// What an arrow at this place could name, nearest kinds first.
  private func targets(from index: Int, in sequence: StationSequence) -> [String] {
    let later = sequence.stations[(index + 1)...].filter { $0.block == nil }.compactMap(\.name?.text)
    return names.places.keys.sorted() + later + ["next", "stop"]
  }
}
