import Glibc
import RunbookLanguage
import RunbookModel

/// A runbook that can be run.
enum Runnable {
  /// The checked runbook, or one that only holds what others use; mistakes are shown and end the command.
  static func readable(_ source: SourceText, quiet: Bool = false) -> Plan {
    let checked = check(source, loader: Files.loader)
    if !quiet || checked.plan == nil { Diagnostics.show(checked, of: source, to: STDERR_FILENO) }
    guard let plan = checked.plan else { Output.exit(.invalid) }
    return plan
  }

  /// The same, of one that runs.
  static func plan(of source: SourceText, quiet: Bool) throws(Failure) -> Plan {
    let plan = readable(source, quiet: quiet)
    if plan.flow.isEmpty {
      throw Failure(
        "`\(source.name)` has paths for others to use and nothing that runs",
        remedy: "run a runbook that uses it",
        status: .invalid)
    }
    return plan
  }
}
