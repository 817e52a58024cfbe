/// What can be wrong with the head of a file, and with values wherever they stand.
package enum HeadCode: String, DiagnosticCode {
  case unsupportedLanguage = "unsupported-language"
  case severalDefaults = "several-defaults"
  case variableInDefault = "variable-in-default"
  case letTooEarly = "let-too-early"
  case unfitValue = "unfit-value"
  case unreadableValue = "unreadable-value"
  case nothingToRun = "nothing-to-run"

  package var explanation: String {
    switch self {
    case .unsupportedLanguage:
      """
      `language N` says for which version of the language a file was written. This tool reads version 1 and would
      misunderstand another one.

      Wrong:
        language 3

      Right:
        language 1
      """
    case .severalDefaults:
      """
      Only a list has several values.

      Wrong:
        param zones = a, b

      Right:
        param zones as list = a, b
      """
    case .variableInDefault:
      """
      The default of a parameter, and the values that it may have, are fixed texts: people read them in `plan` and
      in the help, before there is a run. A value made of others is a `let`.

      Wrong:
        param host = "$name.example.org"

      Right:
        let host = "$name.example.org"
      """
    case .letTooEarly:
      """
      A `let` is worked out once, before the first step, from what stands above it: parameters, secrets, built-in
      variables and earlier `let`s. What is captured or answered while the runbook runs comes too late for it.

      Wrong:
        let pod = "$name-0"
        let name = web

      Right:
        let name = web
        let pod = "$name-0"
      """
    case .unfitValue:
      """
      A fixed value must be of the type, among the values, or of the form that its place asks for. `exit` and
      `count` are numbers, `duration` is a duration, `within` takes a network, a parameter what its `as`, `one of`
      and `matching` say, an argument of a function what the reference says.

      Wrong:
        param replicas as number = three
        …
        expect exit is "ok"

      Right:
        param replicas as number = 3
        …
        expect exit is 0
      """
    case .unreadableValue:
      """
      A comparison needs something to compare: a number, a percentage, a quantity, a duration, a version, an
      address or a network. A bare value that is none of these is text, and text stands in quotes; and text is
      neither less nor more than anything.

      Wrong:
        expect column IMAGE is 3x-beta

      Right:
        expect column IMAGE is "3x-beta"
      """
    case .nothingToRun:
      """
      A runbook has at least one step, or at least one path or outcome for other files to `use`.

      Wrong:
        runbook "Is it up?"

      Right:
        runbook "Is it up?"

        step up "It answers"
          run curl -fsS http://localhost/
      """
    }
  }
}
