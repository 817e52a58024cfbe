import RunbookModel

extension Tool {
  /// Of the reference of calicoctl 3.x.
  static let calicoctl = Tool(
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.calicoctl,
    effect: { calicoctlRule($0) })
}

extension Tool {
  static let calicoctlRule = VerbRule(
    options: ValueOptions(
      "-l --log-level -c --config --context -n --namespace -o --output -f --filename --ip --from-report -r"),
    verbs: VerbEffects(
      """
      read: get version help node/status node/checksystem node/diags ipam/show ipam/check convert validate
      read: datastore/migrate/export
      change: apply create replace patch delete label node/run ipam/release ipam/configure ipam/split cluster/diags
      change: datastore/migrate/import datastore/migrate/lock datastore/migrate/unlock
      """),
    realm: "Calico's configuration")
}
