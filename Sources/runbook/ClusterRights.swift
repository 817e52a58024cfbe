import RunbookCommands
import RunbookEngine
import RunbookModel
import RunbookReports

/// Asks a cluster, through kubectl, which rights the account of the kubeconfig has. Nothing else is asked and nothing runs.
struct ClusterRights {
  let shell: any CommandShell

  /// All that the needs name, each step's in its own context.
  func preflight(_ needs: AccessNeeds, in context: String?) async -> Preflight {
    // Whoever asks no cluster lacks nothing there.
    if needs.needs.isEmpty { return Preflight(context: context, needs: needs) }
    var missing: Set<AccessNeed> = []
    var asked = 0
    for other in Self.contexts(of: needs) {
      let rights = needs.rights(on: other)
      switch await ask(rights, in: other ?? context) {
      case .silent(let reason):
        let place = other.map { "context \($0): " } ?? ""
        return Preflight(context: context, needs: needs, silence: place + reason)
      case .lacking(let lacking):
        asked += rights.count
        missing.formUnion(needs.needs.filter { $0.place.context == other && lacking.contains($0.right) })
      }
    }
    return Preflight(context: context, needs: needs, asked: asked, missing: missing)
  }

  /// Each once: the run's own is nil, the others are those of `on`.
  private static func contexts(of needs: AccessNeeds) -> [String?] {
    var contexts: [String?] = []
    for need in needs.needs where !contexts.contains(need.place.context) {
      contexts.append(need.place.context)
    }
    return contexts
  }

  private enum Answer {
    case lacking(Set<AccessRight>)
    case silent(String)
  }

  private func ask(_ rights: [AccessRight], in context: String?) async -> Answer {
    // One request to a raw path: whoever is silent there would keep everything else waiting far longer.
    let version = await run("kubectl get --raw /version --request-timeout=5s", in: context, seconds: 6)
    if let silence = version.silence, !version.isForbidden { return .silent(silence) }
    var own = ""
    if rights.contains(where: { $0.scope == .own }) {
      let answer = await run(
        "kubectl config view --minify -o jsonpath='{..namespace}'", in: context, seconds: 6)
      own = answer.text.isEmpty ? "default" : answer.text
    }
    let list = ReviewList(items: rights.map { Review($0, own: own) })
    let answer = await run(
      #"kubectl create --validate=false --request-timeout=5s -f - -o jsonpath='{.status.allowed}{"\n"}'"#,
      in: context, seconds: 60, stdin: JSONText.pretty(list))
    if let silence = answer.silence { return .silent(silence) }
    let lines = answer.text.split(separator: "\n")
    guard lines.count == rights.count else {
      return .silent("of \(rights.count) answers \(lines.count) came")
    }
    return .lacking(Set(zip(rights, lines).filter { $1 != "true" }.map(\.0)))
  }

  private struct Heard {
    let text: String
    /// Why there is no answer.
    let silence: String?
    let isForbidden: Bool
  }

  private func run(
    _ command: String, in context: String?, seconds: Int64, stdin: String? = nil
  ) async -> Heard {
    let result = await shell.execute(
      Execution(
        attempt: AttemptKey(.need, name: "preflight"), command: command, shell: .sh,
        stdin: stdin.map { Array($0.utf8) }, context: context, timeout: .seconds(seconds), keep: 4 << 20))
    let said = String(decoding: result.stderr.bytes, as: UTF8.self)
    let last = said.split(separator: "\n").last.map(String.init)
    var silence: String?
    switch result.ending {
    case .exited(status: 0): break
    case .timedOut, .stopped: silence = "kubectl did not answer within \(seconds)s"
    case .notStarted(let reason), .notRun(let reason): silence = reason
    case .exited, .signalled, .interrupted, .notRecorded:
      silence =
        refusal(
          programs: [ProgramUse(name: "kubectl", verbs: ["get"])], ending: result.ending,
          output: result.output.bytes, stderr: result.stderr.bytes) ?? last
        ?? "kubectl ended without a word (\(result.ending.name))"
    }
    return Heard(
      text: String(decoding: result.output.bytes, as: UTF8.self), silence: silence,
      isForbidden: said.contains("orbidden"))
  }
}

extension AccessNeeds {
  /// Each once, of the steps that ask there.
  fileprivate func rights(on context: String?) -> [AccessRight] {
    var seen: Set<AccessRight> = []
    return needs.filter { $0.place.context == context }.map(\.right).filter { seen.insert($0).inserted }
  }
}

/// A list of questions as Kubernetes reads it: `SelfSubjectAccessReview` of `authorization.k8s.io/v1`.
private struct ReviewList: Encodable {
  let apiVersion = "v1"
  let kind = "List"
  let items: [Review]
}

private struct Review: Encodable {
  let apiVersion = "authorization.k8s.io/v1"
  let kind = "SelfSubjectAccessReview"
  let spec: Spec

  struct Spec: Encodable {
    var resourceAttributes: Objects?
    var nonResourceAttributes: Path?
  }

  struct Objects: Encodable {
    let verb: String
    let group: String
    let resource: String
    let subresource: String?
    let name: String?
    let namespace: String?
  }

  struct Path: Encodable {
    let verb: String
    let path: String
  }

  init(_ right: AccessRight, own: String) {
    if right.isPath {
      spec = Spec(nonResourceAttributes: Path(verb: right.verb, path: right.resource))
      return
    }
    let parts = right.resource.split(separator: "/", maxSplits: 1).map(String.init)
    var namespace: String?
    switch right.scope {
    case .cluster: namespace = nil
    case .own: namespace = own
    case .namespace(let name): namespace = name
    }
    spec = Spec(
      resourceAttributes: Objects(
        verb: right.verb, group: right.group, resource: parts[0],
        subresource: parts.count > 1 ? parts[1] : nil, name: right.object, namespace: namespace))
  }
}
