import RunbookModel

let here = SourcePlace(file: "test.rb", range: SourceRange(start: 0, end: 0))

func plan(
  _ flow: [FlowNode], paths: [Path] = [], outcomes: [Outcome] = [], finally: [FinallyEntry] = [],
  needs: [Need] = [], parameters: [Parameter] = [], secrets: [Secret] = [], lets: [Let] = [],
  defaults: Defaults = Defaults(), files: [String: PlanReference] = [:]
) -> Plan {
  Plan(
    source: SourceText(name: "test.rb", text: "runbook \"Test\"\n"), title: "Test", needs: needs,
    parameters: parameters, secrets: secrets, lets: lets, defaults: defaults, flow: flow,
    paths: Dictionary(uniqueKeysWithValues: paths.map { ($0.name, $0) }),
    outcomes: Dictionary(uniqueKeysWithValues: outcomes.map { ($0.name, $0) }), finally: finally, files: files
  )
}

/// A call of `other.rb`, which `files` must have.
func call(
  _ name: String, _ arguments: [FileArgument] = [], when condition: Condition? = nil,
  to branches: Branches = Branches(), timeout: Duration? = nil, on context: Value? = nil
) -> FlowNode {
  .call(
    Call(
      step: Step(
        name: name, command: nil, condition: condition, branches: branches, context: context, place: here),
      file: FileTarget(path: "other.rb", arguments: arguments), limit: timeout))
}

/// A command; the variables are those it names, the program its first word.
func command(_ text: String) -> Command {
  var names: [String] = []
  for part in text.split(separator: "$").dropFirst(text.hasPrefix("$") ? 0 : 1) {
    let name = String(part.prefix { $0.isLowercase || $0.isNumber || $0 == "_" })
    if !name.isEmpty, !names.contains(name) { names.append(name) }
  }
  let words = text.split(separator: " ").map(String.init)
  return Command(
    text: text, variables: names,
    programs: [ProgramUse(name: words[0], verbs: Array(words.dropFirst().prefix(1)))],
    place: here)
}

func step(
  _ name: String, run text: String? = "", stdin: Template? = nil, when condition: Condition? = nil,
  each: EachClause? = nil, repeat repetition: Repetition = .once, timeout: Duration = .seconds(30),
  stopAfter: Duration? = nil, expect: [Expectation] = [], capture: [Capture] = [], hint: Template? = nil,
  to branches: Branches = Branches(), cleanup: String? = nil, on context: Value? = nil, table: Bool = false
) -> Step {
  Step(
    name: name, command: text.map { command($0.isEmpty ? name : $0) }, stdin: stdin, condition: condition,
    each: each, repetition: repetition, timeout: timeout, stopAfter: stopAfter, expectations: expect,
    captures: capture, hint: hint, branches: branches, cleanup: cleanup.map(command), context: context,
    isJudgedByTable: table,
    place: here)
}

func start(_ step: Step, ready: Start.Ready? = nil) -> FlowNode { .start(Start(step: step, ready: ready)) }

func path(_ name: String, _ flow: [FlowNode]) -> Path {
  Path(name: name, title: name, flow: flow, place: here)
}

func outcome(_ name: String, _ severity: Outcome.Severity, follow: FileTarget? = nil) -> Outcome {
  Outcome(name: name, title: "It is \(name)", severity: severity, follow: follow, place: here)
}

func arrow(_ target: Target, andNext goesOn: Bool = false) -> Arrow {
  Arrow(target, goesOn: goesOn, place: here)
}

func text(_ text: String) -> Value { .text(Template(verbatim: text)) }
func variable(_ name: String) -> Value { .variable(VariableReference(name)) }

func selector(_ source: Selector.Source, _ aggregate: Selector.Aggregate? = nil) -> Selector {
  Selector(aggregate: aggregate, source: source, text: "\(source)")
}

func expect(
  _ source: Selector.Source, _ kind: Operation.Kind, not: Bool = false, every: Expectation.Quantifier? = nil
) -> Expectation {
  Expectation(
    quantifier: every, selector: selector(source),
    operation: Operation(kind, isNegated: not, text: "\(kind)"),
    text: "\(source) \(kind)", place: here)
}

func capture(_ name: String, from source: Selector.Source = .output) -> Capture {
  Capture(name: name, selector: selector(source), place: here)
}

func condition(_ checks: Condition.Check...) -> Condition {
  Condition(checks: checks, text: "condition", place: here)
}

func row(_ text: String, _ checks: Condition.Check..., to arrow: Arrow) -> Decide.Row {
  Decide.Row(
    condition: Condition(checks: checks, text: text, place: here), arrow: arrow, text: text, place: here)
}

func otherwise(to arrow: Arrow) -> Decide.Row {
  Decide.Row(condition: nil, arrow: arrow, text: "otherwise", place: here)
}

func each(_ variable: String, in list: String, atOnce: Int = 1) -> EachClause {
  EachClause(variable: variable, list: .variable(VariableReference(list)), atOnce: atOnce)
}

func list(_ name: String, _ texts: String...) -> Parameter {
  Parameter(name: name, type: .list, standard: texts, place: here)
}

func fix(
  _ name: String, run text: String = "", each: EachClause? = nil, when condition: Condition? = nil,
  undo: String? = nil, verify: Step? = nil, expect: [Expectation] = [], capture: [Capture] = [],
  to branches: Branches = Branches()
) -> FlowNode {
  .fix(
    Fix(
      step: step(
        name, run: text, when: condition, each: each, expect: expect, capture: capture, to: branches),
      undo: undo.map { .command(command($0)) } ?? .none(why: "a test"),
      verification: verify.map { Fix.Verification(step: $0) }))
}

func ask(
  _ name: String, as type: ValueType? = nil, default standard: Value? = nil, oneOf choices: [Value]? = nil,
  when condition: Condition? = nil
) -> FlowNode {
  .ask(
    Ask(
      name: name, type: type, question: Template(verbatim: "What is \(name)?"), standard: standard,
      choices: choices, condition: condition, place: here))
}

func confirm(_ name: String, yes: Arrow? = nil, no: Arrow? = nil) -> FlowNode {
  .confirm(Confirm(name: name, question: Template(verbatim: "Is \(name) so?"), yes: yes, no: no, place: here))
}

func manual(_ name: String, to branches: Branches = Branches(), prose: String = "") -> FlowNode {
  .manual(Manual(step: step(name, run: nil, to: branches), prose: prose))
}
