import RunbookModel

/// A place of a case that names something of its runbook.
struct CaseSpelling {
  enum Kind {
    case parameter, step, place
    /// An answer begins.
    case command
    /// The text of the command that is answered.
    case text(CommandAnswer.Wording)
    /// The step whose command is answered.
    case commandStep
    /// A variable that the command gets.
    case variable
  }

  let kind: Kind
  /// The name itself; or the lines of a command.
  let ranges: [SourceRange]

  /// It says something about the answer that began before it.
  let isInCommand: Bool

  init(_ kind: Kind, _ ranges: [SourceRange], isInCommand: Bool = true) {
    self.kind = kind
    self.ranges = ranges
    self.isInCommand = isInCommand
  }
}

extension CaseReader {
  /// Notes the name that is one of the words behind the first.
  mutating func spell(_ kind: CaseSpelling.Kind, _ line: CaseLine, _ index: Int) {
    guard let rest = line.restRange else { return }
    let ends: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "=") }
    let words = source.bytes[rest.start..<rest.end].split(whereSeparator: ends)
    guard words.indices.contains(index) else { return }
    let word = SourceRange(start: words[index].startIndex, end: words[index].endIndex)
    spellings.append(CaseSpelling(kind, [word], isInCommand: line.indentation > 0))
  }

  /// A line of a block, without its indentation.
  func range(ofLine number: Int, in indentation: Int) -> SourceRange {
    let line = source.lineRange(number)
    return SourceRange(start: min(line.upperBound, line.lowerBound + indentation), end: line.upperBound)
  }
}
