import RunbookModel

/// Expectations without a quantifier: about one value, about how many there are, about whether there is any.
extension Judging {
  static func single(_ selection: Selection, _ operation: PreparedOperation, _ selector: Selector) -> Finding
  {
    if operation.isExistence { return existence(selection, operation) }
    if let text = selection.cutText { return cut(text, operation) }
    if let nothing = emptyList(selector), case .isEmpty = operation.kind, selection.isPlural,
      selection.count != 1
    {
      let isEmpty = selection.count == 0
      return Finding(
        isEmpty != operation.isNegated,
        isEmpty ? nothing : Wording.count(selection.count, selection.noun),
        reason: isEmpty && operation.isNegated ? selection.whyNothing : nil
      )
      .deciding(Array(selection.texts.indices), of: selection)
    }
    if selection.isPartial {
      return Finding(.unknown, Wording.count(selection.count, selection.noun), reason: MatchingProblems.cut)
    }
    guard selection.count <= 1 else {
      return Finding(
        .unknown, Wording.count(selection.count, selection.noun), reason: MatchingProblems.several(selection)
      )
      .deciding(Array(selection.texts.indices), of: selection)
    }
    guard selection.count == 1, selection.state(0) != .absent else {
      if operation.isTypedComparison { return nothingToCompare(selection) }
      return Finding(.failed, "nothing", reason: selection.whyNothing)
    }
    if let doubt = selection.doubts[0] { return Finding(.unknown, found(selection), reason: doubt) }
    switch operation.answer(selection.texts[0], selection.state(0), type: selection.type) {
    case .holds: return Finding(.passed, found(selection)).deciding(rows(selection), of: selection)
    case .fails: return failed(selection, selector)
    case .unknown(let reason):
      return Finding(.unknown, found(selection), reason: reason).deciding(rows(selection), of: selection)
    }
  }

  /// A list that was captured or computed is a value too: without items it is empty. What it is called then.
  private static func emptyList(_ selector: Selector) -> String? {
    if selector.aggregate != nil { return nil }
    switch selector.source {
    case .variable: return "an empty list"
    case .computed: return "nothing"
    case .output, .stderr, .exit, .duration, .lines, .line, .find, .rows, .column, .json, .yaml: return nil
    }
  }

  private static func found(_ selection: Selection) -> String {
    switch selection.state(0) {
    case .null: "null"
    case .absent: "nothing"
    case .value, .emptyContainer: Wording.quoted(selection.texts[0])
    }
  }

  /// The row in which the value stands, where that says more than the value.
  private static func rows(_ selection: Selection) -> [Int] { selection.lines == nil ? [] : [0] }

  /// A whole output that is not as expected is shown by its first lines.
  private static func failed(_ selection: Selection, _ selector: Selector) -> Finding {
    switch selector.source {
    case .output, .stderr:
      let (lines, _) = Lines.visible(in: Excerpt(selection.texts[0]))
      if lines.isEmpty {
        let stream = if case .stderr = selector.source { "stderr" } else { "the output" }
        return Finding(.failed, "nothing", reason: "\(stream) is empty")
      }
      guard lines.count > 1 else { return Finding(.failed, found(selection)) }
      return Finding(.failed, Wording.count(lines.count, .line))
        .deciding(Array(lines.indices), of: Selection(lines, isPlural: true))
    case .exit, .duration, .lines, .line, .find, .rows, .column, .json, .yaml, .variable, .computed:
      return Finding(.failed, found(selection)).deciding(rows(selection), of: selection)
    }
  }

  private static func cut(_ text: Excerpt, _ operation: PreparedOperation) -> Finding {
    let found = "\((text.head.count + (text.tail ?? []).count)) bytes that were kept"
    switch operation.answer(cut: text) {
    case .holds: return Finding(.passed, found)
    case .fails: return Finding(.failed, found)
    case .unknown(let reason): return Finding(.unknown, found, reason: reason)
    }
  }

  /// Whether there is anything at all, however much.
  private static func existence(_ selection: Selection, _ operation: PreparedOperation) -> Finding {
    let present = selection.withoutAbsent
    let isText = !present.isPlural && present.noun == .value && present.states == nil
    let certain = present.texts.indices.count {
      present.doubts[$0] == nil && !(isText && trimmed(present.texts[$0]).isEmpty)
    }
    if certain > 0
      || selection.cutText.map({ !trimmed($0.head).isEmpty || !trimmed($0.tail ?? []).isEmpty }) == true
    {
      let found =
        present.count == 1
        ? Self.found(present)
        : selection.cutText == nil
          ? Wording.count(present.count, present.noun) : "a text"
      return Finding(!operation.isNegated, found)
    }
    if selection.isPartial || selection.cutText != nil {
      return Finding(.unknown, "nothing", reason: MatchingProblems.cut)
    }
    if let doubt = present.doubts.min(by: { $0.key < $1.key }) {
      return Finding(.unknown, Wording.count(present.count, present.noun), reason: doubt.value)
    }
    return Finding(operation.isNegated, "nothing", reason: selection.whyNothing)
  }

  /// `count …`: there are at least as many as are certain, and at most as many as there may be.
  static func counted(_ selection: Selection, _ operation: PreparedOperation) throws(Uncertainty) -> Finding {
    if selection.cutText != nil { throw Uncertainty(MatchingProblems.cut) }
    let present = selection.withoutAbsent
    let least = present.count - present.doubts.count
    let most = present.isPartial ? nil : Optional(present.count)
    func answer(_ count: Int) -> Answer { operation.answer(Array("\(count)".utf8)[...], .value, type: nil) }
    let first = answer(least)
    if most == least {
      let finding: Finding =
        switch first {
        case .holds: Finding(.passed, "\(least)")
        case .fails: Finding(.failed, "\(least)", reason: least == 0 ? present.whyNothing : nil)
        case .unknown(let reason): Finding(.unknown, "\(least)", reason: reason)
        }
      return finding.verdict == .failed
        ? finding.deciding(Array(present.texts.indices), of: present) : finding
    }
    let found = "at least \(least)"
    let reason = present.isPartial ? MatchingProblems.cut : present.doubts.min { $0.key < $1.key }?.value
    return Finding(isSame(first, for: operation, above: least, upTo: most, answer), found, reason: reason)
  }

  /// The answer where it is the same for all counts that there may be, else nil.
  private static func isSame(
    _ first: Answer, for operation: PreparedOperation, above least: Int, upTo most: Int?,
    _ answer: (Int) -> Answer
  ) -> Bool? {
    func holds(_ answer: Answer) -> Bool? {
      switch answer {
      case .holds: true
      case .fails: false
      case .unknown: nil
      }
    }
    guard let start = holds(first) else { return nil }
    if let most, most - least <= 1000 {
      return (least...most).allSatisfy { holds(answer($0)) == start } ? start : nil
    }
    switch operation.kind {
    // One change of the answer as the count grows: it is the same for all if it is the same at both ends.
    case .compare: return holds(answer(most ?? 1 << 60)) == start ? start : nil
    case .equals(let operand):
      // Beyond the wanted number every count is another one.
      guard let wanted = TypedValue(operand.text, as: .number),
        let own = TypedValue(Array("\(least)".utf8)[...], as: .number),
        wanted.order(to: own) == .less
      else { return nil }
      return operation.isNegated
    case .isEmpty, .isComplete, .isOneOf, .isWithin, .overlaps, .contains, .startsWith, .endsWith, .matches,
      .exists:
      return nil
    }
  }
}
