import RunbookMatching
import RunbookModel

/// What the items of a fan-out answered: who said the same, who something else, and what.
///
/// An answer is the verdict, what was found where something did not hold, and what was captured. A
/// capture that is another one for most items (the address of a pod) is what they are asked for, and no difference.
struct ItemAnswers {
  private let run: Run
  private let noun: String
  private let items: [Run.StepRecord]
  /// With the verdict as the first part of each answer.
  private var groups: [AnswerGroup] = []

  /// Nil where the step has no items that have ended.
  init?(of step: StepKey, in run: Run) {
    items = run.items(of: step).filter { $0.ended != nil }
    if items.isEmpty { return nil }
    self.run = run
    noun = run.record(of: step)?.item ?? "item"
    groups = grouped
  }

  /// In a sentence or two; nil where nobody agrees, or there is nothing to add to all having passed.
  var sentence: String? {
    if let matrix = Matrix(items.map { ($0.key.items, $0.ended!.verdict) }), let found = matrix.sentence {
      return found
    }
    guard items.count > 1, let most = groups.first, most.names.count * 2 > items.count else { return nil }
    let count =
      most.names.count == items.count ? "all \(items.count)" : "\(most.names.count) of \(items.count)"
    let verdict = verdict(of: most)
    let others = groups.dropFirst()
    if others.isEmpty, verdict == .passed { return nil }
    let unseen = others.filter { self.verdict(of: $0) == .unknown }.flatMap(\.names)
    let differing = others.filter { self.verdict(of: $0) != .unknown }.flatMap(\.names)
    var text = "\(count) \(plural(noun))"
    switch verdict {
    case .passed: text += differing.isEmpty ? "" : ": same answer"
    case .failed, .flaky: text += " failed alike"
    case .unknown: text += " could not be looked at, for the same reason"
    case .skipped: text += " were skipped"
    }
    if !differing.isEmpty {
      text += "; \(Self.list(differing)) \(differing.count == 1 ? "differs" : "differ")"
    }
    if !unseen.isEmpty { text += "; \(Self.list(unseen)) not looked at" }
    return text
  }

  /// What each of the smaller groups said instead: at most three lines.
  var differences: [StyledText] {
    guard sentence != nil, let most = groups.first else { return [] }
    let usual = Set(most.parts)
    return groups.dropFirst().prefix(3).map { group in
      let own = group.parts.filter { !usual.contains($0) }
      let verdict = verdict(of: group)
      return StyledText(Self.list(group.names), .strong)
        + StyledText("  \(VerdictWord.word(verdict))", VerdictWord.style(verdict))
        + StyledText(own.dropFirst(verdict == self.verdict(of: most) ? 0 : 1).map { ": \($0)" }.joined())
    }
  }

  /// One item of each group that has something to show: at most three.
  var telling: [StepKey] {
    groups.filter { ![.passed, .skipped].contains(verdict(of: $0)) }.prefix(3).compactMap { group in
      items.first { name(of: $0) == group.names[0] }?.key
    }
  }

  private var grouped: [AnswerGroup] {
    let common = commonCaptures
    return answerGroups(
      items.map { item in
        let attempt = run.attempts(of: item.key).last { $0.verdict != nil }
        let doubtful = attempt?.judgements.filter { $0.verdict != .passed } ?? []
        let reasons =
          doubtful.isEmpty
          ? [item.ended?.reason].compactMap(\.self) : doubtful.map { "\($0.expectation): \($0.found)" }
        let captures = (attempt?.captures ?? []).filter { common.contains($0.name) }
        let isGood = item.ended?.verdict == .passed
        return (
          name(of: item),
          [item.ended!.verdict.rawValue] + (isGood ? [] : reasons)
            + captures.map { "$\($0.name) is \($0.value.texts.joined(separator: ", "))" }
        )
      })
  }

  /// The captures that most items agree on.
  private var commonCaptures: Set<String> {
    var values: [String: [(name: String, parts: [String])]] = [:]
    for item in items {
      for capture in run.attempts(of: item.key).last(where: { $0.verdict != nil })?.captures ?? [] {
        values[capture.name, default: []].append((name(of: item), [capture.value.written]))
      }
    }
    return Set(values.filter { (answerGroups($0.value).first?.names.count ?? 0) * 2 > items.count }.keys)
  }

  private func verdict(of group: AnswerGroup) -> Verdict { Verdict(rawValue: group.parts[0]) ?? .unknown }

  private func name(of item: Run.StepRecord) -> String {
    item.key.items.map { called($0, noun) }.joined(separator: " · ")
  }

  /// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
  static func list(_ names: [String]) -> String {
    if names.count > 4 { return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more" }
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
