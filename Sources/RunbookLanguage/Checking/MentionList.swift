import RunbookCommands
import RunbookModel

/// Gathers the variables that the clauses of a station need.
struct MentionList {
  private(set) var list: [Mention] = []
  private(set) var commands: [ShellText] = []

  init() {}

  /// `defaults` are the names that an `env` in the defaults declares.
  init(_ clauses: [ClauseSyntax], defaults: Set<String>) {
    var environment = defaults
    for clause in clauses {
      if case .env(let names) = clause.kind { environment.formUnion(names.map(\.text)) }
    }
    let stdin = clauses.lazy.compactMap { clause -> Template? in
      if case .stdin(let text?) = clause.kind { text.template } else { nil }
    }.first
    for clause in clauses { add(clause, environment, stdin: stdin) }
  }

  mutating func add(_ references: [ReferenceSyntax]?, _ moment: Mention.Moment, _ site: Mention.Site = .value)
  {
    for reference in references ?? [] {
      list.append(Mention(reference: reference.reference, range: reference.range, moment: moment, site: site))
    }
  }

  mutating func add(arguments: [ArgumentSyntax], _ moment: Mention.Moment) {
    for argument in arguments { add(argument.value.references, moment) }
  }

  mutating func add(arrow: ArrowSyntax?) {
    guard let arrow, case .file(_, let arguments) = arrow.target else { return }
    add(arguments: arguments, .after)
  }

  mutating func add(condition: ConditionSyntax?) {
    for check in condition?.checks ?? [] {
      guard case .variable(let reference, let operation) = check else { continue }
      add([reference], .before, .condition)
      add(operation.references, .before)
    }
  }

  private mutating func add(_ clause: ClauseSyntax, _ environment: Set<String>, stdin: Template?) {
    switch clause.kind {
    case .run(let text): add(text, .before, environment, stdin: stdin)
    case .cleanup(let text), .undo(let text): add(text, .end, environment)
    case .stdin(let text): add(text?.references, .before)
    case .on(let value): add(value?.references, .before)
    case .expect(let expectation): add(expectation?.references, .after)
    case .capture(let capture): add(capture.selector?.references, .capturing)
    case .when(let condition): add(condition: condition)
    case .hint(let text): add(text?.references, .after)
    case .each(let each): add(each.list?.references, .before)
    case .branch(_, let arrow), .answer(_, let arrow), .follow(let arrow): add(arrow: arrow)
    case .ready(.expectation(let expectation)): add(expectation.references, .after)
    case .env(let names):
      // Only those that are the runbook's own have a value to wait for.
      for name in names {
        list.append(
          Mention(
            reference: VariableReference(name.text), range: name.range, moment: .before,
            site: .shell(isCertain: true, hasDefault: false)))
      }
    case .ready, .timeout, .effect, .keep, .retry, .sample, .stopAfter, .undoNone, .verify, .severity,
      .budget, .shell:
      break
    }
  }

  private mutating func add(
    _ text: TextSyntax?, _ moment: Mention.Moment, _ environment: Set<String>, stdin: Template? = nil
  ) {
    guard let text else { return }
    let reading = CommandReading(text.text, stdin: stdin)
    commands.append(ShellText(text: text, reading: reading, moment: moment, environment: environment))
    for use in reading.uses where !reading.assigned.contains(use.name) {
      list.append(
        Mention(
          reference: VariableReference(use.name), range: text.sourceRange(of: use.range), moment: moment,
          site: .shell(isCertain: use.isCertain, hasDefault: use.hasDefault)))
    }
  }
}
