import Glibc
import RunbookLanguage
import RunbookModel

/// A runbook that can be run.
enum Runnable {
  /// The checked runbook; mistakes are shown and end the command.
  static func plan(of source: SourceText, quiet: Bool) throws(Failure) -> Plan {
    let checked = check(source, loader: Files.loader)
    if !checked.diagnostics.isEmpty, !quiet || checked.plan == nil {
      Diagnostics.show(checked, of: source, to: STDERR_FILENO)
    }
    guard let plan = checked.plan else { Output.exit(.invalid) }
    if plan.flow.isEmpty {
      throw Failure(
        "`\(source.name)` has paths for others to use and nothing that runs",
        remedy: "run a runbook that uses it",
        status: .invalid)
    }
    return plan
  }
}
