/// Those who gave the same answer to the same question: items of an `each`, contexts of a run.
package struct AnswerGroup: Sendable, Hashable {
  /// In the order in which they were asked.
  package let names: [String]
  /// That of the first, word for word.
  package let parts: [String]
}

/// Sorts answers into groups of the same answer but for noise and the name of who gave it; the largest
/// first, and among equals the one that was heard first.
package func answerGroups(_ answers: [(name: String, parts: [String])]) -> [AnswerGroup] {
  var order: [[String]] = []
  var members: [[String]: [Int]] = [:]
  for (index, answer) in answers.enumerated() {
    let key = answer.parts.map { Noise.normal(of: $0, about: answer.name) }
    if members[key] == nil { order.append(key) }
    members[key, default: []].append(index)
  }
  let groups = order.map { key in
    AnswerGroup(names: members[key]!.map { answers[$0].name }, parts: answers[members[key]![0]].parts)
  }
  return groups.enumerated().sorted {
    ($1.element.names.count, $0.offset) < ($0.element.names.count, $1.offset)
  }.map(\.element)
}
