import RunbookCommands
package import RunbookModel

/// What one run changed, for another to take back.
package struct Reversal: Sendable {
  /// The run that changed it.
  package let run: String
  /// In the order in which they are taken back: the last change first.
  package let changes: [Changed]
  /// Where it ran, as far as it was known; the same cluster must answer now.
  package let cluster: ClusterIdentity?

  package init(run: String, changes: [Changed], cluster: ClusterIdentity?) {
    self.run = run
    self.changes = changes
    self.cluster = cluster
  }
}

/// Takes back what a run changed, one change after the other, asking for each.
///
/// A change that nothing takes back, or whose values the record does not hold, is passed over with its
/// reason; so is one that a person keeps. The first that fails ends the walk, for what lies below it
/// may rest on it.
struct UndoWalk: Sendable {
  let stage: Stage
  let reversal: Reversal
  var walked: Walked
  private var takenBack = 0
  private var refused: String?
  private var kept: String?

  init(stage: Stage, reversal: Reversal, walked: Walked) {
    self.stage = stage
    self.reversal = reversal
    self.walked = walked
  }

  mutating func run() async -> Walked {
    let strange = await strangeness()
    for change in reversal.changes {
      if Task.isCancelled { return walked }
      if let failed = await takeBack(change, strange) {
        walked.end = Task.isCancelled ? .halted : .verdict(.failed, because: failed)
        return walked
      }
    }
    walked.end =
      refused.map { .verdict(.unknown, because: $0) } ?? kept.map { .stopped(because: $0) }
      ?? .verdict(.passed, because: AskingProblems.takenBack(takenBack))
    return walked
  }

  /// Why the cluster is not the one where the fixes ran; nil where it is, or where none of them needs one.
  private mutating func strangeness() async -> String? {
    guard let wanted = reversal.cluster, reversal.changes.contains(where: \.asksCluster) else { return nil }
    let answer = await ClusterQuestions(stage: stage).identity()
    if let silence = answer.silence { return AskingProblems.silent(silence) }
    walked.bindings.take(answer.identity, stage: stage)
    let (was, now) =
      wanted.uid == nil ? (wanted.server, answer.identity.server) : (wanted.uid, answer.identity.uid)
    guard let was, was != now else { return nil }
    return AskingProblems.otherCluster(answer.identity.context, found: now, wanted: was)
  }

  /// Why it failed; nil where it did not, or was not tried.
  private mutating func takeBack(_ change: Changed, _ strange: String?) async -> String? {
    let start = stage.clock.uptime()
    func end(_ verdict: Verdict, _ reason: String?) {
      let duration = (stage.clock.uptime() - start).wholeMilliseconds
      stage.post(
        .stepEnded(StepEnded(step: change.fix, verdict: verdict, reason: reason, duration: duration)))
    }
    guard let undo = change.undo else {
      end(.skipped, AskingProblems.cannotBeUndone(change.noUndo))
      return nil
    }
    if let reason = undo.refusal ?? (change.asksCluster && isHere(change) ? strange : nil) {
      end(.unknown, reason)
      refused = refused ?? EngineProblems.says(change.fix.name, .unknown, because: reason)
      return nil
    }
    guard await isAllowed(change, undo) else {
      if Task.isCancelled { return EngineProblems.cancelled }
      end(.skipped, kept)
      return nil
    }
    stage.post(.stepStarted(StepStarted(step: change.fix, title: change.title, attempts: 1)))
    var bindings = Bindings()
    for (name, value) in undo.variables { bindings.set(name, to: VariableValue(value), veil: stage.veil) }
    walked.hasRun = true
    let (verdict, reason) = await Undoing(stage: stage).run(
      undo.asCommand(in: stage.plan), of: change.fix, bindings: bindings,
      context: change.context ?? stage.settings.context, timeout: .milliseconds(undo.timeout))
    end(verdict, reason)
    if verdict != .passed { return EngineProblems.says(change.fix.name, verdict, because: reason) }
    takenBack += 1
    return nil
  }

  /// It ran in the context whose cluster is known.
  private func isHere(_ change: Changed) -> Bool {
    change.context == nil || change.context == reversal.cluster?.context
  }

  private mutating func isAllowed(_ change: Changed, _ undo: Changed.Undo) async -> Bool {
    var shown: Variables = [:]
    for (name, value) in undo.variables { shown[name] = VariableValue(value) }
    let question = Question(
      .undo, name: change.fix.name, text: AskingProblems.takeBack(change.title), kind: .yesOrNo,
      details: [
        .init("changed", change.command), .init("undo", undo.asCommand(in: stage.plan).filledIn(shown)),
      ], standard: "no")
    let option = stage.settings.consent.undo ? "yes" : nil
    switch await Inquiry(stage: stage).put(question, option: option) {
    case .answer(let answer):
      if !answer.isYes { kept = AskingProblems.personKeeps(change.fix.name) }
      return answer.isYes
    case .nobody: kept = AskingProblems.nobodyAllows(change.fix.name)
    case .halted: break
    }
    return false
  }
}

extension Changed {
  /// Taking it back asks a cluster's API server.
  package var asksCluster: Bool {
    undo.map { CommandReading($0.command).programs.contains { isClusterTool($0.name) } } ?? false
  }
}

extension Changed.Undo {
  /// Why it cannot be done from the record; nil where it can.
  package var refusal: String? {
    if !hidden.isEmpty { return AskingProblems.hidden(hidden) }
    // An imported record could bring `PATH`, or what a shell would read as a command.
    if let name = variables.keys.first(where: { !Self.isVariable($0) }) {
      return AskingProblems.strange(name)
    }
    return missing.isEmpty ? nil : AskingProblems.unrecorded(missing)
  }

  /// What a runbook can name.
  private static func isVariable(_ name: String) -> Bool {
    name.utf8.first.map { $0 &- 97 < 26 } ?? false
      && name.utf8.allSatisfy { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == UInt8(ascii: "_") }
  }

  fileprivate func asCommand(in plan: Plan) -> Command {
    Command(
      text: command, shell: shell, variables: variables.keys.sorted(),
      programs: CommandReading(command).programs, place: plan.source.beginning)
  }
}
