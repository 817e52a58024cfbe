import RunbookEngine
import RunbookModel

/// Asks kubectl for what carries the mark of a run, and has it removed.
struct ClusterSweep {
  let shell: RealShell

  /// What a runbook may make; each is there in any cluster since 1.19.
  private static let kinds = [
    "pods", "jobs.batch", "cronjobs.batch", "deployments.apps", "daemonsets.apps", "statefulsets.apps",
    "replicasets.apps", "services", "configmaps", "secrets", "serviceaccounts", "persistentvolumeclaims",
    "networkpolicies.networking.k8s.io", "ingresses.networking.k8s.io", "roles.rbac.authorization.k8s.io",
    "rolebindings.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io",
    "clusterrolebindings.rbac.authorization.k8s.io", "namespaces",
  ]

  /// The objects, and why some of them may be missing.
  func list(in context: String?) async -> ([Leftover], problem: String?) {
    let result = await run(
      "kubectl get \(Self.kinds.joined(separator: ",")) -A -l runbook --request-timeout=10s -o jsonpath=\"$template\"",
      ["template": Leftover.template], in: context)
    let lines = String(decoding: result.output.bytes, as: UTF8.self).split(separator: "\n")
    let objects = lines.compactMap { Leftover(line: $0, context: context) }
    return (objects, problem(of: result))
  }

  /// Names what could not be removed.
  func remove(_ objects: [Leftover]) async -> [String] {
    var problems: [String] = []
    let groups = Dictionary(grouping: objects) { [$0.context, $0.namespace] }
    for (place, objects) in groups.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      let names = objects.map { "\($0.kind)/\($0.name)" }
      // One argument a line: the name of a role may have blanks, and would be options then.
      let result = await run(
        """
        set -f
        IFS='
        '
        kubectl delete \(place[1] == nil ? "" : "-n \"$namespace\" ")--ignore-not-found --wait=false --request-timeout=10s $objects
        """,
        ["objects": names.joined(separator: "\n"), "namespace": place[1] ?? ""], in: place[0])
      if let problem = problem(of: result) {
        problems.append("\(names.joined(separator: " ")): \(problem)")
      }
    }
    return problems
  }

  private func run(
    _ command: String, _ variables: [String: String], in context: String?
  ) async -> ExecutionResult {
    await shell.execute(
      Execution(
        attempt: AttemptKey(.need, name: "clean"), command: command, shell: .sh, variables: variables,
        context: context, timeout: .seconds(30), keep: 16 << 20))
  }

  /// What it said last, where it did not do what it was told.
  private func problem(of result: ExecutionResult) -> String? {
    let said = String(decoding: result.stderr.bytes, as: UTF8.self).split(separator: "\n").last
    switch result.ending {
    case .exited(status: 0): return nil
    case .timedOut: return "kubectl did not answer within 30s"
    case .notStarted(let reason): return reason
    default: return said.map(String.init) ?? "kubectl ended without a word (\(result.ending.name))"
    }
  }
}
