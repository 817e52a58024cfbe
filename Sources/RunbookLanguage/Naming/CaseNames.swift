import RunbookCommands
package import RunbookModel

/// One name in a case, and what it means in its runbook and in those that it calls.
package struct CaseNames {
  /// Each place with a meaning; with several where commands of several steps are answered that mean different things.
  package private(set) var uses: [NameUse] = []
  /// For each text that holds the name, which commands of the runbook it answers, and its line, from 1.
  package private(set) var answered: [(commands: [Int], line: Int)] = []

  fileprivate let source: SourceText
  fileprivate let name: String

  fileprivate init(_ name: String, in source: SourceText) {
    self.name = name
    self.source = source
  }

  fileprivate func holds(_ range: SourceRange?) -> Bool { range.map(source.text) == name }

  fileprivate mutating func add(_ range: SourceRange, _ meaning: Meaning?) {
    guard let meaning, meaning.kind != .builtIn else { return }
    let use = NameUse(range: range, meaning: meaning, isDefinition: false)
    if !uses.contains(use) { uses.append(use) }
  }

  /// The places in the text of a command: those that its reading finds, or behind a `$` in a part of it.
  fileprivate func places(in lines: [SourceRange], isWhole: Bool) -> [SourceRange] {
    let bytes = source.bytes
    guard isWhole else { return bytes.names(name, in: lines[0]).filter { bytes.isBehindDollar($0.start) } }
    let text = TextSyntax(
      text: lines.map(source.text).joined(separator: "\n"), range: lines[0], lines: lines, isBlock: true)
    return CommandReading(text.text).uses.filter { $0.name == name }.compactMap {
      bytes.names(name, in: text.sourceRange(of: $0.range)).first
    }
  }

  fileprivate mutating func add(answer lines: [SourceRange], to commands: [Int]) {
    answered.append((commands, source.position(of: lines[0].start).line))
  }
}

/// What the cases of a runbook can name: its names and its commands, and those of the runbooks that it calls.
package struct CaseIndex {
  /// The nearest first.
  private let meanings: [Meanings]
  private let commands: [Known]

  init(_ analysis: FileAnalysis) {
    let parts = analysis.played.map { ($0, $0.meanings) }
    meanings = parts.map(\.1)
    commands = parts.flatMap { part, meanings in
      part.outline.all.flatMap(\.stations).flatMap { station in
        station.commands.map { Known($0, of: station, meanings) }
      }
    }
  }

  package func names(_ name: String, in source: SourceText) -> CaseNames {
    var found = CaseNames(name, in: source)
    var reader = CaseReader(source)
    reader.read()
    var rest = reader.spellings[...]
    while let first = rest.popFirst() {
      guard case .command = first.kind else {
        add(first, to: &found)
        continue
      }
      let about = rest.prefix { $0.isInCommand }
      rest = rest.dropFirst(about.count)
      add(command: Array(about), to: &found)
    }
    return found
  }

  /// The nearest runbook in which it means something decides.
  private func add(_ spelling: CaseSpelling, to found: inout CaseNames) {
    guard let range = spelling.ranges.first, found.holds(range) else { return }
    let all = meanings.map { meanings -> Meaning? in
      switch spelling.kind {
      case .parameter: meanings.variables[found.name]?.first
      case .place: meanings.places[found.name]
      case .step, .commandStep: meanings.steps[found.name]
      case .command, .text, .variable: nil
      }
    }
    found.add(range, all.compactMap(\.self).first)
  }

  /// A variable means what it means to the commands that are answered.
  private func add(command spellings: [CaseSpelling], to found: inout CaseNames) {
    func isNamed(_ spelling: CaseSpelling) -> Bool {
      spelling.ranges.contains { !found.source.bytes.names(found.name, in: $0).isEmpty }
    }
    guard spellings.contains(where: isNamed) else { return }
    var answered = Array(commands.indices)
    for spelling in spellings {
      switch spelling.kind {
      case .text(let wording):
        let letters = if case .exact(let text) = wording { Known.letters(text) } else { [UInt8]() }
        answered = answered.filter { commands[$0].answers(to: wording, letters) }
        if isNamed(spelling) { found.add(answer: spelling.ranges, to: answered) }
      case .commandStep:
        add(spelling, to: &found)
        let step = spelling.ranges.first.map(found.source.text)
        answered = answered.filter { commands[$0].station.name?.text == step }
      case .step: add(spelling, to: &found)
      case .command, .parameter, .place, .variable: break
      }
    }
    let asked = answered.map { commands[$0] }.filter { $0.needs(found.name) }
    for spelling in spellings {
      let places: [SourceRange]
      switch spelling.kind {
      case .text(.exact): places = found.places(in: spelling.ranges, isWhole: true)
      case .text: places = found.places(in: spelling.ranges, isWhole: false)
      case .variable: places = spelling.ranges.filter { found.holds($0) }
      case .command, .commandStep, .parameter, .place, .step: continue
      }
      for place in places {
        for command in asked { found.add(place, command.meaning(found.name)) }
      }
    }
  }
}

/// A command of a runbook.
private struct Known {
  let station: Station
  private let meanings: Meanings
  private let shell: ShellText
  private let letters: [UInt8]

  init(_ shell: ShellText, of station: Station, _ meanings: Meanings) {
    self.station = station
    self.meanings = meanings
    self.shell = shell
    letters = Self.letters(shell.text.text)
  }

  /// - Parameter letters: of an exact wording.
  func answers(to wording: CommandAnswer.Wording, _ letters: [UInt8]) -> Bool {
    switch wording {
    case .exact: self.letters == letters
    case .contains(let part): shell.text.text.contains(part)
    case .startsWith(let part): shell.text.text.hasPrefix(part)
    }
  }

  func needs(_ variable: String) -> Bool {
    shell.reading.uses.contains { $0.name == variable } && !shell.reading.assigned.contains(variable)
  }

  func meaning(_ variable: String) -> Meaning? { meanings.variable(variable, at: shell.text.range.start) }

  /// Without blanks, which count nothing, and without what joins lines.
  static func letters(_ text: String) -> [UInt8] {
    text.utf8.filter { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "\\") }
  }
}

extension FileAnalysis {
  /// The files whose steps can take part in a run of it: those that it uses, and those that it calls with theirs.
  fileprivate var played: [FileAnalysis] {
    var all: [FileAnalysis] = []
    func add(_ file: FileAnalysis) {
      guard !all.contains(where: { $0 === file }) else { return }
      all += file.parts.filter { part in !all.contains { $0 === part } }
      for part in file.parts {
        for station in part.outline.all.flatMap(\.stations) {
          if let path = station.call?.file?.text, let called = part.follows[path]?.analysis { add(called) }
        }
      }
    }
    add(self)
    return all
  }
}

extension [UInt8] {
  /// Where a name stands as a word of its own.
  func names(_ name: String, in range: SourceRange) -> [SourceRange] {
    let wanted = Array(name.utf8)
    guard let first = wanted.first else { return [] }
    var found: [SourceRange] = []
    var rest = self[range.start..<range.end]
    while let start = rest.firstIndex(of: first), start + wanted.count <= range.end {
      let end = start + wanted.count
      let isAlone =
        (start == range.start || !self[start - 1].isNameByte) && (end == range.end || !self[end].isNameByte)
      if isAlone, self[start..<end].elementsEqual(wanted) {
        found.append(SourceRange(start: start, end: end))
      }
      rest = self[(start + 1)..<range.end]
    }
    return found
  }

  /// `$name` or `${name`.
  fileprivate func isBehindDollar(_ offset: Int) -> Bool {
    let before = self[..<offset].suffix(2)
    return before.last == UInt8(ascii: "$") || before.elementsEqual("${".utf8)
  }
}
