/// Whether a name belongs to the shell or to the usual environment rather than to a runbook.
package func isEnvironmentName(_ name: String) -> Bool {
  name.utf8.first.map { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
}
