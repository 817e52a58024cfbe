import RunbookMatching
import RunbookModel

/// An answer as it counts.
struct GivenAnswer: Sendable, Hashable {
  let text: String
  var remark: String?

  var isYes: Bool { text == "yes" }
}

/// Why an answer will not do.
struct Unanswerable: Error {
  let reason: String
}

extension Question {
  /// Reads what was said; an empty answer is the default.
  func read(_ said: String) throws(Unanswerable) -> GivenAnswer {
    let trimmed = String(said.trimming { $0 == " " || $0 == "\t" })
    guard let text = trimmed.isEmpty ? standard : trimmed else {
      throw Unanswerable(reason: AskingProblems.empty)
    }
    switch kind {
    case .text(let type):
      if let type, !isReadable(text, as: type) {
        throw Unanswerable(reason: AskingProblems.unreadable(text, as: type))
      }
      return GivenAnswer(text: text)
    case .choice(let choices): return GivenAnswer(text: try Self.choice(text, among: choices))
    case .yesOrNo:
      for word in ["yes", "no"] where word.hasPrefix(text.lowercased()) { return GivenAnswer(text: word) }
      throw Unanswerable(reason: AskingProblems.neitherYesNorNo(text))
    case .verdict: return try Self.verdict(text)
    }
  }

  /// One of them, or the beginning of just one.
  private static func choice(_ text: String, among choices: [String]) throws(Unanswerable) -> String {
    if choices.contains(text) { return text }
    let meant = choices.filter { $0.hasPrefix(text) }
    guard meant.count == 1 else { throw Unanswerable(reason: AskingProblems.noChoice(text, choices)) }
    return meant[0]
  }

  /// How a thing can have gone, in the order in which a letter is enough.
  static let verdicts: [Verdict] = [.passed, .failed, .unknown, .skipped, .flaky]

  private static func verdict(_ text: String) throws(Unanswerable) -> GivenAnswer {
    let parts = text.split(maxSplits: 1) { " :,".contains($0) }
    let word = parts.first.map { $0.lowercased() } ?? ""
    guard !word.isEmpty, let verdict = verdicts.first(where: { $0.rawValue.hasPrefix(word) }) else {
      throw Unanswerable(reason: AskingProblems.noChoice(text, verdicts.map(\.rawValue)))
    }
    let remark = parts.dropFirst().first.map { String($0.trimming { $0 == " " }) }
    return GivenAnswer(text: verdict.rawValue, remark: remark.flatMap { $0.isEmpty ? nil : $0 })
  }
}

extension StringProtocol {
  fileprivate func trimming(_ isBlank: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
