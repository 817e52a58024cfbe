package import RunbookModel

/// What came of a condition on a variable; the text says why, with the values: `$loss is 3.3`.
package enum CheckResult: Sendable, Hashable {
  case holds(String)
  case holdsNot(String)
  case unknown(String)
}

/// Judges `$name OPERATOR VALUE` of a `when` or a `decide`.
package func check(
  _ reference: VariableReference, _ operation: Operation, variables: Variables
) -> CheckResult {
  let selector = Selector(source: .variable(reference), text: reference.written)
  let finding: Finding
  do throws(Uncertainty) {
    let prepared = try PreparedOperation(operation, variables)
    finding = Judging.find(
      Expectation(
        selector: selector, operation: operation, text: "",
        place: SourcePlace(file: "", range: SourceRange(start: 0, end: 0))),
      prepared, .nothing, variables)
  } catch {
    return .unknown(error.reason)
  }
  let name = reference.written
  let isThere = variables[reference.key] != nil
  let state = isThere ? "\(name) is \(finding.found)" : MatchingProblems.neverCaptured(reference)
  switch finding.verdict {
  case .passed: return .holds(state)
  case .failed: return .holdsNot(state)
  case .unknown, .flaky, .skipped: return .unknown(isThere ? "\(state): \(finding.reason ?? "")" : state)
  }
}
