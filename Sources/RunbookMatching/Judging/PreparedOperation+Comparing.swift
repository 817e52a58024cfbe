import RunbookModel

/// Comparisons of one value with operands: by type where both sides have one, else by text or not at all.
extension PreparedOperation {
  func compare(
    _ text: ArraySlice<UInt8>, _ state: Selection.State, _ type: ValueType?, _ operand: Operand,
    _ holds: (TypedValue.Order) -> Bool
  ) -> Answer {
    if Self.isEmpty(text, state) { return .unknown(MatchingProblems.nothingToCompare(text, state)) }
    guard let pair = operand.pair(with: text, given: type), let order = pair.value.order(to: pair.operand)
    else {
      return .unknown(MatchingProblems.noCommonType(text, operand.text, given: type ?? operand.type))
    }
    return holds(order) ? .holds : .fails
  }

  /// A given type wins; then `is "text"` compares text, a bare value must be readable as the same
  /// type as the value, and a variable falls back on text. Nothing is equal to nothing but itself.
  func equals(
    _ text: ArraySlice<UInt8>, _ state: Selection.State, _ type: ValueType?, _ operand: Operand
  ) -> Answer {
    if state == .absent { return .fails }
    let sameText: Answer = text.elementsEqual(operand.text) ? .holds : .fails
    let given = type == .list ? nil : type
    if operand.isQuoted, given == nil { return sameText }
    if let pair = operand.pair(with: text, given: given), let order = pair.value.order(to: pair.operand) {
      return order == .equal ? .holds : .fails
    }
    if operand.isQuoted || operand.isVariable || Self.isEmpty(text, state) { return sameText }
    return .unknown(MatchingProblems.noCommonType(text, operand.text, given: given ?? operand.type))
  }

  /// The first operand for which it holds; unknown where one cannot be compared and none holds.
  func any(_ operands: [Operand], _ answer: (Operand) -> Answer) -> Answer {
    var result = Answer.fails
    for operand in operands {
      switch answer(operand) {
      case .holds: return .holds
      case .fails: break
      case .unknown(let reason): result = .unknown(reason)
      }
    }
    return result
  }

  func blocks(
    _ text: ArraySlice<UInt8>, _ state: Selection.State, _ operands: [Operand],
    _ holds: (AddressBlock, AddressBlock) -> Bool
  ) -> Answer {
    if Self.isEmpty(text, state) { return .unknown(MatchingProblems.nothingToCompare(text, state)) }
    guard let block = AddressBlock.reading(trimmed(text)) else {
      return .unknown(MatchingProblems.noAddress(text))
    }
    if operands.isEmpty { return .unknown(MatchingProblems.emptyExpected) }
    return any(operands) { operand in
      guard let other = AddressBlock.reading(trimmed(operand.text)) else {
        return .unknown(MatchingProblems.noAddress(operand.text))
      }
      return holds(block, other) ? .holds : .fails
    }
  }

  /// On one text with a gap in it: what the lost part could change is unknown.
  func answer(cut text: Excerpt) -> Answer {
    let answer = positive(cut: text)
    return isNegated ? answer.negated : answer
  }

  private func positive(cut text: Excerpt) -> Answer {
    let unknown = Answer.unknown(MatchingProblems.cut)
    let (head, tail) = (text.head, text.tail ?? [])
    switch kind {
    case .contains(let operand):
      let wanted = Array(operand.text)
      return Find.contains(wanted, in: head) || Find.contains(wanted, in: tail) ? .holds : unknown
    case .matches(let matcher):
      for answer in [
        Self.matches(matcher, head, open: .end),
        Self.matches(matcher, tail, open: text.tailIsFresh ? [] : .start),
      ] {
        switch answer {
        case .holds, .unknown: return answer
        case .fails: break
        }
      }
      return unknown
    case .startsWith(let operand):
      if head.count >= operand.text.count { return head.starts(with: operand.text) ? .holds : .fails }
      return operand.text.starts(with: head) ? unknown : .fails
    case .endsWith(let operand):
      if tail.count >= operand.text.count {
        return tail.suffix(operand.text.count).elementsEqual(operand.text) ? .holds : .fails
      }
      return operand.text.suffix(tail.count).elementsEqual(tail) ? unknown : .fails
    case .equals(let operand):
      guard operand.isQuoted else { return unknown }
      let canBe =
        operand.text.count > head.count + tail.count && operand.text.starts(with: head)
        && operand.text.suffix(tail.count).elementsEqual(tail)
      return canBe ? unknown : .fails
    case .isEmpty: return trimmed(head).isEmpty && trimmed(tail).isEmpty ? unknown : .fails
    case .exists: return .holds
    case .compare, .isComplete, .isOneOf, .isWithin, .overlaps: return unknown
    }
  }
}
