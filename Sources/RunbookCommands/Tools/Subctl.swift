import RunbookModel

extension Tool {
  /// Of the reference of Submariner's subctl 0.12 to 0.20.
  static let subctl = Tool(
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.subctl,
    effect: { subctlRule($0) })
}

extension Tool {
  static let subctlRule = VerbRule(
    options: ValueOptions(
      "--context --contexts --kubeconfig --kubecontext --kubecontexts --namespace -n --tocontext --dir --image-override"
    ),
    verbs: VerbEffects(
      """
      read: show show/all show/brokers show/connections show/endpoints show/gateways show/networks show/versions version help
      read: completion diagnose/cni diagnose/connections diagnose/deployment diagnose/k8s-version diagnose/kube-proxy-mode
      read: diagnose/service-discovery
      probe: diagnose diagnose/all diagnose/firewall benchmark benchmark/throughput benchmark/latency
      change: join deploy-broker export unexport uninstall cloud upgrade recover-broker-info verify gather
      """),
    realm: "the clusters",
    refine: { call, arguments, found in
      // The checks of the firewall run pods of their own and remove them.
      found.effect == .probe && !arguments.has("--help", "-h")
        ? call.answer(
          .probe, EffectProblems.ownPod, found.verbs.last, verbs: found.verbs.compactMap(\.literal)) : nil
    })
}
