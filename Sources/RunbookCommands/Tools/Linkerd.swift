extension Tool {
  /// Of the reference of linkerd 2.8 (`stat`, `tap`) to 2.18 (`viz stat`, `viz tap`).
  static let linkerd = Tool(
    name: "linkerd",
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.linkerd)
}
