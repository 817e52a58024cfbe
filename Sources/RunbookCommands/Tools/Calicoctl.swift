extension Tool {
  /// Of the reference of calicoctl 3.x.
  static let calicoctl = Tool(
    name: "calicoctl",
    options: ValueOptions("-l --log-level -c --config --context -n --namespace -o --output"),
    depth: .known(
      paths(
        """
        cluster: diags
        datastore: migrate
        datastore migrate: export import lock unlock
        get: node nodes ippool ippools ipamblock wep workloadendpoint workloadendpoints hep hostendpoint bgppeer bgppeers \
        bgpconfig bgpconfiguration felixconfig felixconfiguration networkpolicy globalnetworkpolicy profile profiles
        ipam: check configure release show split
        node: checksystem diags run status
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.calicoctl)
}
