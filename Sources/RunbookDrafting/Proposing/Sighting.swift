import RunbookMatching
package import RunbookModel

/// What one attempt of a command left.
package struct Sighting: Sendable {
  let output: [UInt8]
  /// Nil where it was stopped as it was meant to be.
  let exit: Int?
  /// Nothing of what it printed is lost.
  package let isWhole: Bool
  let observation: Observation

  /// Nil where the attempt did not end as it was meant to.
  package init?(
    ending: Ending, output: [UInt8], cut: Evidence.Cut? = nil, stderr: [UInt8],
    stderrCut: Evidence.Cut? = nil, duration: Int
  ) {
    switch ending {
    case .exited(let status): exit = status
    case .stopped: exit = nil
    case .signalled, .timedOut, .interrupted, .notStarted, .notRun, .notRecorded: return nil
    }
    self.output = output
    isWhole = cut == nil && stderrCut == nil
    observation = Observation(
      output: output, outputCut: cut, stderr: stderr, stderrCut: stderrCut, exit: exit, duration: duration)
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
