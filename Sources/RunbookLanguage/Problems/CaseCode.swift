/// What can be wrong in a case of `runbook test`.
package enum CaseCode: String, DiagnosticCode {
  case unknownCaseWord = "unknown-case-word"
  case malformedCaseLine = "malformed-case-line"
  case incompleteCase = "incomplete-case"
  case undefinedInCase = "undefined-in-case"

  package var explanation: String {
    switch self {
    case .unknownCaseWord:
      """
      The first word of each line of a case says what it is. At the top level: run, context, only, from, param, answer,
      expect, command. Below `command`: run, step, with, item, attempt, context, stdin, exit, signal, timed out, stopped,
      took, output, stderr.

      Wrong:
        command kubectl get nodes
          prints

      Right:
        command kubectl get nodes
          output
      """
    case .malformedCaseLine:
      """
      Behind the first word of a line stands what it takes, and what belongs to a line is indented by two blanks below it.

      Wrong:
        param namespace shop

      Right:
        param namespace = shop
      """
    case .incompleteCase:
      """
      A case begins with its title, expects something, and each `command` says which one it answers: by its text, by a part
      of it, or by the step that asks it.

      Wrong:
        command
          output "7"

      Right:
        command contains "get nodes"
          output "7"
      """
    case .undefinedInCase:
      """
      A case names parameters, questions, steps, paths and outcomes of its runbook. What the runbook does not have can
      never be asked and never come.

      Wrong:
        expect outcome coredns-thrttled

      Right:
        expect outcome coredns-throttled
      """
    }
  }
}
