import RunbookModel

/// What is made of the values that were found: `count`, `sum`, `median`, `first 3` …
enum Aggregating {
  /// Counting is judged with its own bounds (see `Judging`); here it needs certainty, as all the others do.
  static func apply(_ aggregate: Selector.Aggregate, to selection: Selection) throws(Uncertainty) -> Selection
  {
    switch aggregate {
    case .first(let count): return try part(selection, count, fromEnd: false)
    case .last(let count): return try part(selection, count, fromEnd: true)
    case .count, .distinct, .sum, .min, .max, .median, .percentile: break
    }
    if selection.isPartial || selection.cutText != nil { throw Uncertainty(MatchingProblems.cut) }
    if let doubt = selection.doubts.min(by: { $0.key < $1.key }) { throw Uncertainty(doubt.value) }
    let present = selection.withoutAbsent
    switch aggregate {
    case .count: return counted(present)
    case .distinct: return distinct(present)
    case .sum: return try sum(present)
    case .min: return try ordered(present) { _ in 0 }
    case .max: return try ordered(present) { $0 - 1 }
    // The nearest rank: the smallest value that so many percent of all do not exceed.
    case .percentile(let percent): return try ordered(present) { ($0 * percent + 99) / 100 - 1 }
    case .median: return try median(present)
    case .first, .last: preconditionFailure("done above")
    }
  }

  private static func counted(_ selection: Selection) -> Selection { .one("\(selection.count)") }

  private static func distinct(_ selection: Selection) -> Selection {
    var seen: Set<ArraySlice<UInt8>> = []
    return selection.keeping(selection.texts.indices.filter { seen.insert(selection.texts[$0]).inserted })
  }

  private static func part(_ selection: Selection, _ count: Int, fromEnd: Bool) throws(Uncertainty)
    -> Selection
  {
    if selection.cutText != nil { throw Uncertainty(MatchingProblems.cut) }
    if let last = selection.certainLast, count > (fromEnd ? last : selection.certainFirst) {
      throw Uncertainty(MatchingProblems.cut)
    }
    if let doubt = selection.doubts.min(by: { $0.key < $1.key }) { throw Uncertainty(doubt.value) }
    var present = selection.withoutAbsent
    (present.certainFirst, present.certainLast) = (0, nil)
    return present.keeping(
      Array(fromEnd ? present.texts.indices.suffix(count) : present.texts.indices.prefix(count)))
  }

  /// All values read as the one type that fits them all.
  private static func typed(_ selection: Selection) throws(Uncertainty) -> [TypedValue] {
    for type in selection.type.map({ [$0] }) ?? TypedValue.inferred {
      var values: [TypedValue] = []
      values.reserveCapacity(selection.count)
      for text in selection.texts {
        guard let value = TypedValue(text, as: type) else { break }
        values.append(value)
      }
      if values.count == selection.count { return values }
    }
    if let type = selection.type, let text = selection.texts.first(where: { TypedValue($0, as: type) == nil })
    {
      throw Uncertainty(MatchingProblems.notOfType(text, type))
    }
    throw Uncertainty(MatchingProblems.noCommonType(of: selection.texts))
  }

  private static func single(_ selection: Selection, _ text: String) -> Selection {
    .one(text, type: selection.type)
  }

  private static func nothing(_ selection: Selection) -> Selection {
    Selection(type: selection.type, isPlural: false, noun: selection.noun, whyNothing: selection.whyNothing)
  }

  private static func sum(_ selection: Selection) throws(Uncertainty) -> Selection {
    let values = try typed(selection)
    guard let first = values.first else { return nothing(selection) }
    var total = ExactNumber.zero
    for (value, text) in zip(values, selection.texts) {
      guard let amount = value.amount else { throw Uncertainty(MatchingProblems.notOfType(text, .number)) }
      guard let sum = total.adding(amount) else { throw Uncertainty(MatchingProblems.tooManyDigits) }
      total = sum
    }
    return single(selection, first.written(total, like: model(selection, 0)))
  }

  private static func model(_ selection: Selection, _ index: Int) -> String {
    String(decoding: withoutRemark(selection.texts[index]), as: UTF8.self)
  }

  private static func sorted(_ values: [TypedValue]) -> [Int] {
    values.indices.sorted { a, b in
      switch values[a].order(to: values[b]) {
      case .less: true
      case .equal: a < b
      case .greater, nil: false
      }
    }
  }

  private static func ordered(_ selection: Selection, _ rank: (Int) -> Int) throws(Uncertainty) -> Selection {
    let order = sorted(try typed(selection))
    guard !order.isEmpty else { return nothing(selection) }
    var result = selection.keeping([order[min(max(rank(order.count), 0), order.count - 1)]])
    result.isPlural = false
    return result
  }

  /// The middle value; of an even number the mean of the two in the middle, where there is one.
  private static func median(_ selection: Selection) throws(Uncertainty) -> Selection {
    let values = try typed(selection)
    let order = sorted(values)
    guard !order.isEmpty else { return nothing(selection) }
    let (low, high) = (order[(order.count - 1) / 2], order[order.count / 2])
    if low == high || selection.texts[low] == selection.texts[high] {
      var result = selection.keeping([low])
      result.isPlural = false
      return result
    }
    guard let a = values[low].amount, let b = values[high].amount else {
      throw Uncertainty(MatchingProblems.notOfType(selection.texts[low], .number))
    }
    guard let sum = a.adding(b), let mean = sum.multiplied(by: ExactNumber(5, exponent: -1)) else {
      throw Uncertainty(MatchingProblems.tooManyDigits)
    }
    return single(selection, values[low].written(mean, like: model(selection, low)))
  }
}
