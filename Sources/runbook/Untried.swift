import RunbookEngine
import RunbookLanguage
import RunbookModel
import RunbookReports

/// What the cases of a runbook leave untried: outcomes that none of them reaches, and expectations without which
/// each of them would still come out as it should.
struct Untried {
  private let outcomes: [Outcome]
  private let expectations: [Expectation]
  private let source: SourceText

  /// With the runs of its cases, which all passed. What a `use` brings is tried by the cases of that file.
  init(_ source: SourceText, _ plan: Plan, _ runs: [CaseRun]) {
    self.source = source
    let reached = Set(runs.flatMap(\.ended.outcomes))
    outcomes = plan.outcomes.values
      .filter { $0.place.file == source.name && !reached.contains($0.name) }
      .sorted { $0.place.range.start < $1.place.range.start }
    expectations = plan.steps.flatMap { step in
      let tried = runs.filter { $0.run.steps.contains { $0.key.name == step.name } }
      return step.expectations.filter {
        $0.place.file == source.name && !Self.isNeeded($0, source, by: tried.map(\.tried))
      }
    }
  }

  var isEmpty: Bool { outcomes.isEmpty && expectations.isEmpty }

  /// Without its line the runbook makes no sense any more, or a case does not pass.
  private static func isNeeded(_ expectation: Expectation, _ source: SourceText, by cases: [Case]) -> Bool {
    var bytes = source.bytes
    bytes.removeSubrange(source.lineRange(source.position(of: expectation.place.range.start).line))
    let rest = SourceText(name: source.name, bytes: bytes)
    guard let plan = check(rest, loader: Files.loader).plan else { return true }
    return cases.contains { (try? CaseRun($0, of: plan))?.misses.isEmpty != true }
  }

  var lines: [StyledText] {
    func line(_ place: SourcePlace, _ text: String) -> StyledText {
      StyledText("  \(source.name):\(source.position(of: place.range.start).line)  ", .place)
        + StyledText(text)
    }
    var lines: [StyledText] = []
    if !outcomes.isEmpty {
      lines.append(StyledText("no case reaches", .doubt))
      lines += outcomes.map { line($0.place, "\($0.name) “\($0.title)”") }
    }
    if !expectations.isEmpty {
      lines.append(StyledText("no case misses, if it is taken out", .doubt))
      lines += expectations.map { line($0.place, "expect \($0.text)") }
    }
    return lines
  }
}
