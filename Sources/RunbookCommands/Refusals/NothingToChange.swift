package import RunbookModel

/// Whether a command that ended well says of itself that it changed nothing: all that it runs is
/// kubectl, and every line that kubectl prints says so.
///
/// After kubectl's printers: `patched (no change)`, `unchanged` of apply, `already cordoned`, `not labeled`.
/// What prints nothing has said nothing.
package func foundNothingToChange(programs: [ProgramUse], output: [UInt8]) -> Bool {
  guard !programs.isEmpty, output.count < 64 << 10,
    programs.allSatisfy({ $0.name == "kubectl" || $0.name == "oc" })
  else { return false }
  let lines = output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  return !lines.isEmpty
    && lines.allSatisfy { line in unchanged.contains { line.hasSuffix($0) } || line.contains(" already ") }
}

private let unchanged = [" (no change)", " unchanged", " not labeled", " not annotated"]
