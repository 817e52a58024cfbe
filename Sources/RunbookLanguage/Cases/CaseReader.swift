package import RunbookModel

/// What reading a case file gives: the case, or what is wrong with it.
package struct CheckedCase: Sendable {
  /// Nil when there is any error.
  package let found: Case?
  package let diagnostics: [Diagnostic]
}

/// Reads a case, and checks the names in it against the runbook that it is for.
package func readCase(_ source: SourceText, for plan: Plan) -> CheckedCase {
  var reader = CaseReader(source)
  reader.read()
  if reader.diagnostics.isEmpty { reader.check(against: plan) }
  return CheckedCase(
    found: reader.diagnostics.isEmpty ? reader.found : nil, diagnostics: reader.diagnostics)
}

/// Line by line: a word at the beginning says what a line is, and what is indented below it belongs to it.
struct CaseReader {
  let source: SourceText
  private(set) var found = Case(title: "")
  private(set) var diagnostics: [Diagnostic] = []
  /// The names of the runbook that stand in it, in order.
  var spellings: [CaseSpelling] = []
  var next = 1

  init(_ source: SourceText) { self.source = source }

  mutating func report(_ problem: Problem, at range: SourceRange) {
    diagnostics.append(problem.diagnostic(at: range, in: source))
  }

  func range(ofLine number: Int) -> SourceRange { CaseLine(source, number)!.range }

  /// The next line that says something, which is then read.
  mutating func line() -> CaseLine? {
    while next <= source.lineStarts.count {
      defer { next += 1 }
      if let line = CaseLine(source, next) { return line }
    }
    return nil
  }

  /// The same, where it stands below a line of that indentation.
  mutating func line(below indentation: Int) -> CaseLine? {
    let here = next
    if let line = line(), line.indentation > indentation { return line }
    next = here
    return nil
  }

  mutating func read() {
    guard let first = line(), first.word == "case", let title = Quoted.read(first.rest) else {
      let range = source.lineRange(1)
      report(.noCaseTitle, at: SourceRange(start: range.lowerBound, end: range.upperBound))
      return
    }
    found.title = String(decoding: title, as: UTF8.self)
    while let line = line() {
      guard line.indentation == 0 else {
        report(.caseIndentation(line.indentation, wanted: 0), at: line.range)
        continue
      }
      switch line.word {
      case "run": found.mark = one(line, "an id")
      case "context": found.context = one(line, "a kubeconfig context")
      case "only":
        found.only = one(line, "a step")
        spell(.step, line, 0)
      case "from":
        found.from = one(line, "a step")
        spell(.step, line, 0)
      case "param":
        if let named = named(line) { found.parameters.append(named) }
        spell(.parameter, line, 0)
      case "answer":
        if let named = named(line) { found.answers.append(named) }
        spell(.step, line, 0)
      case "expect": expect(line)
      case "command": if let answer = command(line) { found.commands.append(answer) }
      default: report(.unknownCaseWord(line.word, among: Self.words), at: line.range)
      }
    }
    if found.expectations.isEmpty, diagnostics.isEmpty {
      report(.noCaseExpectation, at: range(ofLine: first.number))
    }
  }

  static let words = ["run", "context", "only", "from", "param", "answer", "expect", "command"]

  /// The only word behind the first.
  mutating func one(_ line: CaseLine, _ what: String) -> String? {
    if line.words.count == 1 { return line.words[0] }
    report(.malformedCaseLine("`\(line.word)` takes \(what)", "\(line.word) …"), at: line.range)
    return nil
  }

  /// `name = text`; text in quotes may have escapes.
  mutating func named(_ line: CaseLine) -> Case.Named? {
    let parts = line.rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].split(separator: " ").joined(separator: " ")
    guard parts.count == 2, !name.isEmpty, !name.contains(" "), let text = value(parts[1].drop { $0 == " " })
    else {
      report(
        .malformedCaseLine("`\(line.word)` takes a name and a value", "\(line.word) name = value"),
        at: line.range)
      return nil
    }
    return Case.Named(name, text, line: line.number)
  }

  /// What would be read of a text that stands behind a word: itself, where that can be said so.
  static func plain(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.hasPrefix("contains \"")
      && !text.hasPrefix("starts with \"") && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    return isPlain ? text : ""
  }

  private func value(_ text: Substring) -> String? {
    guard text.hasPrefix("\"") else { return String(text) }
    return Quoted.read(String(text)).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func expect(_ line: CaseLine) {
    let words = line.words
    switch words.first {
    case "outcome": spell(.place, line, 1)
    case "step": spell(.step, line, 1)
    case "way": for index in words.indices.dropFirst() { spell(.place, line, index) }
    default: break
    }
    let kind: Case.Expected.Kind?
    switch (words.first, words.count) {
    case ("verdict", 2): kind = RunVerdict(rawValue: words[1]).map { .verdict($0) }
    case ("outcome", 2): kind = .outcome(words[1])
    case ("no", 2) where words[1] == "outcome": kind = .outcome(nil)
    case ("way", _): kind = .way(words.dropFirst().filter { $0 != "→" && $0 != "->" })
    case ("step", 3): kind = Verdict(rawValue: words[2]).map { .step(words[1], $0) }
    default: kind = nil
    }
    guard let kind else {
      return report(
        .malformedCaseLine(
          "`\(line.rest)` cannot be expected",
          "expect verdict problem, expect outcome NAME, expect no outcome, expect way → PATH → PATH or expect step NAME failed"
        ), at: line.range)
    }
    found.expectations.append(Case.Expected(kind, line: line.number))
  }

  // Names.

  mutating func check(against plan: Plan) {
    func known(_ name: String, _ what: String, among names: [String], at number: Int) {
      if names.contains(name) || number == 0 { return }
      report(
        .undefinedInCase(name, what, in: plan.source.name, among: names.sorted()), at: range(ofLine: number))
    }
    for parameter in found.parameters {
      known(parameter.name, "parameter", among: plan.parameters.map(\.name), at: parameter.line)
    }
    let begins = (1...source.lineStarts.count).compactMap { CaseLine(source, $0) }.filter {
      $0.indentation == 0 && ["only", "from"].contains($0.word)
    }
    for line in begins { known(line.rest, "step", among: plan.names, at: line.number) }
    let names = plan.allNames
    for answer in found.answers { known(answer.name, "question", among: names, at: answer.line) }
    for expected in found.expectations {
      switch expected.kind {
      case .verdict, .outcome(nil): break
      case .outcome(let name?): known(name, "outcome", among: Array(plan.outcomes.keys), at: expected.line)
      case .way(let way):
        for name in way { known(name, "path", among: Array(plan.paths.keys), at: expected.line) }
      case .step(let name, _): known(name, "step", among: names, at: expected.line)
      }
    }
    for command in found.commands {
      for step in command.step.map(Fix.names) ?? [] { known(step, "step", among: names, at: command.line) }
    }
  }
}

extension Plan {
  /// What can be named in it and in all that it calls.
  fileprivate var allNames: [String] {
    names + finally.compactMap { if case .step(let step) = $0 { step.name } else { nil } }
      + calls.compactMap { files[$0.file.path]?.plan }.flatMap(\.allNames)
  }
}
