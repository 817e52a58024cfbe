import RunbookModel

/// Works out what a shell text does to the world: read, probe, change, or unknown.
///
/// The method: every program that the text can run is found (`InvocationReading`), wherever it stands: in a pipe, a list,
/// a substitution, the body of a loop or of a function, behind `sudo`, `xargs` or `sh -c`. Each is judged by a rule of its
/// own (`EffectRule`, one file per tool in `Tools`), each file that is opened for writing by its place, and the gravest
/// of them is the effect of the text: read < probe < unknown < change. What certainly changes something outweighs what
/// is not known, for that settles it.
///
/// - Invariant: nothing is called read that was not recognised. A program without a rule, a verb that its tool's
///   file does not list, a script in a file, a program or a verb that is filled in at run time: unknown. Tables list what
///   reads and what changes; neither is the default.
/// - Conditions are not worked out: both branches count, and so does the body of a function that nobody calls.
/// - A variable that stands as an argument is data. One that becomes part of a text which a shell reads
///   (`sh -c "… $x …"`, `eval`, `watch`, `xargs -I{} sh -c '… {} …'`) can hold any command, so that is unknown;
///   the safe way is `sh -c '… "$1" …' sh "$x"`.
/// - What runs in a container or on another host is read by the same rules, as far as the words are here.
/// - Writing below `/tmp`, below `$TMPDIR` and to what `mktemp` gave is no change. Where a variable came from is
///   known only within one text (`ValueOrigins`).
/// - What carries the run's id is the run's own: creating it under `$run` in name and label, and deleting by that
///   label, is a probe. The id is a mark of its own in `ShellText`, which survives quotes and inner texts.
///
/// Data flow between commands was tried on paper and dropped: in practice what decides stands in the command, and
/// where it does not, the honest answer is unknown.
struct EffectReading: Sendable {
  let invocations: InvocationReading

  init(_ invocations: InvocationReading) { self.invocations = invocations }

  /// The gravest part of the text, the first of several; nil where it runs nothing.
  func effect() -> CommandEffect? {
    var gravest: CommandEffect?
    func weigh(_ effect: CommandEffect) {
      guard let found = gravest else {
        gravest = effect
        return
      }
      if effect.effect > found.effect
        || (effect.effect == found.effect && effect.range.lowerBound < found.range.lowerBound)
      {
        gravest = effect
      }
    }
    for invocation in invocations.invocations { weigh(effect(of: invocation)) }
    for write in invocations.writes { weigh(effect(of: write)) }
    for range in invocations.insertions {
      weigh(CommandEffect(.unknown, program: "", reason: EffectProblems.inserted, range: range))
    }
    return gravest
  }

  private func effect(of invocation: Invocation) -> CommandEffect {
    let call = Call(invocation, in: self)
    guard let name = invocation.name else { return call.unknown(EffectProblems.programAtRunTime) }
    if let rule = ProgramRules.all[name] { return rule(call) }
    if invocation.isCall { return call.read }
    if name.hasPrefix("kubectl-") { return call.unknown(EffectProblems.plugin) }
    return call.unknown(EffectProblems.noRule(name))
  }

  private func effect(of write: InvocationReading.Write) -> CommandEffect {
    let target = write.redirection.target
    func found(_ effect: Effect, _ reason: String) -> CommandEffect {
      CommandEffect(
        effect, program: "\(write.redirection.operator.rawValue) \(target.shown)", reason: reason,
        range: write.redirection.range)
    }
    if let socket = target.literalStart, socket.hasPrefix("/dev/tcp/") || socket.hasPrefix("/dev/udp/") {
      return Self.says(write.words) ? found(.read, "") : found(.unknown, EffectProblems.sends)
    }
    return isHarmless(target) ? found(.read, "") : found(.change, EffectProblems.writes)
  }

  /// Whether writing to this path changes nothing that stays.
  func isHarmless(_ path: Word) -> Bool {
    if let text = path.literal, Self.devices.contains(text) || text.hasPrefix("/dev/fd/") { return true }
    if case .process = path.onlyPart?.kind { return true }
    return invocations.origins.isScratch(path)
  }

  private static let devices: Set<String> = [
    "/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/zero", "/dev/full",
  ]

  /// What these words send to a socket asks for something, or is nothing.
  static func says(_ words: [Word]) -> Bool {
    guard let name = words.first?.literal else { return words.isEmpty }
    if ["exec", ":", "true"].contains(name) || words.count == 1 { return name != "cat" }
    guard name == "echo" || name == "printf" else { return false }
    let text = words.dropFirst().first { $0.literalStart?.hasPrefix("-") != true }?.literalStart ?? ""
    return words.dropFirst().allSatisfy { $0.literal == "" }
      || ["GET ", "HEAD ", "OPTIONS "].contains { text.hasPrefix($0) }
  }
}

extension Word {
  /// The beginning of the word up to what is filled in at run time.
  var literalStart: String? {
    let text = text
    let start = text.bytes.prefix { $0 > ShellText.runMark }
    return start.isEmpty && !text.bytes.isEmpty ? nil : String(decoding: start, as: UTF8.self)
  }

  /// For people: what is filled in is `…`.
  var shown: String {
    var shown = ""
    for piece in text.bytes.split(separator: ShellText.hole, omittingEmptySubsequences: false).enumerated() {
      if piece.offset > 0 { shown += "…" }
      shown += String(decoding: piece.element, as: UTF8.self)
    }
    return shown.replacing("\u{1}", with: "$run")
  }
}
