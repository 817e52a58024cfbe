package import RunbookCommands
import RunbookModel

/// What holds for every shell text.
package enum ShellLaws {
  package static func broken(by bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let reading = CommandReading(text)
    if let law = broken(reading, of: Array(text.utf8)) { return law }
    _ = RightsReading(text, values: ["namespace": "default"])
    _ = RightsReading(text, stdin: Template(verbatim: text), values: [:])
    for status in [1, 127] {
      _ = refusal(programs: reading.programs, ending: .exited(status: status), output: bytes, stderr: bytes)
    }
    guard reading.problems.isEmpty, bytes.last != UInt8(ascii: "\\") else { return nil }
    let longer = CommandReading(text + "\n")
    guard longer.uses == reading.uses, longer.programs == reading.programs, longer.effect == reading.effect
    else { return "a line end at the end changes nothing" }
    return nil
  }

  /// Also that it never reads past the text.
  package static func broken(_ reading: CommandReading, of bytes: [UInt8]) -> String? {
    var last = 0
    for use in reading.uses {
      guard use.range.lowerBound >= last, use.range.upperBound <= bytes.count else {
        return "the uses of variables lie in the text, in order"
      }
      last = use.range.lowerBound
      let written = String(decoding: bytes[use.range], as: UTF8.self)
      // Quotes may stand within a bare name that is an argument of `let`.
      let isInPieces = use.isEvaluated && written.contains { "'\"\\".contains($0) }
      guard !use.name.isEmpty,
        written == use.name || written.hasPrefix("$") && written.contains(use.name) || isInPieces
      else { return "the use of a variable is what stands there" }
    }
    for problem in reading.problems {
      guard problem.range.lowerBound >= 0, problem.range.upperBound <= bytes.count else {
        return "a problem lies in the text"
      }
    }
    guard reading.effect.range.lowerBound >= 0, reading.effect.range.upperBound <= bytes.count else {
      return "an effect lies in the text"
    }
    return nil
  }
}
