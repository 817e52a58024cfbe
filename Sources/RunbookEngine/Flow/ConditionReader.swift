import RunbookMatching
import RunbookModel

/// Reads the condition of a `when` or of a row of a table, and says why it is as it is.
struct ConditionReader: Sendable {
  enum Answer: Sendable {
    /// The text says with which values.
    case holds(String)
    case holdsNot(String)
    case unknown(String)
  }

  let verdicts: [String: Verdict]
  /// What `any` means.
  var steps: [String] = []
  let bindings: Bindings
  let veil: Veil

  /// One check that does not hold settles it; else one that cannot be judged; else all hold.
  func read(_ condition: Condition) -> Answer {
    var held: [String] = []
    var unclear: String?
    for check in condition.checks {
      switch read(check) {
      case .holds(let text): held.append(text)
      case .holdsNot(let text): return .holdsNot(text)
      case .unknown(let text): unclear = unclear ?? text
      }
    }
    return unclear.map { .unknown($0) } ?? .holds(held.joined(separator: " and "))
  }

  private func read(_ check: Condition.Check) -> Answer {
    switch check {
    case .variable(let reference, let operation): read(reference, operation)
    case .verdict(.some(let step), let verdict): read(step, verdict)
    case .verdict(nil, let verdict): readAny(verdict)
    }
  }

  private func read(_ reference: VariableReference, _ operation: Operation) -> Answer {
    switch check(reference, veil.cover(operation), variables: bindings.shown) {
    case .holds(let text): .holds(text)
    case .holdsNot(let text): .holdsNot(text)
    case .unknown(let text):
      .unknown(
        bindings.real[String(reference.written.dropFirst())] == nil ? bindings.absence(of: reference) : text)
    }
  }

  private func read(_ step: String, _ verdict: Verdict) -> Answer {
    let actual = verdicts[step] ?? .skipped
    let text = EngineProblems.says(step, actual)
    return actual == verdict ? .holds(text) : .holdsNot(text)
  }

  private func readAny(_ verdict: Verdict) -> Answer {
    let those = steps.filter { verdicts[$0] ?? .skipped == verdict }
    if those.isEmpty { return .holdsNot(EngineProblems.none(verdict)) }
    return .holds(those.map { EngineProblems.says($0, verdict) }.joined(separator: ", "))
  }
}
