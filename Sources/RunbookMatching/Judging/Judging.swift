package import RunbookModel

/// Judges one expectation on what an attempt left. `line` is where it stands in its file, from 1.
///
/// Three answers throughout: what cannot be compared, what was lost in a cut, and what was never
/// captured is unknown, unless the answer is the same whatever it is.
package func judge(
  _ expectation: Expectation, on observation: Observation, variables: Variables, line: Int
) -> Judgement {
  let finding: Finding
  let expected: String
  do throws(Uncertainty) {
    let operation = try PreparedOperation(expectation.operation, variables)
    expected = Judging.expected(expectation, operation.written)
    finding = Judging.find(expectation, operation, observation, variables)
  } catch {
    expected = Judging.expected(expectation, expectation.operation.text)
    finding = Finding(.unknown, "not looked at", reason: error.reason)
  }
  return Judgement(
    verdict: finding.verdict, expectation: expectation.text, expected: expected, found: finding.found,
    reason: finding.reason, deciding: finding.deciding, more: finding.more, file: expectation.place.file,
    line: line)
}

enum Judging {
  /// What is expected, with the selector where it is more than the value itself.
  static func expected(_ expectation: Expectation, _ operation: String) -> String {
    guard let quantifier = expectation.quantifier else { return operation }
    let selector =
      if case .column(let name) = expectation.selector.source, expectation.selector.aggregate == nil,
        expectation.selector.filters.isEmpty
      { name } else { expectation.selector.text }
    return "\(Wording.quantifier(quantifier)) \(selector) \(operation)"
  }

  static func find(
    _ expectation: Expectation, _ operation: PreparedOperation, _ observation: Observation,
    _ variables: Variables
  ) -> Finding {
    let selector = expectation.selector
    do throws(Uncertainty) {
      let selecting = Selecting(
        observation: observation, variables: variables,
        isPlural: expectation.quantifier != nil || selector.aggregate != nil)
      var selection = try selecting.select(selector)
      if selector.aggregate == .count, expectation.quantifier == nil {
        return try counted(selection, operation)
      }
      if let aggregate = selector.aggregate { selection = try Aggregating.apply(aggregate, to: selection) }
      guard let quantifier = expectation.quantifier else { return single(selection, operation, selector) }
      return quantified(selection, operation, quantifier)
    } catch {
      if operation.isExistence, error.isAbsence || isUncaptured(selector, variables) {
        return absent(operation, expectation.quantifier, error.reason)
      }
      return Finding(.unknown, "not looked at", reason: error.reason)
    }
  }

  /// `$x exists` can always be judged.
  private static func isUncaptured(_ selector: Selector, _ variables: Variables) -> Bool {
    guard case .variable(let reference) = selector.source else { return false }
    return variables[reference.key] == nil
  }

  /// Existence of what is not there at all: `no column X exists` holds as `column X not exists` does.
  private static func absent(
    _ operation: PreparedOperation, _ quantifier: Expectation.Quantifier?, _ reason: String
  ) -> Finding {
    guard let quantifier else { return Finding(operation.isNegated, "nothing", reason: reason) }
    return Finding(holdsOverNothing(quantifier), "nothing", reason: reason)
  }

  private static func holdsOverNothing(_ quantifier: Expectation.Quantifier) -> Bool {
    switch quantifier {
    case .no, .atMost: true
    case .exactly(let count): count == 0
    case .every, .some, .atLeast: false
    }
  }

  static func quantified(
    _ selection: Selection, _ operation: PreparedOperation, _ quantifier: Expectation.Quantifier
  ) -> Finding {
    if let text = selection.cutText { return quantifiedCut(text, operation, quantifier) }
    if selection.count == 0, !selection.isPartial {
      if operation.isTypedComparison { return nothingToCompare(selection) }
      return Finding(holdsOverNothing(quantifier), "nothing", reason: selection.whyNothing)
    }
    let tallied = Tallied(selection, operation)
    let verdict = tallied.verdict(quantifier, isPartial: selection.isPartial)
    let total =
      Wording.count(selection.count, selection.noun) + (selection.isPartial ? " of what was kept" : "")
    func share(_ count: Int, _ does: String, _ do: String) -> String {
      "\(count == 0 ? "none" : "\(count)") of \(total) \(count <= 1 ? does : `do`)"
    }
    guard let verdict else {
      let reason = selection.isPartial ? MatchingProblems.cut : tallied.reason ?? MatchingProblems.cut
      let found =
        tallied.unknown > 0
        ? share(tallied.unknown, "cannot be judged", "cannot be judged")
        : share(tallied.holding, "does", "do")
      return Finding(.unknown, found, reason: reason).deciding(tallied.indexes(.unknown), of: selection)
    }
    if quantifier == .every {
      if verdict {
        return Finding(
          .passed, selection.count == 1 ? "the only \(selection.noun.rawValue) does" : "all \(total) do")
      }
      return Finding(.failed, share(tallied.failing, "does not", "do not"))
        .deciding(tallied.indexes(.fails), of: selection)
    }
    // Where too few hold, all that do not are the evidence.
    let isTooFew = !verdict && !isTooMany(quantifier, tallied.holding)
    return Finding(verdict, share(tallied.holding, "does", "do"))
      .deciding(tallied.indexes(isTooFew ? .fails : .holds), of: selection)
  }

  private static func isTooMany(_ quantifier: Expectation.Quantifier, _ holding: Int) -> Bool {
    switch quantifier {
    case .every, .some, .atLeast: false
    case .no: true
    case .atMost(let count), .exactly(let count): holding > count
    }
  }

  private static func quantifiedCut(
    _ text: Excerpt, _ operation: PreparedOperation, _ quantifier: Expectation.Quantifier
  ) -> Finding {
    let holds: Bool
    switch operation.answer(cut: text) {
    case .holds: holds = true
    case .fails: holds = false
    case .unknown(let reason): return Finding(.unknown, "one text with a gap", reason: reason)
    }
    let isWanted: Bool =
      switch quantifier {
      case .every, .some: holds
      case .no: !holds
      case .atLeast(let count): (holds ? 1 : 0) >= count
      case .atMost(let count): (holds ? 1 : 0) <= count
      case .exactly(let count): (holds ? 1 : 0) == count
      }
    return Finding(isWanted, "one text with a gap")
  }

  static func nothingToCompare(_ selection: Selection) -> Finding {
    let why = selection.whyNothing.map { ": \($0)" } ?? ""
    return Finding(.unknown, "nothing", reason: "there is nothing to compare\(why)")
  }
}
