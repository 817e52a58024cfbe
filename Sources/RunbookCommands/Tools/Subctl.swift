extension Tool {
  /// Of the reference of Submariner's subctl 0.12 to 0.20.
  static let subctl = Tool(
    name: "subctl",
    options: ValueOptions(
      "--context --contexts --kubeconfig --kubecontext --kubecontexts --namespace -n --tocontext"),
    depth: .known(
      paths(
        """
        cloud: cleanup prepare
        cloud cleanup: aws azure gcp generic rhos
        cloud prepare: aws azure gcp generic rhos
        diagnose: all cni connections deployment firewall k8s-version kube-proxy-mode service-discovery
        diagnose firewall: inter-cluster intra-cluster nat-discovery
        export: service
        show: all brokers connections endpoints gateways networks versions
        unexport: service
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.subctl)
}
