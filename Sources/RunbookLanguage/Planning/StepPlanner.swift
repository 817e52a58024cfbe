import RunbookCommands
import RunbookModel

/// Plans the steps of one file, with the limits that the step does not give.
struct StepPlanner {
  let arrows: ArrowPlanner
  private let file: FileAnalysis
  private let followed: FollowedFiles
  private let defaults: FileDefaults

  /// How much longer an attempt may take than `stop after` lets it.
  private static let stopMargin = Duration.seconds(5)

  init(_ file: FileAnalysis, _ arrows: ArrowPlanner, _ followed: FollowedFiles) {
    self.file = file
    self.arrows = arrows
    self.followed = followed
    defaults = FileDefaults(file.tree)
  }

  func step(_ station: Station, in sequence: StationSequence, _ judged: Set<String>) -> Step? {
    guard let name = station.name?.text else { return nil }
    var parts = Parts()
    for clause in station.clauses { parts.add(clause, file) }
    let timeout =
      parts.timeout ?? parts.stopAfter.map { $0 + Self.stopMargin } ?? defaults.timeout ?? Defaults().timeout
    return Step(
      name: name, title: station.title?.text, command: parts.run.flatMap { command(at: $0, station) },
      stdin: parts.stdin, condition: parts.condition, each: parts.each, repetition: parts.repetition ?? .once,
      timeout: timeout, stopAfter: parts.stopAfter, keep: parts.keep ?? defaults.keep,
      expectations: parts.expectations, captures: parts.captures, hint: parts.hint,
      branches: arrows.branches(of: station, in: sequence),
      cleanup: parts.cleanup.flatMap { command(at: $0, station) }, effect: parts.effect,
      context: parts.context,
      isJudgedByTable: judged.contains(name), place: file.place(station.line.range))
  }

  func call(_ station: Station, in sequence: StationSequence, _ judged: Set<String>) -> Call? {
    guard let name = station.name?.text, let written = station.call, let path = written.file else {
      return nil
    }
    var parts = Parts()
    for clause in station.clauses { parts.add(clause, file) }
    let target = followed.target(path, written.arguments, from: file.source)
    let step = Step(
      name: name, title: followed.title(of: target), command: nil, condition: parts.condition,
      branches: arrows.branches(of: station, in: sequence), context: parts.context,
      isJudgedByTable: judged.contains(name), place: file.place(station.line.range))
    return Call(step: step, file: target, limit: parts.timeout)
  }

  func start(_ station: Station, in sequence: StationSequence, _ judged: Set<String>) -> Start? {
    guard let step = step(station, in: sequence, judged) else { return nil }
    let ready = station.clauses.lazy.compactMap { clause -> Start.Ready? in
      switch clause.kind {
      case .ready(.expectation(let written)): .expectation(Expectation(written, in: file))
      case .ready(.port(let port)): .port(port.value)
      default: nil
      }
    }
    return Start(step: step, ready: ready.first)
  }

  func command(_ shell: ShellText) -> Command {
    let names = file.names.variables
    var variables: [String] = []
    var seen: Set<String> = []
    // What a command assigns itself it need not be given; but a parameter may be what it begins with.
    let used = shell.reading.uses.map(\.name).filter {
      !shell.reading.assigned.contains($0) || names[$0]?.kind.isKnownAtStart == true
    }
    for name in used + shell.environment.sorted() {
      guard let variable = names[name], variable.kind != .call, seen.insert(name).inserted else { continue }
      variables.append(name)
    }
    return Command(
      text: shell.text.text, shell: defaults.shell, variables: variables, programs: shell.reading.programs,
      effect: shell.reading.effect, place: file.place(shell.text.range))
  }

  func command(at text: TextSyntax, _ station: Station) -> Command? {
    station.commands.first { $0.text.range == text.range }.map(command)
  }

  /// The clauses of one step, sorted.
  private struct Parts {
    var run: TextSyntax?
    var cleanup: TextSyntax?
    var stdin: Template?
    var condition: Condition?
    var each: EachClause?
    var repetition: Repetition?
    var timeout: Duration?
    var stopAfter: Duration?
    var keep: Int?
    var expectations: [Expectation] = []
    var captures: [Capture] = []
    var hint: Template?
    var effect: Effect?
    var context: Value?

    mutating func add(_ clause: ClauseSyntax, _ file: FileAnalysis) {
      switch clause.kind {
      case .run(let text): run = text
      case .cleanup(let text): cleanup = text
      case .stdin(let text): stdin = text?.template
      case .when(let written): condition = written.map { Condition($0, place: file.place($0.range)) }
      case .each(let written): each = EachClause(written)
      case .retry(let written): repetition = written.map(Repetition.init)
      case .sample(let written): repetition = written.map(Repetition.init)
      case .timeout(let duration): timeout = duration?.value
      case .stopAfter(let duration): stopAfter = duration?.value
      case .keep(let size): keep = size?.value
      case .expect(let written):
        guard let written else { break }
        expectations.append(Expectation(written, in: file))
      case .capture(let written):
        guard let name = written.name, let selector = written.selector else { break }
        captures.append(
          Capture(
            name: name.text, selector: selector.selector, type: written.type?.value,
            place: file.place(clause.line.range)))
      case .hint(let text): hint = text?.template
      case .effect(let written): effect = written?.value
      case .on(let value): context = value?.value
      case .branch, .env, .undo, .undoNone, .verify, .ready, .answer, .severity, .follow, .budget, .shell:
        break
      }
    }
  }
}

extension Expectation {
  fileprivate init(_ written: ExpectationSyntax, in file: FileAnalysis) {
    self.init(
      quantifier: written.quantifier?.value, selector: written.selector.selector,
      operation: written.operation.operation, text: written.text, place: file.place(written.range))
  }
}

extension Repetition {
  fileprivate init(_ retry: RetrySyntax) {
    let every = retry.every?.value ?? .seconds(1)
    switch retry.limit {
    case .times(let times): self = .retry(times: times.value, every: every)
    case .upTo(let limit): self = .retryUpTo(limit: limit.value, every: every)
    }
  }

  fileprivate init(_ sample: SampleSyntax) {
    let every = sample.every?.value ?? .zero
    self =
      sample.isSequential
      ? .sampleUpTo(times: sample.times.value, every: every, need: sample.need.value)
      : .sample(times: sample.times.value, every: every, need: sample.need.value)
  }
}
