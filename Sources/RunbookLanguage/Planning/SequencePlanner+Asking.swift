import RunbookModel

/// What needs a person: fixes, and questions.
extension SequencePlanner {
  func fix(_ station: Station, step: Step) -> Fix {
    var undo = Fix.Undo.none(why: "")
    var verification: Fix.Verification?
    for clause in station.clauses {
      switch clause.kind {
      case .undo(let text?): steps.command(at: text, station).map { undo = .command($0) }
      case .undoNone(let why): undo = .none(why: why?.text ?? "")
      case .verify(let name?): verification = self.verification(name.text)
      default: break
      }
    }
    return Fix(step: step, undo: undo, verification: verification)
  }

  /// The step of that name, in whatever sequence of whatever file it stands.
  private func verification(_ name: String) -> Fix.Verification? {
    for part in parts {
      for sequence in part.outline.all {
        guard let station = sequence.stations.first(where: { $0.kind == .step && $0.name?.text == name })
        else { continue }
        return SequencePlanner(part, followed, parts).verification(station, in: sequence)
      }
    }
    return nil
  }

  private func verification(_ station: Station, in sequence: StationSequence) -> Fix.Verification? {
    steps.step(station, in: sequence, []).map { step in
      Fix.Verification(step: step, each: station.outerEach(in: sequence).flatMap(EachClause.init))
    }
  }

  func asking(_ station: Station, in sequence: StationSequence, _ judged: Set<String>) -> FlowNode? {
    let place = file.place(station.line.range)
    switch station.asking {
    case .manual(let manual):
      return steps.step(station, in: sequence, judged).map {
        .manual(Manual(step: $0, prose: manual.prose?.text ?? ""))
      }
    case .ask(let ask):
      guard let name = ask.name?.text, let question = ask.question?.template else { return nil }
      let condition = station.clauses.lazy.compactMap { clause -> Condition? in
        guard case .when(let written?) = clause.kind else { return nil }
        return Condition(written, place: file.place(written.range))
      }
      return .ask(
        Ask(
          name: name, type: ask.type?.value, question: question, standard: ask.standard?.value,
          choices: ask.choices?.map(\.value), condition: condition.first, place: place))
    case .confirm(let confirm):
      guard let name = confirm.name?.text, let question = confirm.question?.template else { return nil }
      func arrow(_ isYes: Bool) -> Arrow? {
        station.exits.first { $0.occasion == .answer(isYes: isYes) }.flatMap {
          steps.arrows.arrow($0, in: sequence)
        }
      }
      return .confirm(
        Confirm(name: name, question: question, yes: arrow(true), no: arrow(false), place: place))
    case .step, .parallel, .each, .decide, .arrow, .fix, .start, .call, nil: return nil
    }
  }
}
