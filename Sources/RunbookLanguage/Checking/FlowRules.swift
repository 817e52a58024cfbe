import RunbookModel

/// What can be said only of the whole flow: loops, what is never reached, what runs off its end,
/// tables that a step escapes, and captures that are used before any way can have made them.
struct FlowRules {
  private let graph: FlowGraph
  private let names: Names
  private let own: SourceText
  /// A file of paths for others to `use`: each path may be entered.
  private let isLibrary: Bool
  /// What the paths of a used file name and only its own flow captures: the file that uses it has to capture it.
  private let lent: Set<String>
  /// What misspelt arrows probably mean.
  private let meant: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  private var facts = FactNumbers()
  /// What any way at all, without `finally`, can bring about.
  private var everything = Bits()

  init(
    _ graph: FlowGraph, names: Names, own: SourceText, isLibrary: Bool, lent: Set<String>, meant: Set<String>
  ) {
    self.graph = graph
    self.names = names
    self.own = own
    self.isLibrary = isLibrary
    self.lent = lent
    self.meant = meant
  }

  mutating func check() {
    let (order, loops) = graph.order()
    diagnostics += loops
    guard loops.isEmpty else { return }
    let gains = graph.sequences.map { sequence in sequence.stations.map { facts.gains(of: $0) } }
    everything = facts.all
    let lastGains = graph.finally?.stations.map { facts.gains(of: $0) } ?? []
    var entries: [Int: Bits] = [0: Bits()]
    var outcomes: [String: Bits] = [:]
    var walks: [Int: FlowWalk] = [:]
    let pointed = namedAnywhere()
    for index in order {
      let sequence = graph.sequences[index]
      let isReached = entries[index] != nil
      if !isReached, sequence.source == own, !isLibrary, !pointed.contains(sequence.name) {
        report(.pathNeverReached(sequence.name), sequence.nameRange, in: own)
      }
      let entry = entries[index] ?? (isLibrary || sequence.source != own ? Bits() : everything)
      let walk = FlowWalk(sequence, from: entry, gains: gains[index])
      walks[index] = walk
      for (exit, facts) in walk.taken where isReached || isLibrary {
        switch exit.destination {
        case .path(let name):
          if let target = graph.index(ofPath: name) { entries[target] = united(entries[target], facts) }
        case .outcome(let name): outcomes[name] = united(outcomes[name], facts)
        case .next, .stop, .station, .file, nil: break
        }
      }
    }
    for index in graph.sequences.indices {
      guard let walk = walks[index] else { continue }
      // What a `use` brings and nobody reaches is no error.
      guard graph.sequences[index].source == own || entries[index] != nil else { continue }
      check(graph.sequences[index], walk, gains[index])
    }
    checkEndings(outcomes, pointed)
    checkFinally(lastGains)
  }

  private func united(_ a: Bits?, _ b: Bits) -> Bits {
    guard var a else { return b }
    a.formUnion(b)
    return a
  }

  /// Paths and outcomes that some arrow names, or probably means.
  private func namedAnywhere() -> Set<String> {
    var named = meant
    for exit in graph.sequences.flatMap(\.stations).flatMap(\.exits) {
      switch exit.destination {
      case .path(let name), .outcome(let name): named.insert(name)
      case .next, .stop, .station, .file, nil: break
      }
    }
    return named
  }

  private mutating func report(
    _ problem: Problem, _ range: SourceRange?, in source: SourceText, others: [Diagnostic.Mark] = []
  ) {
    guard let range else { return }
    diagnostics.append(problem.diagnostic(at: range, in: source, others: others))
  }

  private mutating func check(_ sequence: StationSequence, _ walk: FlowWalk, _ gains: [Bits]) {
    if sequence.source == own {
      checkReached(sequence, walk)
      checkEnd(sequence, walk)
      checkTables(sequence)
    }
    for (index, station) in sequence.stations.enumerated() {
      guard let before = walk.before[index] else { continue }
      checkMentions(of: station, in: sequence, before: before, gains: gains[index])
    }
  }

  private mutating func checkReached(_ sequence: StationSequence, _ walk: FlowWalk) {
    var wasReached = true
    for (index, station) in sequence.stations.enumerated() {
      let isReached = walk.before[index] != nil
      if wasReached, !isReached, index > 0 {
        let above = sequence.stations[index - 1]
        report(
          .stationNeverReached(station.name?.text, station.kind), station.name?.range ?? station.line.range,
          in: sequence.source,
          others: [
            Diagnostic.Mark(
              SourcePlace(file: sequence.source.name, range: above.name?.range ?? above.line.range),
              "nothing goes on from here")
          ])
      }
      wasReached = isReached
    }
  }

  private mutating func checkEnd(_ sequence: StationSequence, _ walk: FlowWalk) {
    guard sequence.role == .path, walk.end != nil else { return }
    let others = sequence.stations.last.map { last in
      [
        Diagnostic.Mark(
          SourcePlace(file: sequence.source.name, range: last.name?.range ?? last.line.range),
          "the flow can go on from here, and nothing follows")
      ]
    }
    report(.pathFallsOff(sequence.name), sequence.nameRange, in: sequence.source, others: others ?? [])
  }

  /// Warns about a step above a table that neither has arrows nor is named in the table.
  private mutating func checkTables(_ sequence: StationSequence) {
    guard let table = sequence.stations.lastIndex(where: { $0.kind == .decide }) else { return }
    let judged = sequence.judgedSteps
    for (index, station) in sequence.stations[..<table].enumerated() {
      guard station.hasVerdict, station.exits.isEmpty, let name = station.name, !judged.contains(name.text)
      else {
        continue
      }
      let next = sequence.stations[index...].first { $0.kind == .decide }
      report(
        .undecidedStep(name.text), name.range, in: sequence.source,
        others: next.map {
          [
            Diagnostic.Mark(
              SourcePlace(file: sequence.source.name, range: $0.line.word.range),
              "this table does not name it")
          ]
        } ?? [])
    }
  }

  private mutating func checkMentions(
    of station: Station, in sequence: StationSequence, before: Bits, gains: Bits
  ) {
    var reported: Set<VariableReference> = []
    for mention in station.mentions {
      var available = before
      switch mention.moment {
      case .before: break
      case .capturing:
        // The last one that begins before it is its own.
        let above = station.captures.filter { $0.range.start < mention.range.start }.dropLast()
        for capture in above { available.insert(facts.number(ofVariable: capture.text)) }
      case .after: available.formUnion(gains)
      case .end: available = everything
      }
      check(mention, available, in: sequence, station, &reported)
    }
    for clause in station.clauses {
      guard case .when(let condition?) = clause.kind else { continue }
      for case .verdict(let step?, _) in condition.checks {
        guard let known = names.steps[step.text] else { continue }
        let number = facts.number(ofStep: step.text)
        // Of its own sequence was told already.
        let isOwn = known.role == sequence.role && known.path == sequence.name
        guard !isOwn, !before.contains(number) else { continue }
        report(
          .stepNotBefore(step.text, isTable: false, isOwn: false), step.range, in: sequence.source,
          others: [Diagnostic.Mark(known.origin.place, "defined here")])
      }
    }
  }

  private mutating func check(
    _ mention: Mention, _ available: Bits, in sequence: StationSequence, _ station: Station,
    _ reported: inout Set<VariableReference>
  ) {
    guard let number = facts.number(of: mention, in: names, lent), !available.contains(number) else { return }
    guard reported.insert(mention.reference).inserted else { return }
    let block = station.block.map { sequence.blocks[$0] }
    let isBeside = block.map { block in
      block.kind == .parallel
        && sequence.stations[block.stations].contains {
          $0.captures.contains { $0.text == mention.reference.name }
        }
    }
    let origin =
      mention.reference.member == nil
      ? names.variables[mention.reference.name]?.origin : names.steps[mention.reference.name]?.origin
    report(
      .tooEarly(mention.reference, isBeside: isBeside ?? false), mention.range, in: sequence.source,
      others: origin.map { [Diagnostic.Mark($0.place, "it comes about here")] } ?? [])
  }

  /// The arguments of what follows an outcome, and outcomes that no arrow names.
  private mutating func checkEndings(_ reached: [String: Bits], _ pointed: Set<String>) {
    for ending in graph.endings {
      if ending.source == own, !isLibrary, !pointed.contains(ending.name.text) {
        report(.outcomeNeverReached(ending.name.text), ending.name.range, in: own)
      }
      guard let available = reached[ending.name.text], let follow = ending.follow else { continue }
      var mentions = MentionList()
      mentions.add(arrow: follow)
      for mention in mentions.list {
        guard let number = facts.number(of: mention, in: names, lent), !available.contains(number) else {
          continue
        }
        report(
          .tooEarly(mention.reference, isBeside: false), mention.range, in: ending.source,
          others: names.variables[mention.reference.name]?.origin.map {
            [Diagnostic.Mark($0.place, "it comes about here")]
          } ?? [])
      }
    }
  }

  /// `finally` may name whatever any way can have captured, and what its own steps captured above.
  private mutating func checkFinally(_ gains: [Bits]) {
    guard let finally = graph.finally else { return }
    let walk = FlowWalk(finally, from: everything, gains: gains)
    for (index, station) in finally.stations.enumerated() {
      guard let before = walk.before[index] else { continue }
      checkMentions(of: station, in: finally, before: before, gains: gains[index])
    }
  }
}

/// Numbers for the facts that a walk carries along.
private struct FactNumbers {
  private enum Fact: Hashable {
    case variable(String)
    case step(String)
  }

  private var numbers: [Fact: Int] = [:]
  private(set) var all = Bits()

  /// What a station adds: its captures, its answer, and that it ran.
  mutating func gains(of station: Station) -> Bits {
    var bits = Bits()
    for capture in station.captures { bits.insert(number(.variable(capture.text))) }
    if let name = station.name?.text {
      bits.insert(number(.step(name)))
      if station.kind == .ask { bits.insert(number(.variable(name))) }
    }
    all.formUnion(bits)
    return bits
  }

  private mutating func number(_ fact: Fact) -> Int {
    if let known = numbers[fact] { return known }
    numbers[fact] = numbers.count
    return numbers.count - 1
  }

  mutating func number(ofStep name: String) -> Int { number(.step(name)) }
  mutating func number(ofVariable name: String) -> Int { number(.variable(name)) }

  /// The fact that a mention waits for; nil where it waits for none. A fact that nothing brings about has a number too.
  mutating func number(of mention: Mention, in names: Names, _ lent: Set<String>) -> Int? {
    let name = mention.reference.name
    if mention.reference.member != nil {
      guard names.steps[name] != nil else { return nil }
      return number(.step(name))
    }
    switch names.variables[name]?.kind {
    case .capture, .ask: return number(.variable(name))
    case nil: return lent.contains(name) ? number(.variable(name)) : nil
    case .builtIn, .param, .secret, .let, .each, .call: return nil
    }
  }
}
