import RunbookModel

/// JSON and YAML paths, and `where` on the elements of the last `[]`.
extension Selecting {
  func document(_ selector: Selector, _ text: Excerpt, isYAML: Bool) throws(Uncertainty) -> JSONDocument {
    if text.isCut { throw Uncertainty(MatchingProblems.cut) }
    let isOutput =
      selector.document == nil
      && !selector.filters.contains { if case .whereHolds = $0 { false } else { true } }
    return try isOutput
      ? observation.document(isYAML: isYAML) : Observation.read(text.head, isYAML: isYAML).get()
  }

  /// What a path leads to. Where several values are asked for, or `where` judges elements, a list at
  /// the end of a path without `[]` stands for its elements, and null for an empty list.
  func members(_ path: JSONPath, _ document: JSONDocument, _ tests: [PreparedTest]) -> Selection {
    let stretches = path.parts.split(separator: .every, omittingEmptySubsequences: false)
    var found = Found(entries: [(.value(document.root), nil)])
    for (index, stretch) in stretches.enumerated() {
      if index > 0 {
        found.entries = found.entries.flatMap(Self.elements)
        if index == stretches.count - 1 { found.keep(tests) }
      }
      found.entries = found.entries.flatMap { Self.select(stretch, from: $0, isBehindEvery: index > 0) }
    }
    var isPlural = stretches.count > 1
    if !isPlural, self.isPlural || !tests.isEmpty {
      if let value = found.entries.first?.result.value, value.isArray || value.isNull {
        found.entries = Self.elements(found.entries[0])
        isPlural = true
      }
      found.keep(tests)
    }
    var selection = Selection(isPlural: isPlural, noun: .value, whyNothing: "`\(path.text)` leads to nothing")
    if let count = found.countBeforeTests, count > 0 {
      selection.whyNothing = "`where` holds for none of \(Wording.count(count, .item))"
    }
    selection.texts = found.entries.map { $0.result.value?.text ?? [] }
    selection.owners = isPlural ? found.entries.map(\.owner) : nil
    selection.states = found.entries.map { Self.state($0.result) }
    selection.doubts = found.doubts
    return selection
  }

  private typealias Entry = (result: PathResult, owner: Owner?)

  /// The elements on the way along a path. A doubt stays with its element: behind the last `[]` an
  /// element leads to exactly one result.
  private struct Found {
    var entries: [Entry]
    var doubts: [Int: String] = [:]
    var countBeforeTests: Int?

    /// Only the elements for which all tests hold, or may hold.
    mutating func keep(_ tests: [PreparedTest]) {
      guard !tests.isEmpty else { return }
      countBeforeTests = entries.count
      var kept: [Entry] = []
      for entry in entries {
        switch Answer.all(tests, { Selecting.answer($0, entry.result) }) {
        case .holds: kept.append(entry)
        case .fails: break
        case .unknown(let reason):
          doubts[kept.count] = reason
          kept.append(entry)
        }
      }
      entries = kept
    }
  }

  private static func state(_ result: PathResult) -> Selection.State {
    guard let value = result.value else { return .absent }
    return value.isNull ? .null : value.isEmptyContainer ? .emptyContainer : .value
  }

  private static func select(
    _ parts: ArraySlice<JSONPath.Part>, from entry: Entry, isBehindEvery: Bool
  ) -> [Entry] {
    guard let value = entry.result.value else { return [entry] }
    let found = value.select(parts)
    if found.isEmpty { return isBehindEvery ? [(.absent, entry.owner)] : [] }
    return found.map { ($0, entry.owner) }
  }

  private static func elements(_ entry: Entry) -> [Entry] {
    guard let value = entry.result.value else { return [] }
    return value.children.map { (.value($0), Owner($0, in: entry.owner)) }
  }

  /// A path in a test that leads to several values holds where one of them does; negated, where none does.
  private static func answer(_ test: PreparedTest, _ element: PathResult) -> Answer {
    let parts: [JSONPath.Part] =
      switch test.subject {
      case .column(let name): [.member(name)]
      case .member(let path): path.parts
      }
    var results = element.value?.select(parts) ?? []
    if results.isEmpty { results = [.absent] }
    let answer = Answer.any(results) {
      test.operation.positive($0.value?.text ?? [], state($0), type: nil)
    }
    return test.operation.isNegated ? answer.negated : answer
  }
}
