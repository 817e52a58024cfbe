import RunbookMatching
package import RunbookModel

/// What one attempt of a command left, whole.
package struct Sighting: Sendable {
  let output: [UInt8]
  let exit: Int
  let observation: Observation

  /// Nil where the attempt did not end by itself, or where something was lost of what it printed.
  package init?(ending: Ending, output: [UInt8], stderr: [UInt8], duration: Int) {
    guard case .exited(let status) = ending else { return nil }
    self.output = output
    exit = status
    observation = Observation(output: output, stderr: stderr, exit: status, duration: duration)
  }

  /// Without blank lines.
  var lines: [String] {
    output.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }.filter {
      !$0.allSatisfy(\.isWhitespace)
    }
  }

  /// It begins as JSON does.
  var isDocument: Bool { output.first { $0 > 32 }.map { $0 == 0x7B || $0 == 0x5B } ?? false }

  /// The whole output where it is one short line, and no document.
  var word: String? {
    guard output.count < 60, lines.count == 1, !isDocument else { return nil }
    return lines[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
