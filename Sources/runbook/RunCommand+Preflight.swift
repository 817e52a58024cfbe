import Glibc
import RunbookCommands
import RunbookEngine
import RunbookModel
import RunbookReports

extension RunCommand {
  /// Asks each context which rights are missing, says it, and ends; nothing of the runbook runs.
  func preflight(_ plan: Plan, _ arguments: Variables, _ consent: Consent) async -> Never {
    let part = only.map(PlanPart.only) ?? from.map(PlanPart.from) ?? .all
    let needs = Access.needs(of: plan, part: part, arguments) {
      consent.allFixes || consent.fixes.contains($0)
    }
    let shell = RealShell()
    var needsHere = needs
    needsHere.needs.removeAll { $0.place.context == AccessNeed.Place.unknownContext }
    for place in Set(needs.needs.map(\.place)).filter({ $0.context == AccessNeed.Place.unknownContext }) {
      needsHere.gaps.append(AccessGap(at: place, reason: "which context it asks is known only at run time"))
    }
    for gap in needsHere.gaps { Output.warn(Access.sentence(gap)) }
    var preflights: [Preflight] = []
    for context in context.isEmpty ? [nil] : context.map(Optional.some) {
      let preflight = await ClusterRights(shell: shell).preflight(needsHere, in: context)
      if !json { Output.print(PreflightView(preflight, runbook: plan.name).lines) }
      preflights.append(preflight)
    }
    if json { Output.print(PreflightDocument(preflights, runbook: plan.name).text) }
    await shell.close()
    Glibc.exit(preflights.allSatisfy(\.isClear) ? 0 : RunVerdict.inconclusive.exitStatus)
  }
}
