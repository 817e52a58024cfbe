import RunbookCommands
import RunbookMatching
import RunbookModel

/// What the engine itself asks a cluster: who it is, and whether it still answers. All of it goes
/// through the shell, so it is recorded, and a replay answers it.
///
/// Only single requests to raw paths are made, because anything else makes kubectl discover the
/// whole API first, one time-out after the other where packets are dropped.
package struct ClusterQuestions: Sendable {
  let stage: Stage

  /// What is asked to know a cluster, each with the name under which it is recorded.
  package static let identifying = [
    (name: "context", command: contextCommand), (name: "version", command: raw("/version")),
    (name: "namespace", command: raw("/api/v1/namespaces/kube-system")),
  ]

  /// How long a server may take, and how long kubectl may take to say that it did not answer.
  static let patience = Duration.seconds(5)
  private static let limits = ExecutionLimits(timeout: patience + .seconds(1), keep: 256 << 10)

  private static func raw(_ path: String) -> String {
    "kubectl get --raw \(path) --request-timeout=\(patience.written)"
  }

  private static let contextCommand =
    #"kubectl config view --minify -o jsonpath='{.current-context}{"\n"}{.clusters[0].cluster.server}{"\n"}'"#

  /// Why the API server is believed to be out of reach after a command ran out of time; nil where it answers.
  func silence(after key: AttemptKey, limit: Duration, context: String?) async -> String? {
    let reach = AttemptKey(.reach, name: key.name, items: key.items, number: key.number)
    let answer = await ask(Self.raw("/version"), as: reach, context: context)
    return answer.silence.map { EngineProblems.unreachable(after: limit, because: $0) }
  }

  struct Identified: Sendable {
    let identity: ClusterIdentity
    /// Nil: it answers.
    let silence: String?
  }

  /// Asks who the cluster is: everything at once, so that a dead one costs one time-out only.
  func identity() async -> Identified {
    let questions = Self.identifying
    let context = stage.settings.context
    let answers = await inOrder(questions.count, atOnce: questions.count) { index in
      await ask(
        questions[index].command, as: AttemptKey(.identity, name: questions[index].name), context: context)
    }
    let lines = answers[0].isGood ? answers[0].lines : []
    let identity = ClusterIdentity(
      context: context ?? lines.first.flatMap { $0.isEmpty ? nil : $0 },
      server: lines.dropFirst().first.flatMap { $0.isEmpty ? nil : $0 },
      uid: answers[2].member("metadata", "uid"), version: answers[1].member("gitVersion"))
    let hears = answers[1].silence == nil && answers[2].silence == nil
    return Identified(
      identity: identity, silence: hears ? nil : answers[2].silence ?? answers[1].silence)
  }

  private func ask(_ text: String, as key: AttemptKey, context: String?) async -> Answer {
    let command = Command(readFrom: text, place: stage.plan.source.beginning)
    let executed = await stage.execute(
      command, as: key, bindings: Bindings(), context: context, limits: Self.limits)
    return Answer(executed: executed, programs: command.programs)
  }
}

/// What kubectl said to one question.
private struct Answer: Sendable {
  let executed: Executed
  let programs: [ProgramUse]

  var isGood: Bool { executed.ending == .exited(status: 0) }

  var lines: [String] {
    executed.output.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Why the server is believed not to have answered; nil where it did. A server that forbids is there.
  var silence: String? {
    if isGood { return nil }
    switch executed.ending {
    case .timedOut, .stopped: return EngineProblems.noAnswer(within: ClusterQuestions.patience)
    case .interrupted: return EngineProblems.cancelled
    case .notRun(let reason), .notStarted(let reason): return reason
    case .notRecorded: return EngineProblems.notRecorded
    case .exited, .signalled: break
    }
    let said = String(decoding: executed.stderr.bytes, as: UTF8.self)
    if said.contains("(Forbidden)") || said.contains(" is forbidden") || said.contains(" forbidden:") {
      return nil
    }
    return refusal(
      programs: programs, ending: executed.ending, output: executed.output.bytes,
      stderr: executed.stderr.bytes) ?? EngineProblems.ended(executed.ending, stderr: executed.stderr.bytes)
  }

  /// A member of a JSON answer.
  func member(_ names: String...) -> String? {
    guard isGood else { return nil }
    let text = names.map { "." + $0 }.joined()
    let path = JSONPath(parts: names.map { .member($0) }, text: text)
    let wanted = Capture(
      name: "answer", selector: Selector(source: .json(path), text: "json " + text),
      place: SourceText(name: "", bytes: []).beginning)
    let observation = Observation(
      output: executed.output.bytes, outputCut: executed.output.cut, stderr: [], stderrCut: nil, exit: 0,
      duration: executed.duration)
    guard case .found(let value) = capture(wanted, from: observation, variables: [:]) else { return nil }
    return value.written
  }
}

extension SourceText {
  /// The place of what the engine asks by itself.
  var beginning: SourcePlace { SourcePlace(file: name, range: SourceRange(start: 0, end: 0)) }
}
