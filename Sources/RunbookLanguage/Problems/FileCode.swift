/// What can be wrong between files: `use`, `call`, and arrows to other runbooks.
package enum FileCode: String, DiagnosticCode {
  case unreadableFile = "unreadable-file"
  case fileLoop = "file-loop"
  case unknownArgument = "unknown-argument"
  case duplicateArgument = "duplicate-argument"
  case missingArgument = "missing-argument"
  case undefinedOutcome = "undefined-outcome"
  case followsLibrary = "follows-library"

  package var explanation: String {
    switch self {
    case .unreadableFile:
      """
      Every file that a runbook can reach is read before the first step. A path is looked for beside the file that
      names it.

      Wrong:
        → "cni-borken.rb"

      Right:
        → "cni-broken.rb"
      """
    case .fileLoop:
      """
      Files do not lead round in a circle, by `use`, by `call` or by arrows: a chain of runs would never end. What both
      need is a third file.

      Wrong:
        a.rb:  → "b.rb"
        b.rb:  → "a.rb"

      Right:
        a.rb:  → "c.rb"
        b.rb:  → "c.rb"
      """
    case .unknownArgument:
      """
      Behind a file stand values for its params, by their names; behind a function stand values for what it needs.

      Wrong:
        → "cni-broken.rb" namspace=$namespace

      Right:
        → "cni-broken.rb" namespace=$namespace
      """
    case .duplicateArgument:
      """
      A param gets one value, and so does an argument of a function.

      Wrong:
        → "cni-broken.rb" node=a node=b

      Right:
        → "cni-broken.rb" node=a
      """
    case .missingArgument:
      """
      A param without a default must be given. A run that somebody else starts cannot ask for it. A function needs all
      its arguments but those that the reference puts in brackets.

      Wrong:
        → "node.rb"                  # param node

      Right:
        → "node.rb" node=$node
      """
    case .undefinedOutcome:
      """
      `$net.outcome` is compared with the names of the outcomes in the file that `call net …` runs. One that it does not
      have can never be the answer.
      """
    case .followsLibrary:
      """
      The file has no flow of its own: it is made of paths and outcomes for others to `use`, and a run of it would do
      nothing.

      Wrong:
        → "common.rb"

      Right:
        use "common.rb"
        …
        → a-path-of-common
      """
    }
  }
}
