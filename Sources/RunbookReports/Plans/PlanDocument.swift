package import RunbookModel

/// A plan as `plan --json` prints it; `v` is the version of this form.
package struct PlanDocument: Encodable {
  private let v = 1
  private let file: String
  private let title: String
  private let about: String
  private let tags: [String]
  private let owner: String?
  private let needs: [String]
  private let tools: [String]
  private let parameters: [ParameterPart]
  private let secrets: [SecretPart]
  private let lets: [LetPart]
  private let limits: LimitsPart
  private let flow: [EntryPart]
  private let paths: [PathPart]
  private let outcomes: [OutcomePart]
  private let finally: [EntryPart]
  private let files: [String]

  package init(_ plan: Plan) {
    file = plan.source.name
    title = plan.title
    about = plan.about
    tags = plan.tags
    owner = plan.owner
    needs = plan.needs.map(\.written)
    tools = PlanTools.of(plan)
    parameters = plan.parameters.map(ParameterPart.init)
    secrets = plan.secrets.map { SecretPart(name: $0.name, description: $0.description) }
    lets = plan.lets.map { LetPart(name: $0.name, value: $0.value.written) }
    limits = LimitsPart(plan.defaults)
    flow = plan.flow.map { EntryPart(PlanEntry($0, in: plan)) }
    paths = plan.orderedPaths.map { path in
      PathPart(name: path.name, title: path.title, flow: path.flow.map { EntryPart(PlanEntry($0, in: plan)) })
    }
    outcomes = plan.orderedOutcomes.map(OutcomePart.init)
    finally = plan.finally.map(EntryPart.init)
    files = plan.files.keys.sorted()
  }

  package var text: String { JSONText.pretty(self) }
}

private struct ParameterPart: Encodable {
  let name: String
  let type: ValueType?
  let standard: [String]?
  let oneOf: [String]?
  let matching: String?
  let description: String?

  init(_ parameter: Parameter) {
    name = parameter.name
    type = parameter.type
    standard = parameter.standard
    if case .oneOf(let values) = parameter.limit { oneOf = values } else { oneOf = nil }
    if case .matching(let pattern) = parameter.limit { matching = pattern.text } else { matching = nil }
    description = parameter.description
  }
}

private struct SecretPart: Encodable {
  let name: String
  let description: String?
}

private struct LetPart: Encodable {
  let name: String
  let value: String
}

/// Milliseconds, but for the shell.
private struct LimitsPart: Encodable {
  let run: Int
  let finally: Int
  let finallyCommand: Int
  let shell: Defaults.Shell

  init(_ defaults: Defaults) {
    run = defaults.budget.wholeMilliseconds
    finally = defaults.finally.wholeMilliseconds
    finallyCommand = defaults.finallyLine.wholeMilliseconds
    shell = defaults.shell
  }
}

private struct PathPart: Encodable {
  let name: String
  let title: String
  let flow: [EntryPart]
}

private struct OutcomePart: Encodable {
  let name: String
  let title: String
  let severity: Outcome.Severity
  let prose: String
  let follow: String?

  init(_ outcome: Outcome) {
    name = outcome.name
    title = outcome.title
    severity = outcome.severity
    prose = outcome.prose
    follow = outcome.follow.map(TargetText.file)
  }
}

private struct CommandPart: Encodable {
  let word: String
  let text: String
  let effect: Effect
  let declared: Bool
  let reason: String?
  let tools: [String]

  init(_ command: PlanCommand) {
    word = command.word
    text = command.command.text
    effect = command.effect
    declared = command.declared != nil
    reason = command.reason
    tools = command.tools
  }
}

private struct ArrowPart: Encodable {
  let on: String
  /// `path`, `outcome`, `step`, `file`, `next`, `stop`.
  let to: String
  let name: String?
  let goesOn: Bool

  init(_ arrow: PlanArrow) {
    on = arrow.label
    goesOn = arrow.arrow.goesOn
    (to, name) =
      switch arrow.arrow.target {
      case .next: ("next", nil)
      case .stop: ("stop", nil)
      case .path(let name): ("path", name)
      case .outcome(let name): ("outcome", name)
      case .step(let name): ("step", name)
      case .file(let file): ("file", TargetText.file(file))
      }
  }
}

private struct ClausePart: Encodable {
  let word: String
  let text: String
}

private struct EntryPart: Encodable {
  let word: String
  let name: String?
  let title: String
  let commands: [CommandPart]
  let clauses: [ClausePart]
  let arrows: [ArrowPart]
  let steps: [EntryPart]

  init(_ entry: PlanEntry) {
    word = entry.word
    name = entry.name
    title = entry.title
    commands = entry.commands.map(CommandPart.init)
    clauses = entry.clauses.map { ClausePart(word: $0.word, text: $0.text) }
    arrows = entry.arrows.map(ArrowPart.init)
    steps = entry.steps.map(EntryPart.init)
  }

  init(_ entry: FinallyEntry) {
    switch entry {
    case .step(let step): self.init(PlanEntry(step))
    case .run(let command):
      let run = PlanCommand(word: "run", command: command, declared: nil)
      self.init(PlanEntry(word: "run", name: nil, title: "", commands: [run]))
    }
  }
}
