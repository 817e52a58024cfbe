import RunbookMatching
import RunbookModel

/// The passes over one file, in order. Each takes the findings of the one before and adds its own.
struct FileCheck {
  private let source: SourceText
  private let files: ReachedFiles
  private var findings: Findings
  private var isIncomplete = false

  init(_ source: SourceText, files: ReachedFiles) {
    self.source = source
    self.files = files
    findings = Findings(source)
  }

  func analysis() -> FileAnalysis {
    var check = self
    return check.run()
  }

  private mutating func run() -> FileAnalysis {
    let parsed = parse(source) { text in
      problem(inPattern: text).map { ($0.message, $0.offset) }
    }
    findings.add(parsed.diagnostics)
    let unread = parsed.diagnostics.filter { $0.severity == .error }.map(\.mark.place.range.start)
    let tree = parsed.tree
    var outline = Outline(tree)

    var collector = NameCollector(findings)
    let uses = loadUsed(tree, &collector)
    collector.collect(tree, outline)
    if isIncomplete { collector.names.markIncomplete() }
    let names = collector.names
    findings = collector.findings

    var head = HeadRules(names: names, findings: findings)
    head.check(tree)
    head.check(tree.questions)
    findings = head.findings

    var clauses = ClauseRules(findings: findings, unread: unread)
    for sequence in outline.all { clauses.check(sequence) }
    for declaration in tree.declarations {
      if case .outcome(let outcome) = declaration { clauses.checkOutcome(outcome) }
    }
    findings = clauses.findings

    var values = ValueRules(names: names, findings: findings)
    for sequence in outline.all { values.check(sequence) }
    findings = values.findings

    var effects = EffectRules(findings: findings, told: values.told)
    for sequence in outline.all { effects.check(sequence) }
    findings = effects.findings

    var expectations = ExpectationRules(findings: findings)
    for sequence in outline.all { expectations.check(sequence) }
    findings = expectations.findings

    var arrows = ArrowResolution(names: names, findings: findings)
    for index in outline.sequences.indices { arrows.resolve(&outline.sequences[index]) }
    findings = arrows.findings

    var conditions = ConditionRules(names: names, findings: findings)
    for sequence in outline.all { conditions.check(sequence) }
    findings = conditions.findings

    var variables = VariableRules(names: names, findings: findings, unread: unread)
    for sequence in outline.all { variables.check(sequence) }
    for ending in outline.endings { if let follow = ending.follow { variables.check(follow) } }
    for head in tree.head { if case .let(_, let value?) = head.kind { variables.use(value.references) } }
    findings = variables.findings

    if tree.title != nil, !outline.hasFlow, tree.declarations.isEmpty, !parsed.hasErrors {
      findings.report(.nothingToRun, at: tree.title!.line.range)
    }
    let follows = followFiles(outline)
    return FileAnalysis(
      parsed: parsed, outline: outline, names: names, uses: uses, follows: follows,
      diagnostics: findings.list,
      isIncomplete: isIncomplete, meant: arrows.meant, usedVariables: variables.used)
  }

  private mutating func loadUsed(_ tree: FileSyntax, _ collector: inout NameCollector) -> [FileAnalysis] {
    var uses: [FileAnalysis] = []
    var seen: [String: SourceRange] = [:]
    for head in tree.head {
      guard case .use(let path?) = head.kind else { continue }
      switch files.use(path, from: source) {
      case .problem(let problem, let others):
        collector.findings.report(problem, at: path.range, others: others)
        isIncomplete = true
      case .file(let file):
        if let first = seen[file.source.name] {
          collector.findings.report(
            .usedTwice(path.text), at: path.range, others: [collector.findings.mark(first, "first used here")]
          )
          continue
        }
        seen[file.source.name] = path.range
        if file.hasErrors || file.isIncomplete { isIncomplete = true }
        collector.bring(file.exports, by: path.range)
        uses.append(file)
      }
    }
    return uses
  }

  /// Loads every file that arrows, outcomes and calls name, and checks the arguments they are given.
  private mutating func followFiles(_ outline: Outline) -> [String: CheckedFile] {
    var found: [String: CheckedFile] = [:]
    var missing: Set<String> = []
    for reference in outline.fileReferences {
      let path = reference.file.text
      if found[path] == nil {
        guard !missing.contains(path) else { continue }
        switch files.follow(reference.file, from: source) {
        case .problem(let problem, let others):
          findings.report(problem, at: reference.file.range, others: others)
          missing.insert(path)
          continue
        case .file(let file): found[path] = file
        }
        if let file = found[path], file.analysis.isLibrary, !file.analysis.hasErrors {
          findings.report(.followsLibrary(path), at: reference.file.range)
        }
      }
      guard let file = found[path], !file.analysis.parsed.hasErrors else { continue }
      var rules = ArgumentRules(findings: findings)
      rules.check(reference.arguments, of: reference.file, for: file.analysis)
      if let call = reference.call {
        rules.check(outcomesOf: call, in: outline, against: file.analysis, path)
      }
      findings = rules.findings
    }
    return found
  }
}

extension ParsedFile {
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension FileSyntax {
  /// Every `ask`, wherever it stands.
  fileprivate var questions: [AskSyntax] {
    func questions(_ flow: [FlowSyntax]) -> [AskSyntax] {
      flow.compactMap { if case .ask(let ask) = $0 { ask } else { nil } }
    }
    return declarations.reduce(into: questions(flow)) { all, declaration in
      if case .path(let path) = declaration { all += questions(path.flow) }
    }
  }
}

extension Names {
  /// What is missing here may be in a file that could not be had.
  fileprivate mutating func markIncomplete() {
    hasUnreadableStep = true
    hasUnreadablePlace = true
    hasUnreadableVariable = true
  }
}

extension Outline {
  /// A place that names another runbook.
  struct FileReference {
    let file: StringSyntax
    let arguments: [ArgumentSyntax]
    /// The name of the call, where it is one.
    let call: String?
  }

  fileprivate var fileReferences: [FileReference] {
    var references: [FileReference] = []
    for station in sequences.flatMap(\.stations) {
      if let call = station.call, let file = call.file {
        references.append(FileReference(file: file, arguments: call.arguments, call: call.name?.text))
      }
      for exit in station.exits {
        guard case .file(let file, let arguments) = exit.arrow.target else { continue }
        references.append(FileReference(file: file, arguments: arguments, call: nil))
      }
    }
    for ending in endings {
      guard case .file(let file, let arguments)? = ending.follow?.target else { continue }
      references.append(FileReference(file: file, arguments: arguments, call: nil))
    }
    return references
  }
}
