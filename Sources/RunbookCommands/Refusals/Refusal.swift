package import RunbookModel

/// Why an attempt could not look, in one sentence, or nil where it could.
package func refusal(programs: [ProgramUse], ending: Ending, output: [UInt8], stderr: [UInt8]) -> String? {
  nil
}
