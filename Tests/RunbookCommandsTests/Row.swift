import RunbookCommands
import RunbookModel
import Testing

/// A shell text and what reading it must tell.
struct Row: Sendable, CustomTestStringConvertible {
  let text: String
  /// Names in order; `!` behind one that is not quoted, `?` behind one that is not certain.
  let uses: String
  let sets: String
  /// Programs with their verbs, commas between them.
  let runs: String
  let problem: String?
  /// The text that the problem points to.
  let at: String?

  init(
    _ text: String, uses: String = "", sets: String = "", runs: String = "", problem: String? = nil,
    at: String? = nil
  ) {
    self.text = text
    self.uses = uses
    self.sets = sets
    self.runs = runs
    self.problem = problem
    self.at = at
  }

  var testDescription: String { text }

  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let reading = CommandReading(text)
    let uses = reading.uses.map { "\($0.name)\($0.isQuoted ? "" : "!")\($0.isCertain ? "" : "?")" }
    let runs = reading.programs.map { ([$0.name] + $0.verbs).joined(separator: " ") }
    #expect(uses.joined(separator: " ") == self.uses, "uses", sourceLocation: sourceLocation)
    #expect(reading.assigned.sorted().joined(separator: " ") == sets, "sets", sourceLocation: sourceLocation)
    #expect(runs.joined(separator: ", ") == self.runs, "runs", sourceLocation: sourceLocation)
    #expect(reading.problems.first?.message == problem, sourceLocation: sourceLocation)
    let place = reading.problems.first.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(place == at, sourceLocation: sourceLocation)
  }
}
