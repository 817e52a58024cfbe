package import RunbookModel

/// Why an attempt could not look, in a few words for people, or nil where it could.
///
/// "Could not look" is: exit 126 or 127; or, unless the command exited 0 and printed something, a line of stderr that
/// is the shell's "not found" or a tool's own refusal; or NotFound where the command goes through a pod. What a
/// program *in* a pod prints about the network that it probes is evidence, so only lines in the tools' own
/// formats count, and only of tools that the command uses.
package func refusal(programs: [ProgramUse], ending: Ending, output: [UInt8], stderr: [UInt8]) -> String? {
  switch ending {
  case .notStarted(let reason): return RefusalProblems.notStarted(reason)
  case .notRun(let reason): return reason
  case .notRecorded: return RefusalProblems.notRecorded
  case .interrupted: return nil
  case .exited, .signalled, .timedOut, .stopped: break
  }
  // 141 is what a writer leaves whose reader had enough: it counts as 0.
  let isFine = ending.status == 0 || ending.status == 141
  if isFine, output.contains(where: { !$0.isBlank && $0 != .newline && $0 != 13 }) { return nil }
  return RefusalReading(programs: programs, status: ending.status).reason(output: output, stderr: stderr)
}
