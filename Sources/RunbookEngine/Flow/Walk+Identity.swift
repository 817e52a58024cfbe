import RunbookCommands
import RunbookModel

extension Walk {
  /// Before the first use of a cluster tool, or of `$context`, asks which cluster this is. Quietly:
  /// who did not say `needs cluster` gets no verdict from it.
  mutating func identify(for node: FlowNode) async {
    guard !hasAskedForIdentity, node.steps.contains(where: \.asksCluster) else { return }
    hasAskedForIdentity = true
    let identified = await ClusterQuestions(stage: stage).identity()
    walked.bindings.take(identified.identity, stage: stage)
  }
}

extension Step {
  fileprivate var asksCluster: Bool {
    // A step with `on` says by itself which cluster it means.
    guard let command, context == nil else { return false }
    return command.programs.contains { isClusterTool($0.name) } || command.variables.contains("context")
  }
}

extension Bindings {
  /// Takes over what the cluster has said of itself, and posts it.
  mutating func take(_ identity: ClusterIdentity, stage: Stage) {
    if identity != ClusterIdentity(context: nil, server: nil, uid: nil, version: nil) {
      stage.post(.clusterIdentified(identity))
    }
    guard real["context"] == nil, let context = identity.context else { return }
    set("context", to: VariableValue(context), veil: stage.veil)
    bind(stage.plan.lets, veil: stage.veil)
  }
}
