import RunbookMatching
import RunbookModel

extension String {
  /// Whether a pattern is found in it, as a run would judge it. What cannot be judged is left to the run.
  func matches(_ pattern: Pattern) -> Bool {
    let operation = Operation(.matches(pattern), text: "matches /\(pattern.text)/")
    switch check(VariableReference("value"), operation, variables: ["value": VariableValue(self)]) {
    case .holds, .unknown: return true
    case .holdsNot: return false
    }
  }
}
