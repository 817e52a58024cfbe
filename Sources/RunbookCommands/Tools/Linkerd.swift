import RunbookModel

extension Tool {
  /// Of the reference of linkerd 2.8 (`stat`, `tap`) to 2.18 (`viz stat`, `viz tap`).
  static let linkerd = Tool(
    options: ValueOptions(
      "--api-addr --as --as-group --cni-namespace --context --kubeconfig -L --linkerd-namespace -l"),
    depth: .known(
      paths(
        """
        diagnostics: controller-metrics endpoints install-sp policy profile proxy-metrics
        jaeger: check dashboard install list uninstall
        multicluster: allow check gateways install link link-gen uninstall unlink
        mc: allow check gateways install link uninstall unlink
        viz: allow-scrapes authz check dashboard edges install list profile routes stat stat-inbound stat-outbound tap \
        tap-inject top uninstall
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.linkerd,
    effect: { linkerdRule($0) })
}

extension Tool {
  /// Most of linkerd prints: what installs or injects prints the objects for `kubectl apply`.
  static let linkerdRule = VerbRule(
    options: ValueOptions(
      "--api-addr --as --as-group --cni-namespace --context --kubeconfig -L --linkerd-namespace -l -n --namespace -o --output --to --from -t --time-window -f"
    ),
    verbs: VerbEffects(
      """
      read: check version help completion stat tap top edges routes get endpoints profile inject uninject install install-cni
      read: upgrade uninstall prune metrics identity authz policy logs diagnostics/controller-metrics diagnostics/endpoints
      read: diagnostics/install-sp diagnostics/policy diagnostics/profile diagnostics/proxy-metrics jaeger/check jaeger/install
      read: jaeger/list jaeger/uninstall multicluster/check multicluster/gateways multicluster/install multicluster/link
      read: multicluster/link-gen multicluster/allow multicluster/uninstall multicluster/unlink mc/check mc/gateways
      read: mc/install mc/link mc/allow mc/uninstall mc/unlink viz/allow-scrapes viz/authz viz/check viz/edges viz/install
      read: viz/list viz/profile viz/routes viz/stat viz/stat-inbound viz/stat-outbound viz/tap viz/tap-inject viz/top
      read: viz/uninstall
      probe: dashboard viz/dashboard jaeger/dashboard
      """),
    realm: "the mesh")
}
