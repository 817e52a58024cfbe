import RunbookCommands
import RunbookModel

/// Checks what a runbook needs, before step 1.
struct Needs: Sendable {
  let stage: Stage

  struct Answer: Sendable {
    /// Where the cluster was asked.
    var identified: ClusterQuestions.Identified?
    /// The first need that is not met; nothing runs then.
    var unmet: String?
  }

  /// The tools first, all at once; then the cluster, for it is asked with one of them.
  func check() async -> Answer {
    let tools = stage.plan.needs.filter { $0.kind != .cluster }
    let facts = await inOrder(tools.count, atOnce: tools.count) { index in
      await judge(tools[index], number: 1 + tools[..<index].count { $0.tool == tools[index].tool })
    }
    var answer = Answer()
    for fact in facts {
      stage.post(.needJudged(fact))
      if fact.verdict != .passed {
        answer.unmet = answer.unmet ?? EngineProblems.unmet(fact)
      } else if let reason = fact.reason {
        stage.post(.warned(Warned(message: reason)))
      }
    }
    guard answer.unmet == nil, stage.plan.needs.contains(where: { $0.kind == .cluster }) else {
      return answer
    }
    let identified = await ClusterQuestions(stage: stage).identity()
    answer.identified = identified
    let fact = NeedJudged(
      need: "cluster", found: identified.identity.version,
      verdict: identified.silence == nil ? .passed : .unknown, reason: identified.silence)
    if fact.verdict != .passed { answer.unmet = EngineProblems.unmet(fact) }
    stage.post(.needJudged(fact))
    return answer
  }

  private func judge(_ need: Need, number: Int) async -> NeedJudged {
    guard case .tool(let name, let version) = need.kind else { preconditionFailure("a need that is no tool") }
    let written = name + (version.map { " " + $0.written } ?? "")
    let text = ToolVersion.question(name)
    let executed = await stage.execute(
      Command(readFrom: text, place: need.place), as: AttemptKey(.need, name: name, number: number),
      bindings: Bindings(), context: nil,
      limits: ExecutionLimits(timeout: .seconds(5), keep: 256 << 10))
    func unmet(_ reason: String, found: String? = nil) -> NeedJudged {
      NeedJudged(need: written, found: found, verdict: .unknown, reason: reason)
    }
    switch executed.ending {
    case .exited(126), .exited(127): return unmet(EngineProblems.missing(name))
    case .timedOut, .stopped: return unmet(EngineProblems.noAnswer(within: .seconds(5)))
    case .notStarted(let reason), .notRun(let reason): return unmet(reason)
    case .notRecorded: return unmet(EngineProblems.notRecorded)
    case .interrupted: return unmet(stage.halt.sentence)
    case .exited, .signalled: break
    }
    guard let numbers = ToolVersion.read(executed.output.bytes + [10] + executed.stderr.bytes) else {
      let reason = version == nil ? nil : EngineProblems.unreadableVersion(of: name)
      return NeedJudged(need: written, found: nil, verdict: .passed, reason: reason)
    }
    let found = numbers.map(String.init).joined(separator: ".")
    if let version, !version.isMet(by: numbers) {
      return unmet(EngineProblems.wrongVersion(of: name, found: found, wanted: version), found: found)
    }
    return NeedJudged(need: written, found: found, verdict: .passed)
  }
}

extension Need {
  /// Nil: it is the cluster.
  fileprivate var tool: String? { if case .tool(let name, _) = kind { name } else { nil } }
}
