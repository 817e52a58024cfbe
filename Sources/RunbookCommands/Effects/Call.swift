import RunbookModel

/// What one run of a program does.
typealias EffectRule = @Sendable (Call) -> CommandEffect

/// One run of a program, as the rules see it, and the words in which they answer.
struct Call: Sendable {
  let invocation: Invocation
  private let reading: EffectReading

  init(_ invocation: Invocation, in reading: EffectReading) {
    self.invocation = invocation
    self.reading = reading
  }

  var name: String { invocation.name ?? "" }
  var arguments: ArraySlice<Word> { invocation.words.dropFirst() }
  var input: Input { invocation.input }
  var origins: ValueOrigins { reading.invocations.origins }

  /// The arguments as they are written; nil for what is filled in at run time.
  var literals: [String?] { arguments.map(\.literal) }

  /// The arguments from one of them on.
  func words(from first: Word?) -> ArraySlice<Word> {
    guard let first else { return [] }
    return arguments.drop { $0.range != first.range }
  }

  /// One of these stands among the arguments.
  func has(_ words: String...) -> Bool { arguments.contains { $0.literal.map(words.contains) ?? false } }

  // The answers. What decides is underlined from the program to the word `at`.

  var read: CommandEffect { answer(.read, "") }
  func probe(_ reason: String, at word: Word? = nil) -> CommandEffect { answer(.probe, reason, word) }
  func change(_ reason: String, at word: Word? = nil) -> CommandEffect { answer(.change, reason, word) }
  func unknown(_ reason: String, at word: Word? = nil) -> CommandEffect { answer(.unknown, reason, word) }

  func answer(_ effect: Effect, _ reason: String, _ word: Word? = nil, verbs: [String] = []) -> CommandEffect
  {
    let first = invocation.words.first?.range ?? 0..<0
    let end = max(first.upperBound, word?.range.upperBound ?? 0)
    if effect == .probe, reason == EffectProblems.own, origins.contains("run") {
      // The text gives the name `run` another value.
      return answer(.change, EffectProblems.foreign, word, verbs: verbs)
    }
    let program = ([invocation.name ?? invocation.words.first?.shown ?? ""] + verbs).joined(separator: " ")
    return CommandEffect(effect, program: program, reason: reason, range: first.lowerBound..<end)
  }

  /// The gravest of several; read where there are none.
  func gravest(_ effects: [CommandEffect]) -> CommandEffect {
    effects.max { $0.effect < $1.effect } ?? read
  }

  /// The program writes to each of these.
  func writing(_ paths: some Collection<Word>, _ reason: String = EffectProblems.writes) -> CommandEffect {
    guard let path = paths.first(where: { !isHarmless($0) }) else { return read }
    return change(reason, at: path)
  }

  /// Writing there changes nothing that stays; `-` is the program's own output.
  func isHarmless(_ path: Word) -> Bool { path.literal == "-" || reading.isHarmless(path) }

  /// What other words do that it runs, elsewhere or here.
  func running(_ words: some Collection<Word>, input: Input = .nothing) -> CommandEffect {
    guard reading.invocations.level < InvocationReading.levelLimit else {
      return unknown(EffectProblems.tooDeep)
    }
    return inner(InvocationReading(words, input: input, level: reading.invocations.level + 1))
  }

  /// What a shell does to which it hands a text.
  func running(_ text: ShellText, input: Input = .nothing) -> CommandEffect {
    guard reading.invocations.level < InvocationReading.levelLimit else {
      return unknown(EffectProblems.tooDeep)
    }
    let effect = inner(
      InvocationReading(SyntaxTree(text), input: input, level: reading.invocations.level + 1))
    guard effect.effect < .unknown, let hole = text.firstHole else { return effect }
    return CommandEffect(
      .unknown, program: "", reason: EffectProblems.inserted, range: text.places(hole, hole + 1))
  }

  private func inner(_ invocations: InvocationReading) -> CommandEffect {
    EffectReading(invocations).effect() ?? read
  }

  /// What it runs in a container that is there anyway: that is a probe where it only looks.
  func probing(_ inner: CommandEffect, at word: Word?, verbs: [String] = []) -> CommandEffect {
    inner.effect > .probe ? inner : answer(.probe, EffectProblems.runsInside, word, verbs: verbs)
  }
}
