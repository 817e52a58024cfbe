/// `step NAME ["Title"]` with all its clauses; limits that the file does not give are filled in.
package struct Step: Sendable {
  package let name: String
  /// The name where the file gives no title.
  package let title: String
  /// Nil: the step judges variables only.
  package let command: Command?
  package let stdin: Template?
  package let condition: Condition?
  package let each: EachClause?
  /// How often its command is run.
  package let repetition: Repetition
  /// One attempt.
  package let timeout: Duration
  /// For commands that never end; being stopped is no failure.
  package let stopAfter: Duration?
  /// Bytes kept of each stream.
  package let keep: Int
  package let expectations: [Expectation]
  package let captures: [Capture]
  package let hint: Template?
  package let branches: Branches
  /// Runs at the end of the run if this step ran.
  package let cleanup: Command?
  /// What the author declares the command to do, whatever reading it tells.
  package let effect: Effect?
  /// Another context of the kubeconfig (`on`).
  package let context: Value?
  /// A `decide` further down names this step and judges its verdict.
  package let isJudgedByTable: Bool
  package let place: SourcePlace

  package init(
    name: String, title: String? = nil, command: Command?, stdin: Template? = nil,
    condition: Condition? = nil,
    each: EachClause? = nil, repetition: Repetition = .once, timeout: Duration = .seconds(30),
    stopAfter: Duration? = nil, keep: Int = 16 << 20, expectations: [Expectation] = [],
    captures: [Capture] = [], hint: Template? = nil, branches: Branches = Branches(),
    cleanup: Command? = nil, effect: Effect? = nil, context: Value? = nil, isJudgedByTable: Bool = false,
    place: SourcePlace
  ) {
    self.name = name
    self.title = title ?? name
    self.command = command
    self.stdin = stdin
    self.condition = condition
    self.each = each
    self.repetition = repetition
    self.timeout = timeout
    self.stopAfter = stopAfter
    self.keep = keep
    self.expectations = expectations
    self.captures = captures
    self.hint = hint
    self.branches = branches
    self.cleanup = cleanup
    self.effect = effect
    self.context = context
    self.isJudgedByTable = isJudgedByTable
    self.place = place
  }
}

/// How often the command of a step is run. Intervals count from start to start, without overlap.
package enum Repetition: Sendable, Hashable {
  case once
  /// At most `times` attempts in all, until one holds.
  case retry(times: Int, every: Duration)
  /// Until one holds; none starts after `limit`.
  case retryUpTo(limit: Duration, every: Duration)
  /// Exactly `times` attempts; passed when at least `need` percent held.
  case sample(times: Int, every: Duration, need: Double)
  /// Wald's sequential test with at most `times` attempts; `need` is below 100.
  case sampleUpTo(times: Int, every: Duration, need: Double)
}

/// A shell text, as it is handed to the shell.
package struct Command: Sendable {
  /// The text, its block's indentation removed.
  package let text: String
  package let shell: Defaults.Shell
  /// Variables of the runbook that the text names, and those of `env`, in order of appearance: its environment.
  package let variables: [String]
  /// The programs the text runs, as far as reading it can tell.
  package let programs: [ProgramUse]
  /// What it does, as reading it tells.
  package let effect: CommandEffect
  package let place: SourcePlace

  package init(
    text: String, shell: Defaults.Shell = .bash, variables: [String] = [], programs: [ProgramUse] = [],
    effect: CommandEffect = .notRead, place: SourcePlace
  ) {
    self.text = text
    self.shell = shell
    self.variables = variables
    self.programs = programs
    self.effect = effect
    self.place = place
  }
}

/// One use of a program in a shell text: `kubectl exec`, `istioctl proxy-status`.
package struct ProgramUse: Sendable, Hashable, Codable {
  package let name: String
  /// The first words that are no options, where the program has verbs; empty otherwise.
  package let verbs: [String]

  package init(name: String, verbs: [String] = []) {
    self.name = name
    self.verbs = verbs
  }
}

/// Where each verdict leads; nil where the file says nothing.
package struct Branches: Sendable {
  package let passes: Arrow?
  package let fails: Arrow?
  package let flaky: Arrow?
  package let unknown: Arrow?
  /// For every verdict (but skipped) that has no arrow of its own.
  package let otherwise: Arrow?

  package init(
    passes: Arrow? = nil, fails: Arrow? = nil, flaky: Arrow? = nil, unknown: Arrow? = nil,
    otherwise: Arrow? = nil
  ) {
    self.passes = passes
    self.fails = fails
    self.flaky = flaky
    self.unknown = unknown
    self.otherwise = otherwise
  }

  /// The arrow for a verdict, or nil. A skipped step takes none.
  package func arrow(for verdict: Verdict) -> Arrow? {
    switch verdict {
    case .passed: passes ?? otherwise
    case .failed: fails ?? otherwise
    case .flaky: flaky ?? otherwise
    case .unknown: unknown ?? otherwise
    case .skipped: nil
    }
  }
}

/// `capture NAME from SELECTOR [as TYPE]`.
package struct Capture: Sendable {
  package let name: String
  package let selector: Selector
  package let type: ValueType?
  package let place: SourcePlace

  package init(name: String, selector: Selector, type: ValueType? = nil, place: SourcePlace) {
    self.name = name
    self.selector = selector
    self.type = type
    self.place = place
  }
}
