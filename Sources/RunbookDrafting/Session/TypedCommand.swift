import RunbookMatching

/// A command that a person typed, and what came of it.
package struct TypedCommand: Sendable, Hashable {
  package var text: String
  /// Where it ran.
  package let folder: String
  package let status: Int
  /// In milliseconds.
  package let duration: Int
  /// What the terminal showed, both streams as they came.
  package var output: [UInt8]
  /// It took the whole screen, as editors do.
  package let isFullScreen: Bool

  /// Reads what a session left: the terminal with its marks, and the records beside it.
  package static func all(shown: [UInt8], records: [UInt8]) -> [TypedCommand] {
    var fields = records.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }[...]
    var outputs = Marks(shown).outputs[...]
    var commands: [TypedCommand] = []
    var begun: (folder: String, time: Int, text: String)?
    while let kind = fields.popFirst() {
      switch kind {
      case "C" where fields.count >= 3:
        begun = (fields.removeFirst(), Int(fields.removeFirst()) ?? 0, fields.removeFirst())
      case "D" where fields.count >= 2:
        let (status, time) = (Int(fields.removeFirst()) ?? 0, Int(fields.removeFirst()) ?? 0)
        guard let start = begun else { continue }
        begun = nil
        guard let bytes = outputs.popFirst() else { return commands }
        commands.append(
          TypedCommand(
            text: trimmed(start.text), folder: start.folder, status: status,
            duration: max(0, (time - start.time) / 1000), output: Cleaning.cleaned(Array(bytes)),
            isFullScreen: bytes.contains(Array("\u{1B}[?1049h".utf8))
              || bytes.contains(Array("\u{1B}[?47h".utf8))))
      default: break
      }
    }
    return commands
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}

/// The parts of a terminal's output that lie between the marks of a command's beginning and its end.
private struct Marks {
  private(set) var outputs: [ArraySlice<UInt8>] = []

  init(_ shown: [UInt8]) {
    let (begin, end) = (Array("\u{1B}]133;C\u{07}".utf8), Array("\u{1B}]133;D;".utf8))
    var rest = shown[...]
    while let start = rest.firstRange(of: begin) {
      rest = rest[start.upperBound...]
      guard let stop = rest.firstRange(of: end) else { return }
      outputs.append(rest[..<stop.lowerBound])
      rest = rest[stop.upperBound...]
    }
  }
}
