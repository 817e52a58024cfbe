import RunbookModel

/// Walks one sequence once, from its top, and tells with what each station can be reached.
///
/// What is carried along is a set of facts that *can* have come about on some way: captures, answers,
/// and steps that ran. Ways that meet unite their sets, so that a fact is missing only where no way at
/// all has it. A station that no way reaches has no set. Loops are refused before, so that sequences
/// can be walked one after the other, each after all that lead to it.
///
/// How a station hands on: by its arrows, and to the one below it
/// - when it passes and has no arrow for that, when it can be skipped, or when an arrow says `next`,
/// - and when a table below judges it and some verdict has no arrow of its own.
///
/// All steps of a block run, whatever their arrows say; the arrows are followed when all have ended.
struct FlowWalk {
  /// What can have come about before each station; nil where nothing leads to it.
  private(set) var before: [Bits?]
  /// What can have come about when the sequence runs off its end; nil where it cannot.
  private(set) var end: Bits?
  /// The arrows that can be taken, in order, with what can have come about by then.
  private(set) var taken: [(exit: Exit, facts: Bits)] = []

  /// `gains` are the facts that each station adds.
  init(_ sequence: StationSequence, from entry: Bits, gains: [Bits]) {
    let stations = sequence.stations
    before = Array(repeating: nil, count: stations.count)
    let judged = sequence.judgedSteps
    var jumps: [Int: Bits] = [:]
    var state: Bits? = entry
    var index = 0
    while index < stations.count {
      if let jump = jumps[index] { state = state.united(with: jump) }
      let count = stations[index].block.map { sequence.blocks[$0].stations.count } ?? 1
      let isParallel = stations[index].block.map { sequence.blocks[$0].kind == .parallel } ?? false
      let entering = state
      var all = state
      for member in index..<(index + count) {
        before[member] = isParallel ? entering : all
        guard all != nil else { continue }
        all!.formUnion(gains[member])
      }
      for member in index..<(index + count) {
        guard state != nil, let facts = all else { break }
        let station = stations[member]
        for exit in station.exits {
          taken.append((exit, facts))
          if case .station(let target)? = exit.destination {
            jumps[target] = jumps[target].united(with: facts)
          }
        }
        let isJudged = station.name.map { judged.contains($0.text) } ?? false
        state = station.handsOn(isJudged: isJudged) ? facts : nil
      }
      index += count
    }
    end = state
  }
}

extension Bits? {
  fileprivate func united(with other: Bits) -> Bits {
    guard var bits = self else { return other }
    bits.formUnion(other)
    return bits
  }
}

extension StationSequence {
  /// The steps that a table further down names, `any` naming all before it, and whose verdict it judges.
  var judgedSteps: Set<String> {
    var judged: Set<String> = []
    for (index, station) in stations.enumerated() where station.kind == .decide {
      let named = station.namedSteps
      for before in stations[..<index] {
        if let name = before.name?.text, station.namesAny || named.contains(name) { judged.insert(name) }
      }
    }
    return judged
  }
}

extension Station {
  /// The steps that the rows of a table name.
  var namedSteps: Set<String> {
    var named: Set<String> = []
    for row in rows {
      for case .verdict(let step?, _) in row.condition?.checks ?? [] { named.insert(step.text) }
    }
    return named
  }

  /// Whether a row of a table says `any`.
  fileprivate var namesAny: Bool {
    rows.contains { row in
      row.condition?.checks.contains { if case .verdict(nil, _) = $0 { true } else { false } } ?? false
    }
  }

  /// Whether the flow can go on to what stands below.
  fileprivate func handsOn(isJudged: Bool) -> Bool {
    if exits.contains(where: \.goesOn) { return true }
    switch kind {
    case .ask, .line: return true
    case .arrow: return false
    case .decide: return !rows.contains { $0.isOtherwise }
    case .confirm: return !exits.contains { $0.occasion == .answer(isYes: true) }
    case .step, .fix, .start, .call, .manual:
      if canBeSkipped { return true }
      let words = Set(
        exits.compactMap { exit -> BranchWord? in
          if case .branch(let word) = exit.occasion { word } else { nil }
        })
      if words.contains(.otherwise) { return false }
      if isJudged { return words.count < BranchWord.allCases.count - 1 }
      return !words.contains(.passes)
    }
  }
}

extension Exit {
  /// An arrow that leads to what stands below; one that could not be resolved may have meant that.
  fileprivate var goesOn: Bool {
    if arrow.goesOn != nil { return true }
    switch destination {
    case .next, nil: return true
    case .stop, .path, .outcome, .station, .file: return false
    }
  }
}
